import { useViewState } from '@renderer/data/view-state'
import type { AssetFilter } from '@shared/domain/asset'
import type { MediaKind } from '@shared/domain/media'

/** Where in the library one is; a smart collection is a search and no place. */
export type LibraryPlace =
  | { readonly kind: 'all' | 'picked' | 'rejected' | 'trash' }
  | { readonly kind: 'collection'; readonly id: string }
  | { readonly kind: 'tag'; readonly id: number }

/** What the person asked to see; kept between views and restarts. */
export interface LibraryFilter {
  readonly search: string
  readonly kind: MediaKind | 'all'
  readonly modelId: string | null
  /** 0: every rating. */
  readonly minRating: number
  readonly place: LibraryPlace
}

export const EVERYWHERE: LibraryPlace = { kind: 'all' }
export const NO_FILTER: LibraryFilter = { search: '', kind: 'all', modelId: null, minRating: 0, place: EVERYWHERE }

export function useLibraryFilter() {
  return useViewState<LibraryFilter>('library.asked-for', NO_FILTER)
}

export const isTrash = ({ place }: LibraryFilter): boolean => place.kind === 'trash'

/** True when something of the place is hidden by choice; the place itself is no filter. */
export function isNarrowed(filter: LibraryFilter): boolean {
  return filter.search.trim() !== '' || filter.kind !== 'all' || filter.modelId !== null || filter.minRating > 0
}

/**
 * The filter as the library takes it: only what is set, so that equal filters have equal keys. Stacks fold where one
 * looks around; what is searched for must be seen, also beneath a winner.
 */
export function toAssetFilter(filter: LibraryFilter, foldsStacks: boolean): AssetFilter {
  const search = filter.search.trim()
  const isLookingFor = search !== '' || filter.minRating > 0 || MARKED.has(filter.place.kind)
  return {
    ...(search === '' ? {} : { search }),
    ...(filter.kind === 'all' ? {} : { media: [filter.kind] }),
    ...(filter.modelId === null ? {} : { modelIds: [filter.modelId] }),
    ...(filter.minRating === 0 ? {} : { minRating: filter.minRating }),
    ...placeFilter(filter.place),
    ...(foldsStacks && !isLookingFor ? { isFolded: true } : {}),
  }
}

const MARKED: ReadonlySet<LibraryPlace['kind']> = new Set(['picked', 'rejected', 'trash'])

function placeFilter(place: LibraryPlace): AssetFilter {
  if (place.kind === 'collection') return { collectionId: place.id }
  if (place.kind === 'tag') return { tagId: place.id }
  if (place.kind === 'picked') return { pick: 1 }
  if (place.kind === 'rejected') return { pick: -1 }
  return place.kind === 'trash' ? { trashed: true } : {}
}

/** All that narrows as one line for the search box, for a smart collection. */
export function toSearchText(filter: LibraryFilter): string {
  const { search, kind, modelId, minRating, place } = filter
  return [
    search.trim(),
    ...(kind === 'all' ? [] : [`kind:${kind}`]),
    ...(modelId === null ? [] : [`model:${quoted(modelId)}`]),
    ...(minRating === 0 ? [] : [`rating:>=${minRating}`]),
    ...(place.kind === 'picked' ? ['pick:yes'] : []),
    ...(place.kind === 'rejected' ? ['pick:no'] : []),
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** With quotes where a value has spaces. */
export const quoted = (value: string): string => (/\s/.test(value) ? `"${value.replaceAll('"', '')}"` : value)
