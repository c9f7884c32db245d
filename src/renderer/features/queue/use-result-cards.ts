import { useStudioQuery } from '@renderer/data/use-studio-query'
import type { AssetCard } from '@shared/domain/asset'
import type { TaskView } from '@shared/domain/task'
import { useMemo } from 'react'
import { firstResult } from './open-result'

/** The library's cards of the first results, by their ids: they say whether there is a thumbnail yet. */
export function useResultCards(tasks: readonly TaskView[]): ReadonlyMap<string, AssetCard> {
  const assetIds = [...new Set(tasks.flatMap((task) => firstResult(task) ?? []))]
  const { data } = useStudioQuery(
    'library.cards',
    { assetIds },
    { isEnabled: assetIds.length > 0, keepsPrevious: true },
  )
  return useMemo(() => new Map(data?.map((card) => [card.id, card])), [data])
}
