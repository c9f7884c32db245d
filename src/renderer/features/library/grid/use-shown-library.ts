import { onStudioEvent } from '@renderer/data/events'
import { failureOf, request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import type { Failure } from '@shared/domain/app-error'
import type { AssetBucket, AssetFilter } from '@shared/domain/asset'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { type CardStore, CARDS_PER_PAGE, createCardStore } from './card-store'

const REFRESH_PAUSE_MS = 150

/** What the grid shows: the counts and cards of one filter. */
export interface ShownLibrary {
  readonly filterKey: string
  readonly store: CardStore
  readonly buckets: readonly AssetBucket[]
  readonly total: number
}

export interface LibraryOfFilter {
  /** The former filter's until the first cards of the new one are there; null before the very first. */
  readonly shown: ShownLibrary | null
  readonly failure: Failure | null
  readonly retry: () => void
}

/** Equal for equal filters. */
export function filterKeyOf(filter: AssetFilter): string {
  return JSON.stringify(filter)
}

export function useShownLibrary(filter: AssetFilter): LibraryOfFilter {
  const filterKey = filterKeyOf(filter)
  const counts = useStudioQuery('library.buckets', { filter: writable(filter) }, { keepsPrevious: true })
  const [shown, setShown] = useState<ShownLibrary | null>(null)
  const [pageFailure, setPageFailure] = useState<Failure | null>(null)
  const answer = counts.isPlaceholderData ? undefined : counts.data
  const current = useRef<ShownLibrary | null>(null)

  useEffect(() => {
    if (!answer) return undefined
    let isWanted = true
    const show = (store: CardStore): void => {
      if (!isWanted) return
      current.current = { filterKey, store, buckets: answer.buckets, total: answer.total }
      setShown(current.current)
      setPageFailure(null)
    }
    if (current.current?.filterKey === filterKey) {
      current.current.store.setBuckets(answer.buckets)
      show(current.current.store)
    } else {
      const store = openStore(JSON.parse(filterKey) as AssetFilter, (error) => setPageFailure(failureOf(error)))
      store.setBuckets(answer.buckets)
      store.load(0, Math.min(answer.total, CARDS_PER_PAGE)).then(
        () => show(store),
        (error: unknown) => isWanted && setPageFailure(failureOf(error)),
      )
    }
    return () => {
      isWanted = false
    }
  }, [answer, filterKey])

  useRefreshOnChange(shown?.store ?? null)
  return {
    shown,
    failure: counts.error?.failure ?? pageFailure,
    retry: () => {
      setPageFailure(null)
      shown?.store.refresh()
      void counts.refetch()
    },
  }
}

function openStore(filter: AssetFilter, onFailure: (error: unknown) => void): CardStore {
  return createCardStore(async ({ month, after, skip, limit }) => {
    const place = after ? { after } : { fromMonth: month, skip }
    const page = await request('library.page', { filter: writable(filter), limit, ...place })
    return page.cards
  }, onFailure)
}

/** Changes come in crowds while files are imported; one question serves many of them. */
function useRefreshOnChange(store: CardStore | null): void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const refresh = useEffectEvent(() => {
    timer.current = null
    store?.refresh()
  })
  const plan = useEffectEvent(() => {
    timer.current ??= setTimeout(() => refresh(), REFRESH_PAUSE_MS)
  })
  useEffect(() => onStudioEvent('library.changed', () => plan()), [])
}

/** The filter as a request takes it, whose lists are not read-only. */
function writable({ media, modelIds, ...plain }: AssetFilter) {
  return { ...plain, ...(media ? { media: [...media] } : {}), ...(modelIds ? { modelIds: [...modelIds] } : {}) }
}
