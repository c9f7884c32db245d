import { z } from 'zod'
import type { MessageHit } from '../domain/chat-search'
import { route } from './contract'
import { noRequest } from './schemas'

/** Looking for what was said, in all chats. */
export const chatSearchContract = {
  /** At most 50 hits, the last written first. */
  'chat.search': route<readonly MessageHit[]>()(
    z.object({
      text: z.string().max(400),
      modelId: z.string().min(1).max(200).optional(),
      sinceMs: z.number().int().optional(),
      hasPicture: z.boolean().optional(),
      costAboveMicroUsd: z.number().int().min(0).optional(),
      beforeNumber: z.number().int().optional(),
    }),
  ),
  'chat.answering-models': route<readonly string[]>()(noRequest),
} as const
