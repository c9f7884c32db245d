import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noteLook } from '@main/db/commands/asset-look'
import { loadAssetBuckets } from '@main/db/queries/asset-buckets'
import { loadAssetPage } from '../fakes/asset-page'
import { emptyTrash } from '@main/library/trash'
import { createLibraryFilesService } from '@main/services/library-files'
import { createLibraryLineageService } from '@main/services/library-lineage'
import { createLibraryOrderService } from '@main/services/library-order'
import type { ExportSetRequest } from '@shared/contracts/library-files'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeReadOnly, type ReadOnlyFolder } from '../fixtures/read-only-folder'
import { DATABASE_WORKER, type Harness, openHarness, png } from './library-harness'

let harness: Harness
let readOnly: ReadOnlyFolder
let ids: readonly string[]
let outside: string

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'read-only-export-'))
  harness = await openHarness()
  const paths = ['heron.png', 'heron again.png', 'boat.png'].map((name) => harness.put(name, png(40, 30)))
  const files = await harness.library.importing.importPaths(paths)
  ids = files.flatMap(({ outcome }) => ('assetId' in outcome ? [outcome.assetId] : []))
  const layouts = [0, 1, 2].map((index) =>
    Array.from({ length: 64 }, (_, at) => (index === 2 ? (at * 97) % 256 : (at * 3 + index) % 256)),
  )
  for (const [index, print] of ['f0f0a5a5c3c39696', 'f0f0a5a5c3c39697', '0123456789abcdef'].entries()) {
    const look = { print, layout: layouts[index] ?? [], palette: [[200, 30, 40, 0.5]] as const }
    await noteLook(harness.db, ids[index] ?? '', { look, framesPerSecond: null, peaks: null })
  }
  harness.close()
  readOnly = makeReadOnly(harness.root)
  if (readOnly.whyNot === null) harness = await openHarness({ root: harness.root })
})
afterAll(() => {
  if (readOnly.whyNot === null) harness.close()
  readOnly.undo()
})

const services = () => {
  const { context } = harness.library
  return {
    order: createLibraryOrderService(context),
    lineage: createLibraryLineageService(context),
    files: createLibraryFilesService({
      mayTranscode: async () => false,
      library: harness.library,
      dialogs: { pickFiles: async () => [], pickFolder: async () => outside, confirm: async () => true },
      shell: { openFolder: async () => undefined },
      databaseWorkerPath: DATABASE_WORKER,
      nativeBinding: undefined,
    }),
  }
}

const EXPORT: ExportSetRequest = {
  assetIds: [],
  template: '{number} {title}',
  format: 'original',
  maxSide: null,
  metadata: 'keep',
  hasSidecars: false,
  contactSheet: 'none',
  hasGallery: false,
}

describe('a library whose folder cannot be written', () => {
  it('is looked through, searched and compared as any other', async ({ skip }) => {
    if (readOnly.whyNot !== null) return skip(readOnly.whyNot)
    expect(harness.db.readOnlyReason).toContain('cannot be written')
    const { files, lineage } = services()
    const search = await loadAssetPage(harness.db, { filter: { search: 'heron' }, limit: 10 })
    expect(search).toHaveLength(2)
    expect((await loadAssetBuckets(harness.db, {})).reduce((sum, { count }) => sum + count, 0)).toBe(3)
    expect((await files.similar(ids[0] ?? '')).map(({ id }) => id)).toEqual([ids[1], ids[2]])
    const groups = await files.nearDuplicates()
    expect(groups.map((group) => group.map(({ id }) => id).toSorted())).toEqual([ids.slice(0, 2).toSorted()])
    expect((await files.byColour({ red: 200, green: 30, blue: 40 })).length).toBe(3)
    expect((await lineage.lineage(ids[0] ?? '')).nodes).toHaveLength(1)
    for (const id of ids) expect(await harness.library.files.whole(id)).toMatchObject({ kind: 'file' })
  })

  it('gives its files away: as a set, and by drag', async ({ skip }) => {
    if (readOnly.whyNot !== null) return skip(readOnly.whyNot)
    const { files } = services()
    expect(await files.exportSet({ ...EXPORT, assetIds: [...ids] })).toMatchObject({ saved: 3, refused: [] })
    expect(readdirSync(outside)).toHaveLength(3)
    expect((await harness.library.exporting.namedFiles(ids)).paths).toHaveLength(3)
  })

  it('refuses in words whatever would change it, and nothing is changed', async ({ skip }) => {
    if (readOnly.whyNot !== null) return skip(readOnly.whyNot)
    const { order, files, lineage } = services()
    const [one = '', other = ''] = ids
    const acts: readonly (() => Promise<unknown>)[] = [
      () => harness.library.importing.importPaths([harness.put('new.png', png())]),
      () => order.mark({ stepId: '1', assetIds: [one], marks: { rating: 5 } }),
      () => order.setNote({ stepId: '2', assetId: one, note: 'x' }),
      () => order.trash({ stepId: '3', assetIds: [one] }),
      () => order.tag({ stepId: '4', assetIds: [one], add: ['x'], remove: [] }),
      () => lineage.relate({ stepId: '5', childId: one, parentId: other, relation: 'edit', isSet: true }),
      () => files.mergeDuplicates({ keepId: one, otherIds: [other] }),
      () => files.keepAll([one, other]),
      () => files.indexFolder(),
      () => harness.library.indexing.add(outside),
      () => harness.library.outputs.stageInline('output-1', { kind: 'bytes', bytes: png() }),
      () => emptyTrash(harness.library.context, async () => undefined),
    ]
    for (const [index, act] of acts.entries()) {
      const refusal = await act().then(
        () => 'done',
        (error: unknown) => error,
      )
      expect(refusal, `act ${index}`).toMatchObject({ failure: { code: 'read-only' } })
    }
    expect((await loadAssetPage(harness.db, { filter: {}, limit: 10 })).map(({ rating }) => rating)).toEqual([0, 0, 0])
  })
})
