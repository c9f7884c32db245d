import { z } from 'zod'
import { type CullingSession, MAX_CULLED } from '../domain/library-culling'
import { route } from './contract'
import { assetMarksSchema } from './library-order'
import { idSchema, noRequest, shortTextSchema } from './schemas'

export const libraryCullingContract = {
  /** The session that is going on, also after a restart; null where there is none. */
  'library.culling': route<CullingSession | null>()(noRequest),
  'library.start-culling': route<CullingSession>()(
    z.object({ title: shortTextSchema, assetIds: z.array(idSchema).min(1).max(MAX_CULLED) }),
  ),
  /** What was decided of one item, whole, and where the person is now. */
  'library.decide-culling': route<null>()(
    z.object({ ordinal: z.number().int().min(0), marks: assetMarksSchema, position: z.number().int().min(0) }),
  ),
  'library.apply-culling': route<{ readonly marked: number; readonly trashed: number }>()(
    z.object({ stepId: idSchema, trashesRejects: z.boolean() }),
  ),
  /** Forgets the session; no item is touched. */
  'library.cancel-culling': route<null>()(noRequest),
} as const
