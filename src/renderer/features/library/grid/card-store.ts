import type { AssetBucket, AssetCard, AssetCursor } from '@shared/domain/asset'
import { ratioOf, type Shapes } from './justified-layout'

export const CARDS_PER_PAGE = 200
/** Pages kept with their cards; of the others only where they start is remembered. */
const MAX_PAGES = 40

export interface PageRequest {
  readonly month: string
  /** Null: from the month's newest on. */
  readonly after: AssetCursor | null
  /** So many of the month's newest are passed where there is no cursor. */
  readonly skip: number
  readonly limit: number
}

/** What a card shows now; undefined takes away what it showed. */
export type CardChange = { readonly [Key in keyof AssetCard]?: AssetCard[Key] | undefined }

export interface CardStore {
  /** Grows with every change of what `cardAt` answers. */
  readonly version: () => number
  readonly subscribe: (listener: () => void) => () => void
  readonly setBuckets: (buckets: readonly AssetBucket[]) => void
  /**
   * What is in sight now, `to` exclusive, and the cell that has the focus, wherever it is; their pages are fetched
   * and kept, wishes of before are dropped.
   */
  readonly want: (from: number, to: number, focusIndex: number) => void
  readonly cardAt: (index: number) => AssetCard | null
  readonly indexOf: (assetId: string) => number | null
  /** What is known of the items' shapes, also of forgotten ones; another object after each change. */
  readonly shapes: () => Shapes
  /** Cards of a stretch, in order, however far away. */
  readonly load: (from: number, to: number) => Promise<readonly AssetCard[]>
  /** Asks again for what is in sight; the known cards stay until the new ones are there. */
  readonly refresh: () => void
  readonly patch: (assetIds: readonly string[], change: CardChange) => void
}

interface Month extends AssetBucket {
  readonly startIndex: number
}

interface Page {
  readonly month: string
  readonly number: number
  readonly cards: readonly AssetCard[]
  readonly isStale: boolean
}

interface PageId {
  readonly month: Month
  readonly number: number
}

/**
 * The cards of one filter as a sparse list by index. Pages follow each other by keyset; a place that is jumped to is
 * found by its distance from the start of its month.
 */
export function createCardStore(
  fetchPage: (request: PageRequest) => Promise<readonly AssetCard[]>,
  onFailure: (error: unknown) => void,
): CardStore {
  let months: readonly Month[] = []
  let wanted = { from: 0, to: 0, focusIndex: 0 }
  let version = 0
  let isPumping = false
  const pages = new Map<string, Page>()
  /** The last card of a page: the cursor of the one after it. */
  const ends = new Map<string, AssetCursor>()
  const ratios = new Map<string, Float32Array>()
  const shapesNow = (): Shapes => ({
    perBlock: CARDS_PER_PAGE,
    ratiosOf: (month, page) => ratios.get(keyOf(month, page)) ?? null,
  })
  let shapes = shapesNow()
  const inFlight = new Map<string, Promise<readonly AssetCard[]>>()
  const listeners = new Set<() => void>()

  const tell = (): void => {
    version += 1
    for (const listener of listeners) listener()
  }

  const pageIdsOf = (from: number, to: number): PageId[] => {
    const ids: PageId[] = []
    for (const month of months) {
      const first = Math.max(from, month.startIndex) - month.startIndex
      const last = Math.min(to, month.startIndex + month.count) - 1 - month.startIndex
      if (last < 0 || first > last) continue
      for (let number = pageNumber(first); number <= pageNumber(last); number += 1) ids.push({ month, number })
    }
    return ids
  }

  const wantedPages = (): PageId[] => [
    ...pageIdsOf(wanted.from, wanted.to),
    ...(wanted.to > wanted.from ? pageIdsOf(wanted.focusIndex, wanted.focusIndex + 1) : []),
  ]

  const fetchOne = (id: PageId): Promise<readonly AssetCard[]> => {
    const key = keyOf(id.month.month, id.number)
    const running = inFlight.get(key)
    if (running) return running
    const fetching = fetchAndKeep(id, key).finally(() => inFlight.delete(key))
    inFlight.set(key, fetching)
    return fetching
  }

  const fetchAndKeep = async ({ month, number }: PageId, key: string): Promise<readonly AssetCard[]> => {
    const limit = Math.min(CARDS_PER_PAGE, month.count - number * CARDS_PER_PAGE)
    const after = number === 0 ? null : (ends.get(keyOf(month.month, number - 1)) ?? null)
    const skip = after ? 0 : number * CARDS_PER_PAGE
    const cards = await fetchPage({ month: month.month, after, skip, limit })
    // The counts may have changed meanwhile; then this page no longer starts where it says.
    if (months.find((known) => known.month === month.month)?.count !== month.count) return cards
    pages.set(key, { month: month.month, number, cards, isStale: false })
    noteShapes(key, cards)
    const last = cards.at(-1)
    if (last && cards.length === limit) ends.set(key, { createdAtMs: last.createdAtMs, id: last.id })
    if (wantedPages().some((wantedId) => keyOf(wantedId.month.month, wantedId.number) === key)) tell()
    forgetFarPages()
    return cards
  }

  const noteShapes = (key: string, cards: readonly AssetCard[]): void => {
    const known = ratios.get(key)
    const found = Float32Array.from(cards, ratioOf)
    if (known?.length === found.length && known.every((ratio, index) => ratio === found[index])) return
    ratios.set(key, found)
    shapes = shapesNow()
  }

  const nextPage = (): PageId | null => {
    for (const id of wantedPages()) {
      const page = pages.get(keyOf(id.month.month, id.number))
      if (!page || page.isStale) return id
    }
    return null
  }

  const pump = async (): Promise<void> => {
    if (isPumping) return
    isPumping = true
    try {
      for (let page = nextPage(); page; page = nextPage()) await fetchOne(page)
    } catch (error) {
      onFailure(error)
    } finally {
      isPumping = false
    }
  }

  const forgetFarPages = (): void => {
    if (pages.size <= MAX_PAGES) return
    const starts = new Map(months.map((month) => [month.month, month.startIndex]))
    const distanceOf = (page: Page): number =>
      Math.abs((starts.get(page.month) ?? Infinity) + page.number * CARDS_PER_PAGE - wanted.from)
    const kept = new Set(wantedPages().map((id) => keyOf(id.month.month, id.number)))
    const byDistance = [...pages]
      .filter(([key]) => !kept.has(key))
      .sort(([, left], [, right]) => distanceOf(right) - distanceOf(left))
    for (const [key] of byDistance.slice(0, pages.size - MAX_PAGES)) pages.delete(key)
  }

  const loadPage = async (id: PageId): Promise<readonly AssetCard[]> => {
    const known = pages.get(keyOf(id.month.month, id.number))
    return known && !known.isStale ? known.cards : fetchOne(id)
  }

  return {
    version: () => version,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setBuckets: (buckets) => {
      const before = new Map(months.map((month) => [month.month, month.count]))
      months = withStarts(buckets)
      const changed = new Set(
        months.filter(({ month, count }) => before.get(month) !== count).map(({ month }) => month),
      )
      const kept = new Set(months.map(({ month }) => month))
      for (const key of ends.keys()) if (changed.has(monthOfKey(key)) || !kept.has(monthOfKey(key))) ends.delete(key)
      for (const key of ratios.keys()) if (!kept.has(monthOfKey(key))) ratios.delete(key)
      for (const [key, page] of pages) {
        if (!kept.has(page.month)) pages.delete(key)
        else if (changed.has(page.month)) pages.set(key, { ...page, isStale: true })
      }
      tell()
      void pump()
    },
    want: (from, to, focusIndex) => {
      wanted = { from, to, focusIndex }
      void pump()
    },
    cardAt: (index) => {
      const month = months.findLast(({ startIndex }) => startIndex <= index)
      const offset = index - (month?.startIndex ?? 0)
      if (!month || offset < 0 || offset >= month.count) return null
      const page = pages.get(keyOf(month.month, pageNumber(offset)))
      return page?.cards[offset % CARDS_PER_PAGE] ?? null
    },
    indexOf: (assetId) => {
      for (const page of pages.values()) {
        const offset = page.cards.findIndex((card) => card.id === assetId)
        const month = offset < 0 ? undefined : months.find((known) => known.month === page.month)
        if (month) return month.startIndex + page.number * CARDS_PER_PAGE + offset
      }
      return null
    },
    shapes: () => shapes,
    load: async (from, to) => {
      const cards: AssetCard[] = []
      for (const id of pageIdsOf(from, to)) {
        const startIndex = id.month.startIndex + id.number * CARDS_PER_PAGE
        const page = await loadPage(id)
        cards.push(...page.slice(Math.max(0, from - startIndex), Math.max(0, to - startIndex)))
      }
      return cards
    },
    refresh: () => {
      for (const [key, page] of pages) pages.set(key, { ...page, isStale: true })
      void pump()
    },
    patch: (assetIds, change) => {
      const ids = new Set(assetIds)
      for (const [key, page] of pages) {
        if (!page.cards.some((card) => ids.has(card.id))) continue
        pages.set(key, { ...page, cards: page.cards.map((card) => (ids.has(card.id) ? patched(card, change) : card)) })
      }
      tell()
    },
  }
}

function withStarts(buckets: readonly AssetBucket[]): readonly Month[] {
  let startIndex = 0
  return buckets
    .filter(({ count }) => count > 0)
    .map((bucket) => {
      const month = { ...bucket, startIndex }
      startIndex += bucket.count
      return month
    })
}

function pageNumber(offset: number): number {
  return Math.floor(offset / CARDS_PER_PAGE)
}

function keyOf(month: string, number: number): string {
  return `${month}/${number}`
}

function monthOfKey(key: string): string {
  return key.slice(0, key.indexOf('/'))
}

function patched(card: AssetCard, change: CardChange): AssetCard {
  const entries = Object.entries({ ...card, ...change }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as unknown as AssetCard
}
