import type { libraryLineageContract } from '@shared/contracts/library-lineage'
import type { LibraryLineageService } from '../../services/library-lineage'
import type { Handlers } from '../handler'

export function createLibraryLineageHandlers(lineage: LibraryLineageService): Handlers<typeof libraryLineageContract> {
  return {
    'library.lineage': ({ assetId }) => lineage.lineage(assetId),
    'library.uses': ({ assetId }) => lineage.uses(assetId),
    'library.use-counts': ({ assetIds }) => lineage.useCounts(assetIds),
    'library.uses-of': ({ assetIds }) => lineage.usesOf(assetIds),
    'library.relate': (request) => lineage.relate(request),
  }
}
