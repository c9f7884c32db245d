import { z } from 'zod'
import { SETTABLE_RELATIONS } from '../domain/library-order'
import type { AssetUse, Lineage, PlaceOfUse, UseCounts } from '../domain/library-lineage'
import { route } from './contract'
import { idSchema } from './schemas'

export const libraryLineageContract = {
  'library.lineage': route<Lineage>()(z.object({ assetId: idSchema })),
  'library.uses': route<readonly AssetUse[]>()(z.object({ assetId: idSchema })),
  'library.use-counts': route<UseCounts>()(z.object({ assetIds: z.array(idSchema).min(1).max(5_000) })),
  /** The chats, shots and canvases that need any of some items, those that need most first; at most so many are named. */
  'library.uses-of': route<readonly PlaceOfUse[]>()(z.object({ assetIds: z.array(idSchema).min(1).max(5_000) })),
  /** Says what one item is to another, for what was made outside. */
  'library.relate': route<null>()(
    z.object({
      stepId: idSchema,
      childId: idSchema,
      parentId: idSchema,
      relation: z.enum(SETTABLE_RELATIONS),
      isSet: z.boolean(),
    }),
  ),
} as const
