import { useStudioQuery } from '@renderer/data/use-studio-query'
import { formatMicroUsd } from '@renderer/lib/format-money'
import { listPriceOf } from '@shared/catalog/prices/list-prices'
import type { ModelPrice } from '@shared/catalog/prices/model-price'
import { useMemo } from 'react'

export type PriceOf = (modelId: string) => ModelPrice | null

/** What a model costs: by the gateway's own list, else by the shipped one. */
export function usePriceOf(): PriceOf {
  const { data } = useStudioQuery('account.prices')
  return useMemo(() => {
    const own = new Map((data ?? []).map((price) => [price.modelId, price]))
    return (modelId) => own.get(modelId) ?? listPriceOf(modelId)
  }, [data])
}

/** "$0.15 in · $0.60 out per 1M tokens", "$0.05 per call". */
export function priceWords(price: ModelPrice | null): string {
  if (!price) return 'price unknown'
  if (price.callMicroUsd !== null) return `${formatMicroUsd(price.callMicroUsd)} per call`
  if (price.inputMicroUsdPerMillion === null || price.outputMicroUsdPerMillion === null) return 'price unknown'
  return `${formatMicroUsd(price.inputMicroUsdPerMillion)} in · ${formatMicroUsd(price.outputMicroUsdPerMillion)} out per 1M`
}
