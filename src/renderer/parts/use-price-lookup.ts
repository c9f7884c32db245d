import { useCallback, useMemo } from 'react'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import type { ModelPrice } from '@shared/contracts/account'

/** List prices by model: what this gateway answered, else the shipped table; null is unknown, never zero. */
export function usePriceLookup(): (modelId: string) => ModelPrice | null {
  const { data } = useStudioQuery('account.prices')
  const byModel = useMemo(() => new Map((data ?? []).map((price) => [price.modelId, price])), [data])
  return useCallback((modelId: string) => byModel.get(modelId) ?? null, [byModel])
}
