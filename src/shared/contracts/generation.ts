import { z } from 'zod'
import type { Price } from '../domain/money'
import type { Params, Recipe } from '../domain/generation'
import type { TaskView } from '../domain/task'
import { VENDOR_ITEM_KINDS } from '../domain/vendor-item'
import { LISTED_FAMILIES, type VendorWorkPage } from '../domain/vendor-work'
import { route } from './contract'
import { idSchema, longTextSchema, paramsSchema } from './schemas'

export const originSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('create') }),
  z.object({ kind: z.literal('chat'), conversationId: idSchema, messageId: idSchema }),
  z.object({ kind: z.literal('shot'), shotId: idSchema }),
  z.object({ kind: z.literal('canvas'), documentId: idSchema }),
  z.object({ kind: z.literal('follow-up'), taskId: idSchema }),
])

/** A second step that is ordered with the first one; see `NextStep`. */
const nextStepSchema = z.object({
  clientRequestId: z.uuid(),
  operationId: z.string().min(1).max(120),
  modelId: z.string().max(200),
  params: paramsSchema,
  takes: z.object({
    field: z.string().min(1).max(120),
    kind: z.enum(VENDOR_ITEM_KINDS),
    durationField: z.string().max(120).optional(),
  }),
})

export const submitSchema = z.object({
  /** Made once per press of the button: the same id returns the first task instead of a second charge. */
  clientRequestId: z.uuid(),
  operationId: z.string().min(1).max(120),
  modelId: z.string().max(200),
  params: paramsSchema,
  origin: originSchema,
  nextStep: nextStepSchema.optional(),
})

export type SubmitRequest = z.infer<typeof submitSchema>

/** A dry run: exactly what would be sent, without sending it. Keys and file bytes are left out. */
export interface RequestPreview {
  readonly method: string
  readonly url: string
  readonly body: unknown
  readonly price: Price
}

/** A task under another one, with what it asked for. */
export interface TaskStep {
  readonly task: TaskView
  readonly params: Params
}

export const generationContract = {
  'generation.submit': route<TaskView>()(submitSchema),
  'generation.preview': route<RequestPreview>()(submitSchema.omit({ clientRequestId: true, origin: true })),
  /** What was started from a task's buttons, oldest first: the state of a guided view. */
  'generation.steps': route<readonly TaskStep[]>()(z.object({ taskId: idSchema })),
  'generation.recipe': route<Recipe>()(z.object({ generationId: idSchema })),
  'generation.recipe-of-asset': route<Recipe | null>()(z.object({ assetId: idSchema })),
  /** The same request as code; the key is an environment variable in it. */
  'generation.as-code': route<{ readonly code: string }>()(
    submitSchema
      .omit({ clientRequestId: true, origin: true })
      .extend({ language: z.enum(['curl', 'python', 'typescript']) }),
  ),
  /** Tasks that a vendor lists for the active key, to adopt some of them. */
  'generation.list-elsewhere': route<VendorWorkPage>()(
    z.object({
      family: z.enum(LISTED_FAMILIES),
      filter: z.object({
        status: z.string().max(40).optional(),
        modelId: z.string().max(200).optional(),
        ids: z.array(z.string().min(1).max(200)).max(100).optional(),
        page: z.number().int().min(1).max(500),
        operationId: z.string().min(1).max(120).optional(),
      }),
    }),
  ),
  /** Adopts work that was started elsewhere, by its id at the gateway. */
  'generation.adopt': route<TaskView>()(
    z.object({
      operationId: z.string().max(120),
      modelId: z.string().max(200),
      remoteId: z.string().min(1).max(200),
      prompt: longTextSchema,
    }),
  ),
} as const
