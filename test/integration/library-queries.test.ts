import { addAsset, revealAssets, setAssetsTrashed } from '@main/db/commands/asset'
import { deleteAssets } from '@main/db/commands/asset-deletion'
import { markAssets, noteAsset } from '@main/db/commands/library-order'
import { loadAssetBuckets } from '@main/db/queries/asset-buckets'
import { loadAssetPage } from '../fakes/asset-page'
import { HOUR_MS } from '@shared/lib/durations'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Harness, openHarness, step } from './library-harness'

let harness: Harness

beforeEach(async () => {
  harness = await openHarness()
})
afterEach(() => harness.close())

type Media = 'image' | 'video' | 'audio' | 'text'

interface Some {
  readonly searchText?: string
  readonly media?: Media
  readonly modelId?: string | null
  readonly nowMs?: number
  readonly isHidden?: boolean
  /** The same number is the same content. */
  readonly content?: number
}

let count = 0

async function add(some: Some): Promise<string> {
  count += 1
  const { assetId } = await addAsset(harness.db, {
    id: harness.library.context.nextId(),
    sha256: (some.content ?? 1_000_000 + count).toString(16).padStart(64, '0'),
    media: some.media ?? 'image',
    mime: 'image/png',
    extension: 'png',
    byteSize: 1,
    width: null,
    height: null,
    durationMs: null,
    displayName: '0',
    title: '0',
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

const clear = (): void => {
  harness.db.run('test', 'DELETE FROM asset_text')
  harness.db.run('test', 'DELETE FROM asset')
}

const find = async (search: string): Promise<readonly string[]> =>
  (await loadAssetPage(harness.db, { filter: { search }, limit: 100 })).map(({ id }) => id)

/** Few characters of many scripts, so that short words do occur; signs that an expression or a pattern would read. */
const character = fc.constantFrom(...Array.from('abAB 橘猫夜景かなМямяقط한국🦊🫨é%_*"\'()-:{}^\\'))
const prompt = fc.array(character, { maxLength: 14 }).map((parts) => parts.join(''))
const word = fc
  .array(
    character.filter((each) => each !== ' ' && each !== '"'),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(''))
  // A sign in front asks for what must not be there.
  .filter((text) => !text.startsWith('-'))

describe('words of any length and script', () => {
  it('leave out what holds any of the words that must not occur', async () => {
    const cased = ['a red fox', 'a blue whale', 'the red whale at night', 'fox and whale', '橘猫 red', 'no']
    const some = fc.constantFrom('red', 'fox', 'whale', 'a', 'ed', '橘猫', 'night', 'no')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...cased), { minLength: 1, maxLength: 10 }),
        fc.uniqueArray(some, { minLength: 1, maxLength: 2 }),
        fc.uniqueArray(some, { minLength: 1, maxLength: 2 }),
        async (prompts, words, not) => {
          clear()
          const texts = new Map<string, string>()
          for (const text of prompts) texts.set(await add({ searchText: text }), text)
          const expected = [...texts]
            .filter(
              ([, text]) => words.every((each) => text.includes(each)) && !not.some((each) => text.includes(each)),
            )
            .map(([id]) => id)
          const search = [...words, ...not.map((each) => `-${each}`)].join(' ')
          expect(await find(search)).toEqual(expected.toReversed())
          const buckets = await loadAssetBuckets(harness.db, { search })
          expect(buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(expected.length)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('find what a look into every text would find, newest first, also after notes change and assets go', async () => {
    const change = fc.record({ at: fc.nat(), note: fc.option(prompt, { nil: null }) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(prompt, { minLength: 1, maxLength: 12 }),
        fc.array(change, { maxLength: 6 }),
        fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
        async (prompts, changes, searches) => {
          clear()
          const texts = new Map<string, { readonly text: string; readonly note: string }>()
          for (const text of prompts) texts.set(await add({ searchText: text }), { text, note: '' })
          for (const { at, note } of changes) {
            const id = [...texts.keys()][at % texts.size]
            if (id === undefined) continue
            if (note === null) {
              await deleteAssets(harness.db, [id])
              texts.delete(id)
            } else {
              await noteAsset(harness.db, step('note'), id, note)
              texts.set(id, { text: texts.get(id)?.text ?? '', note })
            }
            if (texts.size === 0) break
          }
          for (const words of searches) {
            const holds = ({ text, note }: { text: string; note: string }): boolean =>
              words.every((each) => `${note}\n0\n${text}`.toLowerCase().includes(each.toLowerCase()))
            const expected = [...texts].filter(([, content]) => holds(content)).map(([id]) => id)
            expect(await find(words.join(' '))).toEqual(expected.toReversed())
            const buckets = await loadAssetBuckets(harness.db, { search: words.join(' ') })
            expect(buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(expected.length)
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('never look into every text', () => {
    const plan = harness.db.all<{ detail: string }>(
      'test',
      `EXPLAIN QUERY PLAN SELECT asset.id FROM asset_gram CROSS JOIN asset ON asset.number = asset_gram.rowid
       WHERE asset.is_hidden = 0 AND asset.trashed_at IS NULL AND asset_gram MATCH '"fo"'
       ORDER BY asset_gram.rowid DESC LIMIT 50`,
    )
    const details = plan.map(({ detail }) => detail).join()
    expect(details).not.toContain('asset_text')
    expect(details).not.toContain('TEMP B-TREE')
  })

  it('forget the former note and keep the rest of the text', async () => {
    const id = await add({ searchText: '橘猫' })
    await noteAsset(harness.db, step('note'), id, '夜')
    expect(await find('夜')).toEqual([id])
    expect(await find('夜 橘猫')).toEqual([id])
    await noteAsset(harness.db, step('note'), id, '景')
    expect(await find('夜')).toEqual([])
    expect(await find('橘猫')).toEqual([id])
  })
})

const MEDIA: readonly Media[] = ['image', 'video', 'audio']
const FROM_MS = Date.UTC(2025, 9, 30)

const command = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      // Around the end of October, hour by hour: the month begins within a day of UTC.
      nowMs: fc.integer({ min: 0, max: 72 }).map((hours) => FROM_MS + hours * HOUR_MS),
      media: fc.constantFrom(...MEDIA),
      modelId: fc.constantFrom('flux', 'sora', null),
      isHidden: fc.boolean(),
      content: fc.nat({ max: 25 }),
    }),
  },
  fc.record({
    kind: fc.constantFrom('trash' as const, 'restore' as const, 'delete' as const, 'reveal' as const),
    at: fc.nat(),
  }),
  fc.record({
    kind: fc.constant('mark' as const),
    at: fc.nat(),
    marks: fc.record(
      {
        rating: fc.integer({ min: 0, max: 5 }),
        pick: fc.constantFrom(-1 as const, 0 as const, 1 as const),
        label: fc.constantFrom('red' as const, 'purple' as const, null),
      },
      { requiredKeys: [] },
    ),
  }),
)
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never

async function perform(each: Command): Promise<void> {
  if (each.kind === 'add') return void (await add(each))
  const ids = harness.db.all<{ id: string }>('test', 'SELECT id FROM asset ORDER BY number').map(({ id }) => id)
  const id = ids[each.at % Math.max(1, ids.length)]
  if (id === undefined) return
  if (each.kind === 'mark') await markAssets(harness.db, step('mark'), [id], each.marks)
  else if (each.kind === 'trash') await setAssetsTrashed(harness.db, [id], 5)
  else if (each.kind === 'restore') await setAssetsTrashed(harness.db, [id], null)
  else if (each.kind === 'delete') await deleteAssets(harness.db, [id])
  else await revealAssets(harness.db, [id])
}

describe('counts', () => {
  const machineZone = process.env['TZ']
  afterEach(() => {
    if (machineZone === undefined) delete process.env['TZ']
    else process.env['TZ'] = machineZone
  })

  it('of the days equal a count of the rows, and those of the months what the pages hold, after any commands', async () => {
    const filter = fc.record(
      {
        media: fc.subarray([...MEDIA]),
        modelIds: fc.subarray(['flux', 'sora']),
        minRating: fc.integer({ min: 0, max: 5 }),
        trashed: fc.boolean(),
        pick: fc.constantFrom(-1 as const, 0 as const, 1 as const),
        label: fc.constantFrom('red' as const, 'purple' as const),
        isFolded: fc.boolean(),
        search: fc.constantFrom(
          '',
          '0',
          'fl',
          'rating:>=2',
          'pick:yes',
          '-label:red',
          'model:fl',
          '-model:flux 0',
          'kind:video -0',
        ),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { maxLength: 60, size: 'max' }),
        fc.array(filter, { maxLength: 6 }),
        fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Auckland'),
        async (steps, filters, zone) => {
          process.env['TZ'] = zone
          clear()
          for (const each of steps) await perform(each)
          expect(harness.db.all('test', 'SELECT * FROM asset_day_count')).toEqual(
            harness.db.all(
              'test',
              `SELECT created_at / 86400000 AS day, media, coalesce(model_id, '') AS model_id, rating, pick, label,
               is_folded, count(*) AS count
             FROM asset WHERE is_hidden = 0 AND trashed_at IS NULL GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7`,
            ),
          )
          for (const wanted of filters) {
            const months = new Map<string, number>()
            for (const { createdAtMs } of await loadAssetPage(harness.db, { filter: wanted, limit: 1_000 })) {
              const date = new Date(createdAtMs)
              const month = `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
              months.set(month, (months.get(month) ?? 0) + 1)
            }
            const expected = [...months].map(([month, held]) => ({ month, count: held }))
            expected.sort((a, b) => (a.month < b.month ? 1 : -1))
            expect(await loadAssetBuckets(harness.db, wanted)).toEqual(expected)
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('of months follow the machine’s time zone', async () => {
    await add({ nowMs: Date.UTC(2025, 9, 31, 12) })
    for (const [zone, month] of [
      ['Pacific/Kiritimati', '2025-11'],
      ['Asia/Kathmandu', '2025-10'],
      ['UTC', '2025-10'],
    ] as const) {
      process.env['TZ'] = zone
      expect(await loadAssetBuckets(harness.db, {})).toEqual([{ month, count: 1 }])
    }
  })
})
