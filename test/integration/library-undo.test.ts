import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addAsset } from '@main/db/commands/asset'
import { noteImport } from '@main/db/commands/asset-import'
import { deleteAssets } from '@main/db/commands/asset-deletion'
import { loadAssetCards } from '@main/db/queries/asset'
import { loadAssetPage } from '../fakes/asset-page'
import { createLibraryCullingService } from '@main/services/library-culling'
import { createLibraryFilesService } from '@main/services/library-files'
import { createLibraryLineageService } from '@main/services/library-lineage'
import { createLibraryOrderService } from '@main/services/library-order'
import { libraryCullingContract } from '@shared/contracts/library-culling'
import { libraryFilesContract } from '@shared/contracts/library-files'
import { libraryLineageContract } from '@shared/contracts/library-lineage'
import { libraryOrderContract } from '@shared/contracts/library-order'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Harness, openHarness, png } from './library-harness'

const ITEMS = 500
const WAITING = { timeout: 40_000, interval: 100 }

let harness: Harness
let all: readonly string[]

beforeEach(async () => {
  harness = await openHarness()
  all = []
})
afterEach(() => harness.close())

const services = () => {
  const { context } = harness.library
  return {
    order: createLibraryOrderService(context),
    lineage: createLibraryLineageService(context),
    culling: createLibraryCullingService(context),
    files: createLibraryFilesService({
      mayTranscode: async () => false,
      library: harness.library,
      dialogs: { pickFiles: async () => [], pickFolder: async () => null, confirm: async () => false },
      shell: { openFolder: async () => undefined },
      databaseWorkerPath: '',
      nativeBinding: undefined,
    }),
  }
}

type Services = ReturnType<typeof services>

async function add(index: number): Promise<string> {
  const { assetId } = await addAsset(harness.db, {
    id: harness.library.context.nextId(),
    sha256: index.toString(16).padStart(64, '0'),
    media: 'image',
    mime: 'image/png',
    extension: 'png',
    byteSize: 1,
    width: 8,
    height: 8,
    durationMs: null,
    displayName: `${index}.png`,
    title: `item ${index}`,
    origin: 'generated',
    generationId: null,
    modelId: null,
    isHidden: false,
    searchText: '',
    relations: [],
    nowMs: 1_700_000_000_000 + index,
  })
  return assetId
}

interface Seeded {
  readonly tagId: number
  readonly otherTagId: number
  readonly collectionId: string
}

/** Items with everything a person can give them, so that what an undo forgets would show. */
async function seed({ order, lineage }: Services): Promise<Seeded> {
  const ids: string[] = []
  for (let index = 0; index < ITEMS; index += 1) ids.push(await add(index))
  all = ids
  const some = (from: number, to: number): string[] => ids.slice(from, to)
  await order.mark({ stepId: 's1', assetIds: some(0, 100), marks: { rating: 4, label: 'green', pick: 1 } })
  await order.mark({ stepId: 's2', assetIds: some(50, 150), marks: { rating: 2, pick: -1 } })
  await order.tag({ stepId: 's3', assetIds: some(0, 60), add: ['places/lisbon', 'draft'], remove: [] })
  await order.setNote({ stepId: 's4', assetId: ids[0] ?? '', note: 'for the cover' })
  const { collectionId } = await order.createCollection({
    stepId: 's5',
    kind: 'manual',
    name: 'Best',
    parentId: null,
    search: '',
  })
  await order.collect({ stepId: 's6', assetIds: some(0, 40), collectionId, isIn: true })
  await order.changeStacks({
    stepId: 's7',
    assetIds: some(0, 5),
    change: { kind: 'together', winnerId: ids[1] ?? '' },
  })
  await lineage.relate({
    stepId: 's8',
    childId: ids[0] ?? '',
    parentId: ids[9] ?? '',
    relation: 'upscale',
    isSet: true,
  })
  const tags = await order.tags()
  const tagId = tags.find(({ name }) => name === 'draft')?.id ?? 0
  const otherTagId = tags.find(({ name }) => name === 'lisbon')?.id ?? 0
  return { tagId, otherTagId, collectionId }
}

/** All that a person can see of order, row by row. */
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
    'SELECT * FROM distinct_pair ORDER BY 1, 2',
    'SELECT * FROM asset_day_count ORDER BY 1, 2, 3, 4, 5, 6, 7',
    'SELECT asset_number, body FROM asset_text ORDER BY 1',
  ].map((sql) => harness.db.all('test', sql))

type Act = (services: Services, seeded: Seeded, stepId: string) => Promise<unknown>

const few = (): string[] => all.slice(0, 12)

/** Every route that changes many items, or what many items share, with something for it to do. */
const ACTS: Readonly<Record<string, Act>> = {
  'library.mark': ({ order }, _seeded, stepId) =>
    order.mark({ stepId, assetIds: [...all], marks: { rating: 5, label: null, pick: 0 } }),
  'library.set-note': ({ order }, _seeded, stepId) => order.setNote({ stepId, assetId: all[0] ?? '', note: '' }),
  'library.trash': ({ order }, _seeded, stepId) => order.trash({ stepId, assetIds: [...all] }),
  'library.restore': async ({ order }, _seeded, stepId) => {
    await order.trash({ stepId: 'before', assetIds: [...all] })
    before = everything()
    await order.restore({ stepId, assetIds: [...all] })
  },
  'library.tag': ({ order }, { tagId }, stepId) =>
    order.tag({ stepId, assetIds: [...all], add: ['night', 'places/porto'], remove: [tagId] }),
  'library.create-tag': ({ order }, _seeded, stepId) => order.createTag({ stepId, path: 'a/b/c' }),
  'library.edit-tag': ({ order }, { tagId, otherTagId }, stepId) =>
    order.editTag({ stepId, tagId, name: 'sketch', aliases: ['rough'], parentId: otherTagId }),
  'library.merge-tags': ({ order }, { tagId, otherTagId }, stepId) =>
    order.mergeTags({ stepId, fromId: tagId, intoId: otherTagId }),
  'library.delete-tag': ({ order }, { tagId }, stepId) => order.deleteTag({ stepId, tagId }),
  'library.create-collection': ({ order }, { collectionId }, stepId) =>
    order.createCollection({ stepId, kind: 'smart', name: 'Good', parentId: collectionId, search: 'rating:>=4' }),
  'library.edit-collection': ({ order }, { collectionId }, stepId) =>
    order.editCollection({ stepId, collectionId, name: 'Better' }),
  'library.delete-collection': ({ order }, { collectionId }, stepId) =>
    order.deleteCollection({ stepId, collectionId }),
  'library.collect': ({ order }, { collectionId }, stepId) =>
    order.collect({ stepId, assetIds: [...all], collectionId, isIn: true }),
  'library.change-stacks': ({ order }, _seeded, stepId) =>
    order.changeStacks({ stepId, assetIds: few(), change: { kind: 'together', winnerId: all[3] ?? '' } }),
  'library.relate': ({ lineage }, _seeded, stepId) =>
    lineage.relate({ stepId, childId: all[3] ?? '', parentId: all[4] ?? '', relation: 'edit', isSet: true }),
  'library.apply-culling': async ({ culling }, _seeded, stepId) => {
    await culling.start({ title: 'Culling', assetIds: few() })
    await culling.decide({ ordinal: 0, marks: { pick: -1, rating: 0 }, position: 0 })
    await culling.decide({ ordinal: 1, marks: { pick: 1, rating: 5, label: 'red' }, position: 1 })
    await culling.apply({ stepId, trashesRejects: true })
  },
  'library.merge-duplicates': ({ files }) =>
    files.mergeDuplicates({ keepId: all[140] ?? '', otherIds: all.slice(0, 100) }),
  'library.keep-all': ({ files }) => files.keepAll(few()),
}

/** Routes that change no item, or that say before that they cannot be undone. */
const NOT_UNDONE: ReadonlySet<string> = new Set([
  // Undo itself.
  'library.undo',
  'library.redo',
  // How the grid is looked at.
  'library.open-stacks',
  // The session waits apart; nothing is touched before it is applied.
  'library.start-culling',
  'library.decide-culling',
  'library.cancel-culling',
  // Folders stay where the person has them; letting go of one is undone by reading it again, see below.
  'library.index-folder',
  'library.read-folder',
  'library.stop-reading',
  'library.forget-folder',
  // Second names beside the library; they are made and taken away by a switch.
  'library.readable-folder',
  'library.change-readable-folder',
  'library.show-readable-folder',
  'library.export-set',
  // These only read.
  'library.places',
  'library.memberships',
  'library.tags',
  'library.collections',
  'library.culling',
  'library.lineage',
  'library.uses',
  'library.use-counts',
  'library.uses-of',
  'library.folders',
  'library.extras',
  'library.similar',
  'library.by-colour',
  'library.near-duplicates',
  'library.smart-counts',
  // Copies beside the library; no row changes but the small picture's.
  'library.playable-copy',
  'library.make-playable-copy',
  'library.transcoder',
])

let before: unknown

describe('every act on many items', () => {
  it('is in this list', () => {
    const routes = [libraryOrderContract, libraryFilesContract, libraryCullingContract, libraryLineageContract]
    const unknown = routes
      .flatMap((contract) => Object.keys(contract))
      .filter((name) => !(name in ACTS) && !NOT_UNDONE.has(name))
    expect(unknown).toEqual([])
  })

  it.each(Object.entries(ACTS))('%s is undone and done again to the row', async (_name, act) => {
    const acts = services()
    const seeded = await seed(acts)
    before = everything()
    await act(acts, seeded, 'the-act')
    const after = everything()
    expect(after).not.toEqual(before)
    const outcome = await acts.order.undo(undefined)
    expect(outcome).not.toBeNull()
    expect(everything()).toEqual(before)
    expect(await acts.order.redo()).toMatchObject({ stepId: outcome?.stepId })
    expect(everything()).toEqual(after)
  })

  it('is undone for those that are left when some were deleted for good meanwhile', async () => {
    const acts = services()
    const { collectionId, tagId } = await seed(acts)
    const [gone = '', left = ''] = all
    await acts.order.tag({ stepId: 'untag', assetIds: [gone, left], add: [], remove: [tagId] })
    await acts.order.collect({ stepId: 'leave', assetIds: [gone, left], collectionId, isIn: false })
    await acts.files.keepAll([gone, left])
    await acts.lineage.relate({ stepId: 'r', childId: left, parentId: gone, relation: 'cover', isSet: true })
    await acts.order.trash({ stepId: 'trash', assetIds: [gone] })
    await deleteAssets(harness.db, [gone])
    for (let act = 0; act < 5; act += 1) expect(await acts.order.undo(undefined)).not.toBeNull()
    const { tags, collections } = await acts.order.memberships([left])
    expect(tags.map(({ id }) => id)).toContain(tagId)
    expect(collections.map(({ id }) => id)).toEqual([collectionId])
    for (let act = 0; act < 5; act += 1) expect(await acts.order.redo()).not.toBeNull()
  })
})

describe('what was brought in', () => {
  it('is taken out by an undo, which is undone too, and keeps its rating', async () => {
    const acts = services()
    const { context } = harness.library
    const ids = [await add(1), await add(2)]
    await noteImport(harness.db, { id: 'came', action: 'import', itemCount: 2, nowMs: context.clock.nowMs() }, ids)
    await acts.order.mark({ stepId: 'rate', assetIds: ids, marks: { rating: 3 } })
    await acts.order.undo('rate')
    expect(await acts.order.undo(undefined)).toMatchObject({ action: 'import', itemCount: 2 })
    expect(await acts.order.places()).toMatchObject({ all: 0, trash: 2 })
    await acts.order.redo()
    await acts.order.redo()
    expect(await acts.order.places()).toMatchObject({ all: 2, trash: 0 })
    expect((await loadAssetCards(harness.db, ids)).map(({ rating }) => rating)).toEqual([3, 3])
  })
})

describe('a folder that was let go', () => {
  it('is shown again by an undo, with all that its items were given', async () => {
    const acts = services()
    const { indexing } = harness.library
    const folder = mkdtempSync(join(tmpdir(), 'undo-folder-'))
    writeFileSync(join(folder, 'a.png'), png())
    const { id } = await indexing.add(folder)
    await vi.waitFor(async () => expect(await acts.order.places()).toMatchObject({ all: 1 }), WAITING)
    const [card] = await loadAssetPage(harness.db, { filter: {}, limit: 1 })
    await acts.order.mark({ stepId: 'rate', assetIds: [card?.id ?? ''], marks: { rating: 5 } })
    await acts.files.forgetFolder({ folderId: id, stepId: 'let-go' })
    expect(await indexing.list()).toEqual([])
    expect(await loadAssetPage(harness.db, { filter: {}, limit: 1 })).toMatchObject([{ isMissing: true }])
    expect(await acts.order.undo(undefined)).toMatchObject({ action: 'forget-folder' })
    await vi.waitFor(async () => {
      expect(await indexing.list()).toMatchObject([{ path: folder, items: 1, missing: 0, isWatched: true }])
      const [back] = await loadAssetPage(harness.db, { filter: {}, limit: 1 })
      expect(back).toMatchObject({ id: card?.id, rating: 5 })
      expect(back?.isMissing).toBeUndefined()
    }, WAITING)
    // To let go of it once more is an act of its own.
    expect(await acts.order.redo()).toBeNull()
  })
})
