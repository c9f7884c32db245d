import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { refreshDueContexts } from '@main/db/commands/asset-context'
import { moveDatabaseAside } from '@main/db/backups'
import { loadAssetDetail, loadAssetFile } from '@main/db/queries/asset'
import { loadAssetPage } from '../fakes/asset-page'
import { assetFilePath } from '@main/library/folders'
import { parseXmp } from '@main/library/metadata/xmp'
import { adoptOrphans } from '@main/library/sweeper'
import { emptyTrash } from '@main/library/trash'
import { createLibraryOrderService } from '@main/services/library-order'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addGeneration, type Harness, openHarness, png } from './library-harness'

let harness: Harness

beforeEach(async () => {
  harness = await openHarness()
})
afterEach(() => harness.close())

async function importOne(name = 'heron.png'): Promise<string> {
  const [imported] = await harness.library.importing.importPaths([harness.put(name, png())])
  if (!imported || 'failure' in imported.outcome) throw new Error('not imported')
  return imported.outcome.assetId
}

async function sidecarOf(assetId: string): Promise<string> {
  const file = await loadAssetFile(harness.db, assetId)
  if (!file) throw new Error('no file')
  return `${assetFilePath(harness.library.context.folders, file)}.xmp`
}

const writeAll = async (): Promise<void> => {
  while ((await harness.library.sidecars.writeDue()) > 0);
}

const order = () => createLibraryOrderService(harness.library.context)

async function giveAll(assetId: string): Promise<void> {
  await order().mark({ stepId: 'a', assetIds: [assetId], marks: { rating: 4, label: 'green' } })
  await order().tag({ stepId: 'b', assetIds: [assetId], add: ['birds', 'for & "cover"'], remove: [] })
  await order().setNote({ stepId: 'c', assetId, note: 'first <choice>\nof two' })
}

describe('sidecars', () => {
  it('are written by choice only, for the items of before too, and follow every change', async () => {
    const assetId = await importOne()
    await giveAll(assetId)
    await writeAll()
    expect(existsSync(await sidecarOf(assetId))).toBe(false)
    await harness.library.sidecars.switch(true)
    await writeAll()
    const written = parseXmp(readFileSync(await sidecarOf(assetId), 'utf8'))
    expect(written).toMatchObject({
      rating: 4,
      label: 'green',
      tags: ['birds', 'for & "cover"'],
      note: 'first <choice>\nof two',
    })
    await order().mark({ stepId: 'd', assetIds: [assetId], marks: { rating: 0 } })
    await order().undo('c')
    await writeAll()
    expect(parseXmp(readFileSync(await sidecarOf(assetId), 'utf8'))).toMatchObject({ rating: 0, note: '' })
    await harness.library.sidecars.switch(false)
    await order().mark({ stepId: 'e', assetIds: [assetId], marks: { rating: 5 } })
    await writeAll()
    expect(parseXmp(readFileSync(await sidecarOf(assetId), 'utf8'))?.rating).toBe(0)
  })

  it('follow a tag that gets another name, and its undo', async () => {
    const assetId = await importOne()
    await giveAll(assetId)
    await harness.library.sidecars.switch(true)
    await writeAll()
    const tagId = (await order().tags()).find(({ name }) => name === 'birds')?.id ?? 0
    const tagsNow = async (): Promise<readonly string[] | undefined> => {
      // What the library does behind every change, without waiting for its turn.
      await refreshDueContexts(harness.db, 100)
      await writeAll()
      return parseXmp(readFileSync(await sidecarOf(assetId), 'utf8'))?.tags
    }
    await order().editTag({ stepId: 'r', tagId, name: 'herons' })
    expect(await tagsNow()).toEqual(expect.arrayContaining(['herons']))
    await order().undo('r')
    expect(await tagsNow()).toEqual(expect.arrayContaining(['birds']))
  })

  it('bring ratings, labels, tags, notes, titles and recipes back when the database is begun anew', async () => {
    const assetId = await importOne()
    await giveAll(assetId)
    addGeneration(harness.db)
    harness.db.run('test', "UPDATE asset SET generation_id = 'generation-1', model_id = 'flux-pro', title = 'My heron'")
    await harness.library.sidecars.switch(true)
    await writeAll()
    const { root } = harness
    harness.close()
    await moveDatabaseAside(join(root, 'studio.sqlite'), Date.now())
    harness = await openHarness({ root })
    const { context, importing } = harness.library
    await adoptOrphans(context, importing, new AbortController().signal, () => undefined)
    const [card] = await loadAssetPage(harness.db, { filter: { search: 'fox' }, limit: 5 })
    expect(await loadAssetDetail(harness.db, card?.id ?? '')).toMatchObject({
      title: 'My heron',
      rating: 4,
      label: 'green',
      note: 'first <choice>\nof two',
      modelId: 'flux-pro',
      tags: [{ name: 'birds' }, { name: 'for & "cover"' }],
    })
  })

  it('of other programs stay as they are', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'library-indexed-'))
    writeFileSync(join(folder, 'raw.png'), png())
    const theirs = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><crs:Exposure>2</crs:Exposure></x:xmpmeta>'
    writeFileSync(join(folder, 'raw.png.xmp'), theirs)
    await harness.library.indexing.add(folder)
    await harness.library.sidecars.switch(true)
    const findAll = () => loadAssetPage(harness.db, { filter: {}, limit: 5 })
    while ((await findAll()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    const [card] = await findAll()
    await order().mark({ stepId: 'a', assetIds: [card?.id ?? ''], marks: { rating: 3 } })
    await writeAll()
    expect(readFileSync(join(folder, 'raw.png.xmp'), 'utf8')).toBe(theirs)
  })

  it('go with their file', async () => {
    const assetId = await importOne()
    await giveAll(assetId)
    await harness.library.sidecars.switch(true)
    await writeAll()
    const sidecar = await sidecarOf(assetId)
    await order().trash({ stepId: 't', assetIds: [assetId] })
    await emptyTrash(harness.library.context, async () => undefined)
    expect(existsSync(sidecar)).toBe(false)
  })
})
