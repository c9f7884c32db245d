import { useStudioQuery } from '@renderer/data/use-studio-query'
import type { Memberships } from '@shared/contracts/library-order'

const MOST = 5_000

/** How many of the items have which tags and are in which collections. */
export function useMemberships(assetIds: readonly string[]): Memberships | undefined {
  return useStudioQuery('library.memberships', { assetIds: assetIds.slice(0, MOST) }, { keepsPrevious: true }).data
}

export function stateOf(count: number, assetIds: readonly string[]): 'all' | 'some' | 'none' {
  if (count === 0) return 'none'
  return count >= Math.min(assetIds.length, MOST) ? 'all' : 'some'
}
