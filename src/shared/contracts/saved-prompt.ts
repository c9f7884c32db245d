import { z } from 'zod'
import type { SavedPrompt } from '../domain/saved-prompt'
import { route } from './contract'
import { idSchema } from './schemas'

export const savedPromptContract = {
  /** By name. */
  'saved-prompt.list': route<readonly SavedPrompt[]>()(z.undefined()),
  /** Adds one (without `id`), or changes or brings back the one with this id. */
  'saved-prompt.save': route<SavedPrompt>()(
    z.object({
      id: idSchema.optional(),
      name: z
        .string()
        .min(1)
        .max(60)
        .regex(/^[^\s/]+$/),
      text: z.string().min(1).max(100_000),
    }),
  ),
  'saved-prompt.delete': route<null>()(z.object({ id: idSchema })),
} as const
