import { useQueries } from '@tanstack/react-query'
import { request } from '@renderer/data/studio'
import { studioKey } from '@renderer/data/use-studio-query'
import type { AssetDetail } from '@shared/domain/asset'

/** What is attached, in order; a file that is not known yet is missing. */
export function useAttachedFiles(assetIds: readonly string[]): readonly AssetDetail[] {
  return useQueries({
    queries: assetIds.map((assetId) => ({
      queryKey: studioKey('library.detail', { assetId }),
      queryFn: () => request('library.detail', { assetId }),
    })),
    combine: (results) => results.flatMap(({ data }) => (data ? [data] : [])),
  })
}
