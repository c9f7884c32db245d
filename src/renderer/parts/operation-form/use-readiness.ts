import { request } from '@renderer/data/studio'
import { studioKey } from '@renderer/data/use-studio-query'
import { usePriceLookup } from '@renderer/parts/use-price-lookup'
import { estimatePrice } from '@shared/catalog/projections/price'
import { reasonsNotReady } from '@shared/catalog/projections/readiness'
import type { AssetFacts, Reason } from '@shared/catalog/projections/reasons'
import { inputAssetIds } from '@shared/catalog/projections/values'
import type { OperationSpec } from '@shared/catalog/types'
import type { AssetDetail } from '@shared/domain/asset'
import type { Params } from '@shared/domain/generation'
import type { Price } from '@shared/domain/money'
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'

export interface Readiness {
  /** Empty when the form can be sent; the button and the fields read the same list. */
  readonly reasons: readonly Reason[]
  readonly price: Price
}

/** What stands against sending a form, and what it will cost; both follow every change. */
export function useReadiness(spec: OperationSpec, modelId: string, params: Params): Readiness {
  const priceOf = usePriceLookup()
  const { assets, isLoading } = useAssetFacts(useMemo(() => inputAssetIds(spec, params), [spec, params]))
  const reasons = useMemo(
    () => (isLoading ? [] : reasonsNotReady(spec, modelId, params, assets)),
    [spec, modelId, params, assets, isLoading],
  )
  const price = useMemo(() => estimatePrice(spec, modelId, params, priceOf), [spec, modelId, params, priceOf])
  return useMemo(
    () => ({ reasons: isLoading ? [{ message: 'The files of the form are being read.' }] : reasons, price }),
    [reasons, price, isLoading],
  )
}

interface KnownAssets {
  readonly assets: ReadonlyMap<string, AssetFacts>
  readonly isLoading: boolean
}

/** Facts of library items by id; those in the trash count as gone. */
export function useAssetFacts(assetIds: readonly string[]): KnownAssets {
  const details = useQueries({
    queries: assetIds.map((assetId) => ({
      queryKey: studioKey('library.detail', { assetId }),
      queryFn: () => request('library.detail', { assetId }),
    })),
    combine: collect,
  })
  const { found, isLoading } = details
  return useMemo(() => ({ assets: new Map(found.map((asset) => [asset.id, asset])), isLoading }), [found, isLoading])
}

function collect(results: readonly { readonly data: AssetDetail | undefined; readonly isPending: boolean }[]) {
  return {
    found: results.flatMap(({ data }) => (data && data.trashedAtMs === null ? [data] : [])),
    isLoading: results.some(({ isPending }) => isPending),
  }
}
