import type { AssetBucket, AssetCard } from '@shared/domain/asset'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CARDS_PER_PAGE, createCardStore, type PageRequest } from './card-store'

/** A library in memory that answers as the database does: newest first, pages by keyset. */
function createShelf(counts: readonly number[]) {
  let cards = counts.flatMap((count, month) => makeMonth(month, count))
  const monthOf = (card: AssetCard): string => new Date(card.createdAtMs).toISOString().slice(0, 7)
  const requests: PageRequest[] = []
  return {
    requests,
    cards: () => cards,
    buckets: (): readonly AssetBucket[] =>
      [...Map.groupBy(cards, monthOf)].map(([month, held]) => ({ month, count: held.length })),
    add: (card: AssetCard) => {
      cards = [card, ...cards]
    },
    fetchPage: async (request: PageRequest): Promise<readonly AssetCard[]> => {
      requests.push(request)
      const { after, month, skip, limit } = request
      const start = after
        ? cards.findIndex((card) => card.id === after.id) + 1
        : cards.findIndex((card) => monthOf(card) <= month) + skip
      return cards.slice(start, start + limit)
    },
  }
}

function makeMonth(month: number, count: number): AssetCard[] {
  const startMs = Date.UTC(2026, 11 - month, 20)
  return Array.from({ length: count }, (_, index) => makeCard(`${month}-${index}`, startMs - index * 1_000))
}

function makeCard(id: string, createdAtMs: number): AssetCard {
  return {
    id,
    createdAtMs,
    media: 'image',
    width: 10,
    height: 10,
    durationMs: null,
    title: id,
    rating: 0,
    thumbnail: 'ready',
  }
}

const failLoudly = (error: unknown): never => {
  throw error
}

test('any stretch of any library holds the cards that lie there', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 8 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 450 }),
      async (counts, place, length) => {
        const shelf = createShelf(counts)
        const store = createCardStore(shelf.fetchPage, failLoudly)
        store.setBuckets(shelf.buckets())
        const from = Math.floor(place * (shelf.cards().length - 1))
        const to = Math.min(shelf.cards().length, from + length)
        expect(await store.load(from, to)).toEqual(shelf.cards().slice(from, to))
        expect(store.cardAt(from)).toEqual(shelf.cards()[from])
      },
    ),
    { numRuns: 60 },
  )
})

test('a jump into an old month asks for that month alone', async () => {
  const shelf = createShelf([5_000, 5_000, 150])
  const store = createCardStore(shelf.fetchPage, failLoudly)
  store.setBuckets(shelf.buckets())
  await store.load(10_000, 10_050)
  expect(shelf.requests).toEqual([{ month: '2026-10', after: null, skip: 0, limit: 150 }])
})

test('a jump into the middle of a big month asks for one page, and goes on from there by its cursor', async () => {
  const shelf = createShelf([300 * CARDS_PER_PAGE])
  const store = createCardStore(shelf.fetchPage, failLoudly)
  store.setBuckets(shelf.buckets())
  const from = 200 * CARDS_PER_PAGE
  expect(await store.load(from, from + 2 * CARDS_PER_PAGE)).toEqual(
    shelf.cards().slice(from, from + 2 * CARDS_PER_PAGE),
  )
  expect(shelf.requests.map(({ after, skip }) => [after?.id ?? null, skip])).toEqual([
    [null, from],
    [`0-${from + CARDS_PER_PAGE - 1}`, 0],
  ])
})

test('a place that was scrolled away before its turn is not asked for', async () => {
  const shelf = createShelf([40 * CARDS_PER_PAGE, 50])
  const store = createCardStore(shelf.fetchPage, failLoudly)
  store.setBuckets(shelf.buckets())
  for (let page = 10; page < 39; page += 1) store.want(page * CARDS_PER_PAGE, (page + 1) * CARDS_PER_PAGE, 0)
  store.want(40 * CARDS_PER_PAGE, 40 * CARDS_PER_PAGE + 50, 0)
  await store.load(40 * CARDS_PER_PAGE, 40 * CARDS_PER_PAGE + 50)
  expect(store.cardAt(40 * CARDS_PER_PAGE)?.id).toBe('1-0')
  expect(shelf.requests.length).toBeLessThan(5)
})

test('an item that arrives moves the others on instead of hiding one', async () => {
  const shelf = createShelf([3 * CARDS_PER_PAGE])
  const store = createCardStore(shelf.fetchPage, failLoudly)
  store.setBuckets(shelf.buckets())
  await store.load(0, 3 * CARDS_PER_PAGE)
  shelf.add(makeCard('new', Date.UTC(2026, 11, 21)))
  store.setBuckets(shelf.buckets())
  expect(await store.load(0, 3 * CARDS_PER_PAGE + 1)).toEqual(shelf.cards())
})

test('cards far from what is in sight are forgotten, so that memory stays flat', async () => {
  const shelf = createShelf(Array.from({ length: 60 }, () => CARDS_PER_PAGE))
  const store = createCardStore(shelf.fetchPage, failLoudly)
  store.setBuckets(shelf.buckets())
  await store.load(0, 60 * CARDS_PER_PAGE)
  const held = Array.from({ length: 60 }, (_, page) => store.cardAt(page * CARDS_PER_PAGE)).filter(
    (card) => card !== null,
  )
  expect(held.length).toBeLessThanOrEqual(40)
  expect(store.cardAt(0)?.id).toBe('0-0')
})

test('the cell with the focus keeps its card while one looks elsewhere', async () => {
  const shelf = createShelf(Array.from({ length: 60 }, () => CARDS_PER_PAGE))
  const store = createCardStore(shelf.fetchPage, failLoudly)
  store.setBuckets(shelf.buckets())
  store.want(59 * CARDS_PER_PAGE, 60 * CARDS_PER_PAGE, 7)
  await store.load(0, 60 * CARDS_PER_PAGE)
  expect(store.cardAt(7)?.id).toBe('0-7')
})
