import { addAsset } from '@main/db/commands/asset'
import { markAssets } from '@main/db/commands/library-order'
import { loadAssetCards, loadAssetDetail } from '@main/db/queries/asset'
import { createLibraryCullingService } from '@main/services/library-culling'
import { createLibraryLineageService } from '@main/services/library-lineage'
import { createLibraryOrderService } from '@main/services/library-order'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addGeneration, type Harness, openHarness, step } from './library-harness'

let harness: Harness
let count = 0

beforeEach(async () => {
  harness = await openHarness()
})
afterEach(() => harness.close())

async function add(
  relations: readonly { parentId: string; relation: 'edit' | 'frame' | 'mask' }[] = [],
): Promise<string> {
  count += 1
  const { assetId } = await addAsset(harness.db, {
    id: harness.library.context.nextId(),
    sha256: count.toString(16).padStart(64, '0'),
    media: 'image',
    mime: 'image/png',
    extension: 'png',
    byteSize: 1,
    width: 8,
    height: 8,
    durationMs: null,
    displayName: 'x.png',
    title: `item ${count}`,
    origin: 'generated',
    generationId: null,
    modelId: null,
    isHidden: false,
    searchText: '',
    relations,
    nowMs: 1_700_000_000_000 + count,
  })
  return assetId
}

const rows = (): unknown => harness.db.all('test', 'SELECT number, rating, pick, label, trashed_at FROM asset')

describe('culling', () => {
  it('changes nothing before the end, survives a restart, and is undone as one', async () => {
    const ids = [await add(), await add(), await add(), await add()]
    await markAssets(harness.db, step('mark'), [ids[3] ?? ''], { rating: 2 })
    const before = rows()
    let culling = createLibraryCullingService(harness.library.context)
    await culling.start({ title: 'Ten', assetIds: ids })
    await culling.decide({ ordinal: 0, marks: { pick: 1, rating: 5 }, position: 1 })
    await culling.decide({ ordinal: 1, marks: { pick: -1 }, position: 2 })
    await culling.decide({ ordinal: 2, marks: { label: 'green' }, position: 3 })
    await culling.decide({ ordinal: 3, marks: {}, position: 3 })
    expect(rows()).toEqual(before)

    const { root } = harness
    harness.close()
    harness = await openHarness({ root })
    culling = createLibraryCullingService(harness.library.context)
    const session = await culling.load()
    expect(session).toMatchObject({ title: 'Ten', position: 3 })
    expect(session?.items.map(({ marks }) => marks)).toEqual([
      { pick: 1, rating: 5 },
      { pick: -1 },
      { label: 'green' },
      {},
    ])

    expect(await culling.apply({ stepId: 'cull', trashesRejects: true })).toEqual({ marked: 3, trashed: 1 })
    expect(await culling.load()).toBeNull()
    const [first, , third, fourth] = await loadAssetCards(harness.db, ids)
    expect(first).toMatchObject({ pick: 1, rating: 5 })
    expect(third).toMatchObject({ label: 'green', rating: 0 })
    expect(fourth).toMatchObject({ rating: 2 })
    expect((await loadAssetDetail(harness.db, ids[1] ?? ''))?.trashedAtMs).not.toBeNull()
    await createLibraryOrderService(harness.library.context).undo('cull')
    expect(rows()).toEqual(before)
  })

  it('that is discarded leaves no trace', async () => {
    const ids = [await add(), await add()]
    const before = rows()
    const culling = createLibraryCullingService(harness.library.context)
    await culling.start({ title: 'Two', assetIds: ids })
    await culling.decide({ ordinal: 0, marks: { pick: -1 }, position: 1 })
    await culling.cancel()
    expect(rows()).toEqual(before)
    expect(await culling.load()).toBeNull()
    expect(harness.db.all('test', 'SELECT * FROM culling_item')).toEqual([])
    expect(harness.db.all('test', 'SELECT * FROM undo_change')).toEqual([])
  })
})

describe('lineage', () => {
  it('reaches grandparents and grandchildren with what binds them, and ends in a circle', async () => {
    const grandparent = await add()
    const parent = await add([{ parentId: grandparent, relation: 'edit' }])
    const self = await add([{ parentId: parent, relation: 'frame' }])
    const child = await add([{ parentId: self, relation: 'edit' }])
    const lineage = createLibraryLineageService(harness.library.context)
    const family = await lineage.lineage(self)
    expect(new Map(family.nodes.map(({ card, generation }) => [card.id, generation]))).toEqual(
      new Map([
        [self, 0],
        [parent, -1],
        [grandparent, -2],
        [child, 1],
      ]),
    )
    expect(family.edges).toHaveLength(3)
    await lineage.relate({
      stepId: 'circle',
      childId: grandparent,
      parentId: child,
      relation: 'variation',
      isSet: true,
    })
    expect((await lineage.lineage(self)).nodes).toHaveLength(4)
    await createLibraryOrderService(harness.library.context).undo('circle')
    expect((await lineage.lineage(self)).edges).toHaveLength(3)
  })
})

describe('uses', () => {
  it('names chats, shots, canvases and collections, and warns of those that need an item', async () => {
    const { db } = harness
    addGeneration(db)
    const [used, free] = [await add(), await add()]
    db.run(
      'test',
      "INSERT INTO conversation (id, title, model_id, created_at, updated_at) VALUES ('c', 'Harbour', 'm', 1, 1)",
    )
    db.run(
      'test',
      "INSERT INTO message (id, conversation_id, role, parts_json, state, created_at) VALUES ('m', 'c', 'user', ?, 'complete', 1)",
      [JSON.stringify([{ kind: 'asset', assetId: used }])],
    )
    db.run('test', "INSERT INTO storyboard_project (id, title, created_at, updated_at) VALUES ('p', 'Film', 1, 1)")
    db.run('test', "INSERT INTO scene (id, project_id, position, title) VALUES ('s', 'p', 0, 'One')")
    db.run('test', "INSERT INTO shot (id, scene_id, position, text, seconds) VALUES ('h', 's', 0, 'a wave', 3)")
    db.run('test', "INSERT INTO take (id, shot_id, asset_id, created_at) VALUES ('t', 'h', ?, 1)", [used])
    db.run(
      'test',
      "INSERT INTO canvas_document (id, title, source_asset_id, created_at, updated_at) VALUES ('d', 'Edit', ?, 1, 1)",
      [used],
    )
    const order = createLibraryOrderService(harness.library.context)
    const { collectionId } = await order.createCollection({
      stepId: 'a',
      kind: 'manual',
      name: 'Best',
      parentId: null,
      search: '',
    })
    await order.collect({ stepId: 'b', assetIds: [used], collectionId, isIn: true })
    const lineage = createLibraryLineageService(harness.library.context)
    expect((await lineage.uses(used)).map(({ kind, title }) => [kind, title])).toEqual([
      ['chat', 'Harbour'],
      ['shot', 'Film, a wave'],
      ['canvas', 'Edit'],
      ['collection', 'Best'],
    ])
    expect(await lineage.useCounts([used, free])).toEqual({ items: 1, chats: 1, shots: 1, canvases: 1 })
    // Before several go: what needs any of them is named, with how many it needs.
    expect((await lineage.usesOf([used, free])).map(({ use, items }) => [use.kind, use.title, items])).toEqual([
      ['chat', 'Harbour', 1],
      ['shot', 'Film, a wave', 1],
      ['canvas', 'Edit', 1],
    ])
    db.run('test', 'UPDATE conversation SET deleted_at = 1')
    expect((await lineage.usesOf([used, free])).map(({ use }) => use.kind)).toEqual(['shot', 'canvas'])
    expect(await lineage.useCounts([used])).toEqual({ items: 1, chats: 0, shots: 1, canvases: 1 })
    expect(await lineage.useCounts([free])).toEqual({ items: 0, chats: 0, shots: 0, canvases: 0 })
  })
})
