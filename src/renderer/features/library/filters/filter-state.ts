import { useViewState } from '@renderer/data/view-state'
import type { AssetFilter } from '@shared/domain/asset'
import type { MediaKind } from '@shared/domain/media'

/** What the person asked to see; kept between views and restarts. */
export interface LibraryFilter {
  readonly search: string
  readonly kind: MediaKind | 'all'
  readonly modelId: string | null
  /** 0: any. */
  readonly minRating: number
  readonly isTrash: boolean
}

export const NO_FILTER: LibraryFilter = { search: '', kind: 'all', modelId: null, minRating: 0, isTrash: false }

export function useLibraryFilter() {
  return useViewState<LibraryFilter>('library.filter', NO_FILTER)
}

/** True when something of the library is hidden by choice; the trash itself is a place, not a filter. */
export function isNarrowed(filter: LibraryFilter): boolean {
  return filter.search.trim() !== '' || filter.kind !== 'all' || filter.modelId !== null || filter.minRating > 0
}

/** The filter as the library takes it: only what is set, so that equal filters have equal keys. */
export function toAssetFilter(filter: LibraryFilter): AssetFilter {
  const search = filter.search.trim()
  return {
    ...(search === '' ? {} : { search }),
    ...(filter.kind === 'all' ? {} : { media: [filter.kind] }),
    ...(filter.modelId === null ? {} : { modelIds: [filter.modelId] }),
    ...(filter.minRating === 0 ? {} : { minRating: filter.minRating }),
    ...(filter.isTrash ? { trashed: true } : {}),
  }
}
