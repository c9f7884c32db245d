import { useStudioQuery } from '@renderer/data/use-studio-query'
import { takesModel } from '@shared/catalog/projections/values'
import { useCallback, useMemo } from 'react'
import type { PickerEntry } from './picker-entries'

/** Whether the gateway lists a model; true as long as its list is not known. */
export function useIsOffered(): (entry: PickerEntry) => boolean {
  const account = useStudioQuery('account.state')
  const models = useStudioQuery('account.models')
  const isKnown = account.data?.areModelsKnown === true
  const ids = useMemo(() => new Set((models.data ?? []).map(({ id }) => id)), [models.data])
  return useCallback(
    ({ operation, modelId }) => {
      if (!isKnown || ids.size === 0 || !takesModel(operation)) return true
      const billed = 'pricedAs' in operation.price ? operation.price.pricedAs?.modelId : undefined
      return ids.has(modelId) || (billed !== undefined && ids.has(billed))
    },
    [isKnown, ids],
  )
}
