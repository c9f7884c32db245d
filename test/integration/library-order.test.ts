import { addAsset } from '@main/db/commands/asset'
import { refreshDueContexts } from '@main/db/commands/asset-context'
import { deleteAssets } from '@main/db/commands/asset-deletion'
import { collectAssets, createCollection, deleteCollections } from '@main/db/commands/library-collections'
import {
  changeRelation,
  changeStacks,
  markAssets,
  noteAsset,
  setStacksOpen,
  trashAssets,
} from '@main/db/commands/library-order'
import { deleteTag, editTag, ensureTag, mergeTags, tagAssets, tagNamed } from '@main/db/commands/library-tags'
import { redoChange, undoChange } from '@main/db/commands/undo-log'
import { loadAssetCards, loadAssetDetail } from '@main/db/queries/asset'
import { loadAssetBuckets } from '@main/db/queries/asset-buckets'
import { loadAssetPage } from '../fakes/asset-page'
import { countPlaces, listCollections, listTags } from '@main/db/queries/library-order'
import { type AssetFilter, COLOUR_LABELS, type PickState } from '@shared/domain/asset'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addGeneration, type Harness, openHarness, step } from './library-harness'

let harness: Harness

beforeEach(async () => {
  harness = await openHarness()
})
afterEach(() => harness.close())

let count = 0

interface Some {
  readonly title?: string
  readonly generationId?: string
  readonly media?: 'image' | 'video'
  readonly width?: number
  readonly nowMs?: number
}

async function add(some: Some = {}): Promise<string> {
  count += 1
  const { assetId } = await addAsset(harness.db, {
    id: harness.library.context.nextId(),
    sha256: count.toString(16).padStart(64, '0'),
    media: some.media ?? 'image',
    mime: 'image/png',
    extension: 'png',
    byteSize: 1,
    width: some.width ?? 800,
    height: 600,
    durationMs: some.media === 'video' ? 5_000 : null,
    displayName: 'x.png',
    title: some.title ?? `item ${count}`,
    origin: 'generated',
    generationId: some.generationId ?? null,
    modelId: null,
    isHidden: false,
    searchText: '',
    relations: [],
    nowMs: some.nowMs ?? 1_700_000_000_000 + count,
  })
  return assetId
}

const ids = async (filter: AssetFilter): Promise<readonly string[]> => {
  const page = await loadAssetPage(harness.db, { filter, limit: 200 })
  const buckets = await loadAssetBuckets(harness.db, filter)
  expect(buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(page.length)
  return page.map(({ id }) => id)
}

const found = async (search: string): Promise<readonly string[]> => {
  await refreshDueContexts(harness.db, 1_000)
  return (await ids({ search })).toSorted()
}

const clear = (): void => {
  const tables = [
    'asset_relation',
    'collection',
    'tag',
    'stack',
    'undo_change',
    'asset_text',
    'asset',
    'output',
    'task',
  ]
  for (const table of [...tables, 'generation']) harness.db.run('test', `DELETE FROM ${table}`)
}

/** Everything that order is made of, as it lies in the tables. */
const everything = (): unknown =>
  [
    'SELECT number, rating, label, pick, trashed_at, note, stack_id, is_folded FROM asset ORDER BY number',
    'SELECT * FROM stack ORDER BY id',
    'SELECT * FROM tag ORDER BY id',
    'SELECT * FROM tag_alias ORDER BY folded_name',
    'SELECT * FROM asset_tag ORDER BY 1, 2',
    'SELECT * FROM collection ORDER BY id',
    'SELECT * FROM collection_item ORDER BY 1, 2',
    'SELECT * FROM asset_relation ORDER BY 1, 2, 3',
    'SELECT * FROM asset_day_count ORDER BY 1, 2, 3, 4, 5, 6, 7',
  ].map((sql) => harness.db.all('test', sql))

const act = fc.oneof(
  fc.record({
    kind: fc.constantFrom('trash', 'restore', 'dissolve', 'take-out', 'winner', 'note'),
    at: fc.nat(),
    size: fc.nat(3),
  }),
  fc.record({ kind: fc.constantFrom('together', 'mark', 'relate'), at: fc.nat(), size: fc.nat(3) }),
  fc.record({
    kind: fc.constantFrom('tag', 'untag', 'merge', 'rename', 'nest', 'delete-tag'),
    at: fc.nat(),
    size: fc.nat(3),
  }),
  fc.record({
    kind: fc.constantFrom('collect', 'leave', 'delete-collection', 'create-collection'),
    at: fc.nat(),
    size: fc.nat(3),
  }),
)

async function perform(
  { kind, at, size }: { kind: string; at: number; size: number },
  all: readonly string[],
): Promise<void> {
  const { db } = harness
  const some = Array.from({ length: size + 1 }, (_, offset) => all[(at + offset) % all.length] ?? '')
  const [first = ''] = some
  const tags = (await listTags(db)).map(({ id }) => id)
  const [tag, other] = [tags[at % tags.length], tags[(at + 1) % tags.length]]
  const collections = (await listCollections(db)).map(({ id }) => id)
  const collection = collections[at % Math.max(1, collections.length)]
  if (kind === 'trash') await trashAssets(db, step('trash'), some, 5)
  else if (kind === 'restore') await trashAssets(db, step('restore'), some, null)
  else if (kind === 'dissolve' || kind === 'take-out' || kind === 'winner')
    await changeStacks(db, step('stack'), some, { kind })
  else if (kind === 'together') await changeStacks(db, step('stack'), some, { kind, winnerId: first })
  else if (kind === 'mark') await markAssets(db, step('mark'), some, { rating: at % 6, pick: 1, label: 'blue' })
  else if (kind === 'note') await noteAsset(db, step('note'), first, `note ${at}`)
  else if (kind === 'relate')
    await changeRelation(db, step('relate'), {
      childId: first,
      parentId: some.at(-1) ?? '',
      relation: 'upscale',
      isSet: true,
    })
  else if (kind === 'tag') await tagAssets(db, step('tag'), some, { add: [tag ?? 0], remove: [] })
  else if (kind === 'untag') await tagAssets(db, step('tag'), some, { add: [], remove: [tag ?? 0] })
  else if (kind === 'merge' && tags.length > 2) await mergeTags(db, step('edit-tags'), tag ?? 0, other ?? 0)
  else if (kind === 'rename')
    await editTag(db, step('edit-tags'), tag ?? 0, { name: `Tag ${at}`, aliases: [`alias ${at}`] })
  else if (kind === 'nest' && tag !== other && tags.length > 2)
    await editTag(db, step('edit-tags'), tag ?? 0, { parentId: null })
  else if (kind === 'delete-tag' && tags.length > 2) await deleteTag(db, step('edit-tags'), tag ?? 0)
  else if (kind === 'collect' && collection)
    await collectAssets(db, step('collect'), some, { collectionId: collection, isIn: true })
  else if (kind === 'leave' && collection)
    await collectAssets(db, step('collect'), some, { collectionId: collection, isIn: false })
  else if (kind === 'delete-collection' && collection)
    await deleteCollections(db, step('edit-collections'), [collection])
  else if (kind === 'create-collection')
    await createCollection(db, step('edit-collections'), {
      id: harness.library.context.nextId(),
      kind: 'manual',
      name: `Collection ${at}`,
      parentId: null,
      search: '',
    })
}

describe('every act', () => {
  it('is undone and done again exactly, in any order of acts, and all counts stay true', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
        clear()
        addGeneration(harness.db)
        const all: string[] = []
        for (let index = 0; index < 6; index += 1)
          all.push(await add(index < 3 ? { generationId: 'generation-1' } : {}))
        for (const name of ['draft', 'places/lisbon', 'night']) await ensureTag(harness.db, step('edit-tags'), name)
        harness.db.run('test', 'DELETE FROM undo_change')
        const states = [everything()]
        for (const each of acts) {
          await perform(each, all)
          const steps = harness.db.get<{ count: number }>('test', 'SELECT count(*) AS count FROM undo_change')?.count
          // An act that changed nothing is not remembered.
          if (steps === states.length) states.push(everything())
          expectTrueCounts()
        }
        const forward = [...states]
        for (const state of states.slice(0, -1).toReversed()) {
          await undoChange(harness.db, null)
          expect(everything()).toEqual(state)
        }
        expect(await undoChange(harness.db, null)).toBeNull()
        for (const state of forward.slice(1)) {
          await redoChange(harness.db)
          expect(everything()).toEqual(state)
        }
        expect(await redoChange(harness.db)).toBeNull()
        expectTrueCounts()
      }),
      { numRuns: 40 },
    )
  })

  it('that came in parts is undone as one: five hundred in the trash, all metadata back', async () => {
    const all: string[] = []
    for (let index = 0; index < 500; index += 1) all.push(await add())
    await markAssets(harness.db, step('mark'), all.slice(0, 100), { rating: 4, label: 'green', pick: -1 })
    const before = everything()
    await trashAssets(harness.db, step('trash', 'one'), all.slice(0, 300), 7)
    await trashAssets(harness.db, step('trash', 'one'), all.slice(300), 7)
    expect((await countPlaces(harness.db)).trash).toBe(500)
    expect(await undoChange(harness.db, 'one')).toMatchObject({ action: 'trash' })
    expect(everything()).toEqual(before)
  })

  it('can be undone after a restart', async () => {
    const id = await add()
    await markAssets(harness.db, step('mark'), [id], { rating: 5 })
    const { root } = harness
    harness.close()
    harness = await openHarness({ root })
    await undoChange(harness.db, null)
    expect((await loadAssetDetail(harness.db, id))?.rating).toBe(0)
  })
})

/** What is kept beside the rows equals a count of the rows. */
function expectTrueCounts(): void {
  const member = (table: string, owner: string): unknown =>
    harness.db.all(
      'test',
      `SELECT member.${owner} AS id, count(*) AS count FROM ${table} AS member JOIN asset ON asset.number = member.asset_number
       WHERE asset.trashed_at IS NULL AND asset.is_hidden = 0 GROUP BY 1 ORDER BY 1`,
    )
  const kept = (table: string): unknown =>
    harness.db.all('test', `SELECT id, item_count AS count FROM ${table} WHERE item_count <> 0 ORDER BY id`)
  expect(kept('tag')).toEqual(member('asset_tag', 'tag_id'))
  expect(kept('collection')).toEqual(member('collection_item', 'collection_id'))
  // On top of each closed stack lies exactly one, beneath it all others that are there.
  const stacks = harness.db.all<{ count: number; shown: number; is_open: number; kept: number }>(
    'test',
    `SELECT count(*) AS count, sum(asset.is_folded = 0) AS shown, stack.is_open, stack.item_count AS kept
     FROM stack JOIN asset ON asset.stack_id = stack.id WHERE asset.trashed_at IS NULL GROUP BY stack.id`,
  )
  for (const stack of stacks) {
    expect(stack.kept).toBe(stack.count)
    expect(stack.shown).toBe(stack.is_open ? stack.count : 1)
  }
}

describe('stacks', () => {
  it('hold the results of one generation under the first, and fold in the grid only', async () => {
    addGeneration(harness.db)
    const made = [await add({ generationId: 'generation-1' }), await add({ generationId: 'generation-1' })]
    const alone = await add()
    expect(await ids({ isFolded: true })).toEqual([alone, made[0]])
    expect(await ids({})).toHaveLength(3)
    const [, top] = await loadAssetPage(harness.db, { filter: { isFolded: true }, limit: 9 })
    expect(top?.stack).toMatchObject({ count: 2, isOpen: false, isWinner: true })
    await setStacksOpen(harness.db, [top?.stack?.id ?? ''], true)
    expect(await ids({ isFolded: true })).toHaveLength(3)
  })

  it('show the chosen winner, and the best one left when it goes to the trash', async () => {
    const [first, second, third] = [await add(), await add(), await add()]
    await changeStacks(harness.db, step('stack'), [first, second, third], { kind: 'together', winnerId: second })
    expect(await ids({ isFolded: true })).toEqual([second])
    await markAssets(harness.db, step('mark'), [third], { rating: 3 })
    await trashAssets(harness.db, step('trash'), [second], 5)
    expect(await ids({ isFolded: true })).toEqual([third])
    await undoChange(harness.db, null)
    expect(await ids({ isFolded: true })).toEqual([second])
  })
})

describe('cards that SQLite writes as text', () => {
  it('are those that are read row by row, whatever is known of an item', async () => {
    const title = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('長い"\n\\ '.repeat(40)))
    const facts = fc.record({
      title,
      rating: fc.integer({ min: 0, max: 5 }),
      label: fc.constantFrom(null, ...COLOUR_LABELS),
      pick: fc.constantFrom<PickState>(-1, 0, 1),
      isMissing: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(facts, { minLength: 1, maxLength: 20 }), fc.nat(20), async (items, stacked) => {
        harness.db.run('test', 'DELETE FROM asset_text')
        harness.db.run('test', 'DELETE FROM asset')
        const made: string[] = []
        for (const { title: words, rating, label, pick, isMissing } of items) {
          const id = await add({ title: words })
          made.push(id)
          await markAssets(harness.db, step('mark'), [id], { rating, label, pick })
          harness.db.run('test', 'UPDATE asset SET is_missing = ? WHERE id = ?', [Number(isMissing), id])
        }
        const together = made.slice(0, stacked)
        if (together.length > 1)
          await changeStacks(harness.db, step('stack'), together, { kind: 'together', winnerId: together[1] ?? '' })
        const page = await loadAssetPage(harness.db, { filter: {}, limit: 200 })
        expect(page).toEqual(await loadAssetCards(harness.db, made.toReversed()))
      }),
      { numRuns: 60 },
    )
  })
})

describe('collections', () => {
  it('hold an item in many, show what lies within, and no file goes with them', async () => {
    const [fox, whale] = [await add(), await add()]
    const make = async (name: string, parentId: string | null): Promise<string> => {
      const id = harness.library.context.nextId()
      await createCollection(harness.db, step('edit-collections'), { id, kind: 'manual', name, parentId, search: '' })
      return id
    }
    const animals = await make('Animals', null)
    const land = await make('On land', animals)
    await collectAssets(harness.db, step('collect'), [fox], { collectionId: land, isIn: true })
    await collectAssets(harness.db, step('collect'), [fox, whale], { collectionId: animals, isIn: true })
    expect(await ids({ collectionId: animals })).toEqual([whale, fox])
    expect(await found('in:"on land"')).toEqual([fox])
    expect(await found('-in:animals')).toEqual([])
    await deleteCollections(harness.db, step('edit-collections'), [animals, land])
    expect(await listCollections(harness.db)).toEqual([])
    expect(await ids({})).toEqual([whale, fox])
    await undoChange(harness.db, null)
    expect((await listCollections(harness.db)).map(({ name, count: held }) => [name, held])).toEqual([
      ['Animals', 2],
      ['On land', 1],
    ])
  })

  it('forget assets that are deleted for good', async () => {
    const id = await add()
    const tag = await ensureTag(harness.db, step('edit-tags'), 'x')
    await tagAssets(harness.db, step('tag'), [id], { add: [tag], remove: [] })
    await trashAssets(harness.db, step('trash'), [id], 5)
    await deleteAssets(harness.db, [id])
    await add()
    expect(await ids({ tagId: tag })).toEqual([])
    expect((await listTags(harness.db))[0]?.count).toBe(0)
  })
})

describe('search with filters', () => {
  it('finds tags by name, alias and parent, also as words of the text', async () => {
    const [tram, tower, plain] = [await add(), await add(), await add()]
    const lisbon = await ensureTag(harness.db, step('edit-tags'), 'places/Lisbon')
    const places = tagNamed(harness.db, 'Places') ?? 0
    await editTag(harness.db, step('edit-tags'), lisbon, { aliases: ['Lisboa'] })
    await tagAssets(harness.db, step('tag'), [tram], { add: [lisbon], remove: [] })
    await tagAssets(harness.db, step('tag'), [tower], { add: [places], remove: [] })
    expect(await found('tag:lisboa')).toEqual([tram])
    expect(await found('tag:PLACES')).toEqual([tower, tram].toSorted())
    expect(await found('-tag:places')).toEqual([plain])
    expect(await found('lisboa')).toEqual([tram])
    await editTag(harness.db, step('edit-tags'), lisbon, { name: 'Porto', aliases: [] })
    expect(await found('lisbon')).toEqual([])
    expect(await found('porto')).toEqual([tram])
    expect(await found('has:tag')).toEqual([tower, tram].toSorted())
  })

  it('reads measures, marks and time', async () => {
    const wide = await add({ width: 2_000, nowMs: new Date(2026, 1, 3).getTime() })
    const clip = await add({ media: 'video', nowMs: new Date(2026, 2, 1).getTime() })
    await markAssets(harness.db, step('mark'), [clip], { rating: 4, label: 'red', pick: 1 })
    await noteAsset(harness.db, step('note'), wide, 'for the cover')
    for (const [search, expected] of [
      ['width:>1024', [wide]],
      ['-width:>1024', [clip]],
      ['duration:<=5', [clip]],
      ['before:2026-03', [wide]],
      ['after:2026-03', [clip]],
      ['rating:4', [clip]],
      ['-rating:>=1', [wide]],
      ['label:red pick:yes', [clip]],
      ['label:none', [wide]],
      ['has:note', [wide]],
      ['cover -item', []],
      ['-cover', [clip]],
      ['kind:video rating:>=3 after:2026', [clip]],
    ] as const) {
      expect([search, await found(search)]).toEqual([search, [...expected].toSorted()])
    }
  })

  it('reads what an item is and has', async () => {
    addGeneration(harness.db)
    harness.db.run('test', "UPDATE task SET charged_micro_usd = 600000 WHERE id = 'task-1'")
    const wide = await add({ width: 2_000, generationId: 'generation-1' })
    const tall = await add({ width: 300 })
    const square = await add({ width: 600 })
    await markAssets(harness.db, step('mark'), [wide], { rating: 2, pick: 1 })
    await markAssets(harness.db, step('mark'), [tall], { label: 'blue', pick: -1 })
    await changeStacks(harness.db, step('stack'), [tall, square], { kind: 'together', winnerId: tall })
    for (const [search, expected] of [
      ['is:landscape', [wide]],
      ['is:portrait', [tall]],
      ['is:square', [square]],
      ['-is:square', [wide, tall]],
      ['is:generated', [wide]],
      ['-is:generated', [tall, square]],
      ['is:rated', [wide]],
      ['is:unrated', [tall, square]],
      ['is:labelled', [tall]],
      ['-is:labelled', [wide, square]],
      ['is:picked', [wide]],
      ['is:rejected', [tall]],
      ['-is:rejected is:unrated', [square]],
      ['has:stack', [tall, square]],
      ['has:cost', [wide]],
      ['-has:cost is:portrait', [tall]],
      ['after:today', []],
      ['-after:7d is:square', [square]],
      ['rating:★★', [wide]],
    ] as const) {
      expect([search, await found(search)]).toEqual([search, [...expected].toSorted()])
    }
  })

  it('knows what a run cost, and never takes unknown for nothing', async () => {
    addGeneration(harness.db)
    const [paid, unknown] = [await add({ generationId: 'generation-1' }), await add()]
    expect(await found('cost:<1')).toEqual([])
    harness.db.run('test', "UPDATE task SET charged_micro_usd = 600000 WHERE id = 'task-1'")
    expect(await found('cost:>0.5')).toEqual([paid])
    expect(await found('-cost:>0.5')).toEqual([unknown])
    expect((await loadAssetDetail(harness.db, paid))?.costMicroUsd).toBe(600_000)
  })

  it('finds by the negative prompt, the talk and the shot that an item belongs to', async () => {
    const { db } = harness
    addGeneration(db)
    db.run('test', `UPDATE generation SET params_json = '{"negative_prompt":"blurry hands"}'`)
    const item = await add({ generationId: 'generation-1' })
    const shown = await add()
    db.run(
      'test',
      "INSERT INTO conversation (id, title, model_id, created_at, updated_at) VALUES ('c', 'Harbour talk', 'm', 1, 1)",
    )
    db.run(
      'test',
      `INSERT INTO message (id, conversation_id, role, parts_json, state, created_at)
       VALUES ('m', 'c', 'user', ?, 'complete', 1)`,
      [
        JSON.stringify([
          { kind: 'text', text: 'what is this lantern' },
          { kind: 'asset', assetId: shown },
        ]),
      ],
    )
    db.run('test', "INSERT INTO storyboard_project (id, title, created_at, updated_at) VALUES ('p', 'Film', 1, 1)")
    db.run('test', "INSERT INTO scene (id, project_id, position, title) VALUES ('s', 'p', 0, 'Opening')")
    db.run(
      'test',
      "INSERT INTO shot (id, scene_id, position, text, seconds) VALUES ('h', 's', 0, 'the keeper waves', 3)",
    )
    db.run('test', "INSERT INTO take (id, shot_id, asset_id, created_at) VALUES ('t', 'h', ?, 1)", [item])
    expect(await found('blurry hands')).toEqual([item])
    expect(await found('lantern harbour')).toEqual([shown])
    expect(await found('"keeper waves"')).toEqual([item])
    db.run('test', "UPDATE shot SET text = 'the keeper sleeps' WHERE id = 'h'")
    expect(await found('"keeper waves"')).toEqual([])
    expect(await found('opening sleeps')).toEqual([item])
  })
})
