import { addAsset, setAssetsTrashed } from '@main/db/commands/asset'
import { noteAsset } from '@main/db/commands/library-order'
import { loadAssetBuckets } from '@main/db/queries/asset-buckets'
import { loadAssetPage } from '../fakes/asset-page'
import type { AssetCard, AssetFilter } from '@shared/domain/asset'
import { DAY_MS } from '@shared/lib/durations'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Harness, openHarness, step } from './library-harness'

let harness: Harness

beforeEach(async () => {
  harness = await openHarness()
})
afterEach(() => harness.close())

interface Some {
  readonly title?: string
  readonly searchText?: string
  readonly media?: 'image' | 'video' | 'audio' | 'text'
  readonly modelId?: string | null
  readonly nowMs?: number
  readonly isHidden?: boolean
}

let count = 0

/** A row without a file: pages and search never look at files. */
async function add(some: Some): Promise<string> {
  count += 1
  const { assetId } = await addAsset(harness.db, {
    id: harness.library.context.nextId(),
    sha256: count.toString(16).padStart(64, '0'),
    media: some.media ?? 'image',
    mime: 'image/png',
    extension: 'png',
    byteSize: 1,
    width: 4_000,
    height: 3_000,
    durationMs: null,
    displayName: 'x.png',
    title: some.title ?? 'Untitled',
    origin: 'generated',
    generationId: null,
    modelId: some.modelId ?? null,
    isHidden: some.isHidden ?? false,
    searchText: some.searchText ?? '',
    relations: [],
    nowMs: some.nowMs ?? 1_700_000_000_000 + count,
  })
  return assetId
}

async function walk(filter: AssetFilter, limit: number): Promise<readonly AssetCard[]> {
  const all: AssetCard[] = []
  for (;;) {
    const last = all.at(-1)
    const page = await loadAssetPage(harness.db, { filter, limit, ...(last ? { after: last } : {}) })
    if (page.length === 0) return all
    all.push(...page)
  }
}

const titles = async (search: string): Promise<readonly string[]> =>
  (await loadAssetPage(harness.db, { filter: { search }, limit: 50 })).map(({ title }) => title)

describe('pages', () => {
  it('give every asset once and in order, with any size, times that repeat and clocks that step back', async () => {
    const row = fc.record({
      nowMs: fc.integer({ min: 0, max: 40 }).map((days) => 1_700_000_000_000 + days * DAY_MS),
      media: fc.constantFrom('image' as const, 'video' as const, 'audio' as const),
      modelId: fc.constantFrom('flux', 'sora', null),
      searchText: fc.constantFrom('a red fox', 'a blue whale', '红色狐狸'),
      isHidden: fc.boolean(),
    })
    const filter = fc.record(
      {
        media: fc.subarray(['image' as const, 'video' as const, 'audio' as const]),
        modelIds: fc.subarray(['flux', 'sora']),
        search: fc.constantFrom('fox', 'blue whale', '狐狸', 'red', ''),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 60 }),
        filter,
        fc.integer({ min: 1, max: 25 }),
        async (rows, wanted, limit) => {
          harness.db.run('test', 'DELETE FROM asset_text')
          harness.db.run('test', 'DELETE FROM asset')
          const matching = new Set<string>()
          for (const some of rows) {
            const id = await add(some)
            const isMedia = !wanted.media?.length || wanted.media.includes(some.media)
            const isModel = !wanted.modelIds?.length || wanted.modelIds.includes(some.modelId ?? '')
            const isFound = (wanted.search ?? '').split(' ').every((word) => some.searchText.includes(word))
            if (!some.isHidden && isMedia && isModel && isFound) matching.add(id)
          }
          const cards = await walk(wanted, limit)
          expect(new Set(cards.map(({ id }) => id))).toEqual(matching)
          expect(cards).toHaveLength(matching.size)
          // A search goes by the order of arrival, which is the same unless a clock stepped back.
          const sorted = [...cards].sort((a, b) => b.createdAtMs - a.createdAtMs || (a.id < b.id ? 1 : -1))
          expect(wanted.search ? sorted : cards).toEqual(sorted)
          const buckets = await loadAssetBuckets(harness.db, wanted)
          expect(buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(matching.size)
          expect(buckets.map(({ month }) => month)).toEqual(
            [...new Set(buckets.map(({ month }) => month))].sort().reverse(),
          )
        },
      ),
      { numRuns: 60 },
    )
  })

  it('start at a month in the machine’s time zone and count by it', async () => {
    const at = (year: number, month: number, day: number): number => new Date(year, month - 1, day, 0, 0, 1).getTime()
    await add({ title: 'october', nowMs: at(2025, 10, 31) })
    await add({ title: 'november', nowMs: at(2025, 11, 1) })
    await add({ title: 'december', nowMs: at(2025, 12, 31) })
    const cards = await loadAssetPage(harness.db, { filter: {}, fromMonth: '2025-11', limit: 10 })
    expect(cards.map(({ title }) => title)).toEqual(['november', 'october'])
    expect(await loadAssetBuckets(harness.db, {})).toEqual([
      { month: '2025-12', count: 1 },
      { month: '2025-11', count: 1 },
      { month: '2025-10', count: 1 },
    ])
  })

  it('begin at any place within a month, in every time zone’s days, with any filter', async () => {
    const row = fc.record({
      nowMs: fc
        .integer({ min: 0, max: 75 * 24 })
        .map((hours) => new Date(2025, 9, 1).getTime() + hours * (DAY_MS / 24)),
      media: fc.constantFrom('image' as const, 'video' as const),
      searchText: fc.constantFrom('a red fox', 'a blue whale'),
    })
    const filter = fc.constantFrom<AssetFilter>({}, { media: ['video'] }, { isFolded: true }, { search: 'fox' })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), filter, async (rows, wanted) => {
        harness.db.run('test', 'DELETE FROM asset_text')
        harness.db.run('test', 'DELETE FROM asset')
        for (const some of rows.toSorted((left, right) => left.nowMs - right.nowMs)) await add(some)
        const all = await walk(wanted, 100)
        const older = all.filter(({ createdAtMs }) => createdAtMs < new Date(2025, 11, 1).getTime())
        for (let skip = 0; skip < older.length; skip += 7) {
          const page = await loadAssetPage(harness.db, { filter: wanted, fromMonth: '2025-11', skip, limit: 5 })
          expect(page).toEqual(older.slice(skip, skip + 5))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('stay small: 200 rows with endless titles are under 256 KB', async () => {
    for (let index = 0; index < 200; index += 1) await add({ title: '長い'.repeat(5_000) })
    const page = await loadAssetPage(harness.db, { filter: {}, limit: 200 })
    expect(page).toHaveLength(200)
    expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(256 * 1024)
  })

  it('take the index and sort nothing', async () => {
    const plan = harness.db.all<{ detail: string }>(
      'test',
      `EXPLAIN QUERY PLAN SELECT id FROM asset WHERE asset.is_hidden = 0 AND asset.trashed_at IS NULL
       AND (asset.created_at, asset.id) < (1, 'x') ORDER BY asset.created_at DESC, asset.id DESC LIMIT 200`,
    )
    expect(plan.map(({ detail }) => detail).join()).toMatch(/USING (COVERING )?INDEX asset_grid/)
    expect(plan.map(({ detail }) => detail).join()).not.toContain('TEMP B-TREE')
  })
})

describe('search', () => {
  beforeEach(async () => {
    await add({ title: 'Fox', searchText: 'a red fox jumps over the lazy dog' })
    await add({ title: 'Whale', searchText: 'a blue whale "sings" 100% of_the time' })
    await add({ title: '狐狸', searchText: '一只红色的狐狸在雪地里' })
    await add({ title: 'Ärger', searchText: 'ÄRGER MIT UMLAUTEN' })
  })

  it.each([
    ['fox', ['Fox']],
    ['RED fox', ['Fox']],
    ['fox whale', []],
    ['"red fox"', ['Fox']],
    ['"fox red"', []],
    ['狐狸', ['狐狸']],
    ['雪', ['狐狸']],
    ['红色的狐', ['狐狸']],
    ['红色 雪地', ['狐狸']],
    ['ärger', ['Ärger']],
    ['0%', ['Whale']],
    ['_t', ['Whale']],
    ['"sings"', ['Whale']],
    ['', ['Ärger', '狐狸', 'Whale', 'Fox']],
  ])('finds %j', async (search, expected) => {
    expect(await titles(search)).toEqual(expected)
  })

  it.each([
    ['ru', 'РЫЖАЯ Лиса у старого маяка', ['лиса', 'рыж', 'ЛИ', 'СТАРОГО МАЯКА']],
    ['th', 'แมวสีส้มบนหน้าต่าง', ['แมว', 'หน้าต่าง', 'สีส้ม']],
    ['ar', 'قطة على النافذة', ['قطة', 'نافذة', 'قط']],
    ['ko', '고양이가 창가에 앉아 있다', ['고양이', '창가', '고']],
    ['ja', '赤い傘の少女と東京タワー', ['傘', '東京', 'タワー', '少女']],
    ['hi', 'खिड़की पर बिल्ली', ['बिल्ली', 'खिड़की']],
    ['el', 'ΓΆΤΑ στο παράθυρο', ['γάτα', 'ΠΑΡΆΘΥΡΟ']],
    ['emoji', 'a fox 🦊 and a family 👩‍👩‍👧‍👦 at sea 🌊', ['🦊', '👩‍👩‍👧‍👦', 'sea 🌊']],
    ['nfd', 'Cafe\u0301 au lait', ['Café', 'cafe\u0301', 'é']],
    ['rare', '獬豸 and 𠮷野家', ['獬豸', '𠮷', '𠮷野']],
  ])('finds words of “%s” by their parts and in any case', async (title, searchText, asked) => {
    await add({ title, searchText })
    for (const search of asked) expect([search, await titles(search)]).toEqual([search, [title]])
    expect(await titles(`${asked[0] ?? ''} whale`)).toEqual([])
    expect(await titles(`-${asked[0] ?? ''}`)).not.toContain(title)
  })

  it('never fails on what would be syntax', async () => {
    const signs = fc.array(
      fc.constantFrom(
        '"',
        '*',
        'AND',
        'NOT',
        'NEAR(',
        ')',
        '-',
        '^',
        ':',
        'body:',
        '{',
        '}',
        '\\',
        '%',
        '_',
        '\0',
        '\uD800',
        '狐',
        'fox',
        ' ',
      ),
      { maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(signs, fc.string({ unit: 'binary', maxLength: 20 }), async (parts, noise) => {
        expect(Array.isArray(await titles(parts.join('')))).toBe(true)
        expect(Array.isArray(await titles(noise))).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('follows the note, and forgets what it said before', async () => {
    const id = await add({ title: 'Plain', searchText: 'nothing' })
    await noteAsset(harness.db, step('note'), id, 'for the cover page')
    expect(await titles('cover page')).toEqual(['Plain'])
    await noteAsset(harness.db, step('note'), id, 'rejected')
    expect(await titles('cover page')).toEqual([])
    expect(await titles('rejected')).toEqual(['Plain'])
    expect(await titles('nothing')).toEqual(['Plain'])
  })

  it('looks in the trash only when asked', async () => {
    const id = await add({ title: 'Thrown', searchText: 'thrown away' })
    await setAssetsTrashed(harness.db, [id], 5)
    expect(await titles('thrown')).toEqual([])
    const found = await loadAssetPage(harness.db, { filter: { search: 'thrown', trashed: true }, limit: 5 })
    expect(found.map((card) => card.id)).toEqual([id])
  })
})
