import { z } from 'zod'
import type { StoryboardDetail, StoryboardProject } from '../domain/storyboard'
import type { TaskView } from '../domain/task'
import { route } from './contract'
import { idSchema, longTextSchema, noRequest, paramsSchema, shortTextSchema } from './schemas'

const position = z.number().int().min(0).max(100_000)

export const storyboardContract = {
  'storyboard.projects': route<readonly StoryboardProject[]>()(noRequest),
  'storyboard.create-project': route<StoryboardDetail>()(z.object({ title: shortTextSchema })),
  'storyboard.rename-project': route<null>()(z.object({ projectId: idSchema, title: shortTextSchema })),
  'storyboard.delete-project': route<null>()(z.object({ projectId: idSchema })),
  'storyboard.undelete-project': route<null>()(z.object({ projectId: idSchema })),
  'storyboard.open': route<StoryboardDetail>()(z.object({ projectId: idSchema })),
  'storyboard.add-scene': route<StoryboardDetail>()(z.object({ projectId: idSchema, title: shortTextSchema })),
  'storyboard.rename-scene': route<null>()(z.object({ sceneId: idSchema, title: shortTextSchema })),
  'storyboard.delete-scene': route<StoryboardDetail>()(z.object({ sceneId: idSchema })),
  'storyboard.add-shot': route<StoryboardDetail>()(
    z.object({
      sceneId: idSchema,
      position: position.optional(),
      text: longTextSchema.default(''),
      seconds: z.number().min(0.1).max(600).default(4),
    }),
  ),
  'storyboard.update-shot': route<StoryboardDetail>()(
    z.object({
      shotId: idSchema,
      text: longTextSchema.optional(),
      seconds: z.number().min(0.1).max(600).optional(),
      chosenTakeId: idSchema.nullable().optional(),
    }),
  ),
  'storyboard.move-shot': route<StoryboardDetail>()(z.object({ shotId: idSchema, sceneId: idSchema, position })),
  'storyboard.delete-shot': route<StoryboardDetail>()(z.object({ shotId: idSchema })),
  'storyboard.undelete': route<StoryboardDetail>()(
    z.object({ projectId: idSchema, shotId: idSchema.optional(), sceneId: idSchema.optional() }),
  ),
  /** Submits a generation whose result becomes a take of the shot. */
  'storyboard.generate-take': route<TaskView>()(
    z.object({
      clientRequestId: z.uuid(),
      shotId: idSchema,
      operationId: z.string().min(1).max(120),
      modelId: z.string().max(200),
      params: paramsSchema,
    }),
  ),
  'storyboard.add-take': route<StoryboardDetail>()(
    z.object({ shotId: idSchema, assetIds: z.array(idSchema).min(1).max(200) }),
  ),
  /** Renders the animatic in the background; progress and end arrive as `storyboard.export-changed`. */
  'storyboard.export-mp4': route<{ readonly exportId: string } | null>()(
    z.object({ projectId: idSchema, height: z.union([z.literal(480), z.literal(720), z.literal(1080)]).default(720) }),
  ),
  'storyboard.cancel-export': route<null>()(z.object({ exportId: idSchema })),
} as const
