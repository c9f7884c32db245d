import type { RouteParsedRequest } from '@shared/contracts/routes'
import { AppError } from '@shared/domain/app-error'
import type { AssetUse, Lineage, PlaceOfUse, UseCounts } from '@shared/domain/library-lineage'
import { changeRelation } from '../db/commands/library-order'
import * as queries from '../db/queries/lineage'
import { listPlacesOfUse } from '../db/queries/places-of-use'
import { onDisk } from '../library/disk'
import { assertWritable, type LibraryContext } from '../library/library-context'

export type LibraryLineageService = ReturnType<typeof createLibraryLineageService>

/** Where items come from, what came of them, and what uses them. */
export function createLibraryLineageService(context: LibraryContext) {
  const { db, clock, news } = context
  return {
    async lineage(assetId: string): Promise<Lineage> {
      const lineage = await queries.loadLineage(db, assetId)
      if (lineage) return lineage
      throw new AppError({ code: 'not-found', message: 'This item is no longer in the library.', nextStep: 'none' })
    },
    uses: (assetId: string): Promise<readonly AssetUse[]> => queries.listUses(db, assetId),
    useCounts: (assetIds: readonly string[]): Promise<UseCounts> => queries.countUses(db, assetIds),
    usesOf: (assetIds: readonly string[]): Promise<readonly PlaceOfUse[]> => listPlacesOfUse(db, assetIds),
    async relate({ stepId, ...relation }: RouteParsedRequest<'library.relate'>): Promise<null> {
      assertWritable(context)
      const step = { id: stepId, action: 'relate' as const, itemCount: 1, nowMs: clock.nowMs() }
      const { rev, assetIds } = await onDisk(() => changeRelation(db, step, relation))
      news.changed(rev, [...new Set([...assetIds, relation.parentId, relation.childId])])
      return null
    },
  }
}
