import { z } from 'zod'
import type { CanvasDocument } from '../domain/canvas'
import type { TaskView } from '../domain/task'
import { route } from './contract'
import { idSchema, longTextSchema, noRequest, paramsSchema } from './schemas'

export const canvasContract = {
  'canvas.list': route<readonly CanvasDocument[]>()(noRequest),
  'canvas.open-asset': route<CanvasDocument>()(z.object({ assetId: idSchema })),
  'canvas.open': route<CanvasDocument>()(z.object({ documentId: idSchema })),
  'canvas.update': route<CanvasDocument>()(
    z.object({ documentId: idSchema, prompt: longTextSchema.optional(), maskAssetId: idSchema.nullable().optional() }),
  ),
  'canvas.delete': route<null>()(z.object({ documentId: idSchema })),
  /** The masked edit: the answer is composited so that everything outside the mask stays bit-identical. */
  'canvas.run-edit': route<TaskView>()(
    z.object({
      clientRequestId: z.uuid(),
      documentId: idSchema,
      operationId: z.string().min(1).max(120),
      modelId: z.string().max(200),
      prompt: longTextSchema,
      params: paramsSchema,
      featherPx: z.number().int().min(0).max(64).default(8),
    }),
  ),
} as const
