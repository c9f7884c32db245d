import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { libraryFolders } from '@main/library/folders'
import { emptyTrash } from '@main/library/trash'
import { createLibraryOrderService } from '@main/services/library-order'
import { parseXmp } from '@main/library/metadata/xmp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Harness, openHarness, png } from './library-harness'

const NOW = new Date(2026, 10, 26, 12, 0).getTime()
const TEMPLATE = '{year}/{year}-{month}/{title}'

let harness: Harness

beforeEach(async () => {
  harness = await openHarness({ nowMs: NOW })
})
afterEach(() => harness.close())

const order = () => createLibraryOrderService(harness.library.context)
const readable = () => harness.library.readable

async function importOne(title: string, bytes: Uint8Array = png()): Promise<string> {
  const [imported] = await harness.library.importing.importPaths([harness.put('x.png', bytes)])
  if (!imported || 'failure' in imported.outcome) throw new Error('not imported')
  await rename(imported.outcome.assetId, title)
  return imported.outcome.assetId
}

/** As a result of a later step would be renamed; the number of the change grows. */
async function rename(assetId: string, title: string): Promise<void> {
  harness.db.run('test', 'UPDATE asset SET title = ? WHERE id = ?', [title, assetId])
  await order().mark({ stepId: crypto.randomUUID(), assetIds: [assetId], marks: { rating: 1 } })
  await order().mark({ stepId: crypto.randomUUID(), assetIds: [assetId], marks: { rating: 0 } })
}

const settle = async (): Promise<void> => {
  while (Math.max(await harness.library.sidecars.writeDue(), await readable().writeDue()) > 0);
}

/** Everything below the folder, as paths. */
function files(root = libraryFolders(harness.root).readable): readonly string[] {
  if (!existsSync(root)) return []
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted((a, b) => (a < b ? -1 : 1))
}

describe('the folder of readable names', () => {
  it('holds every file in dated folders under its title, taking no room, by choice only', async () => {
    const bytes = png()
    await importOne('A red fox', bytes)
    await settle()
    expect(files()).toEqual([])
    await readable().change(true, TEMPLATE)
    await settle()
    expect(files()).toEqual(['2026/2026-11/A red fox.png'])
    const path = join(libraryFolders(harness.root).readable, '2026/2026-11/A red fox.png')
    expect(readFileSync(path).equals(bytes)).toBe(true)
    expect((await readable().state()).files).toBe(1)
  })

  it('follows titles, the trash, what is deleted for good, and another template', async () => {
    const fox = await importOne('A red fox')
    const heron = await importOne('A heron')
    await readable().change(true, TEMPLATE)
    await settle()
    await rename(fox, 'The fox again')
    await settle()
    expect(files()).toEqual(['2026/2026-11/A heron.png', '2026/2026-11/The fox again.png'])
    await order().trash({ stepId: 't', assetIds: [heron] })
    await settle()
    expect(files()).toEqual(['2026/2026-11/The fox again.png'])
    await order().undo('t')
    await settle()
    expect(files()).toHaveLength(2)
    await readable().change(true, '{kind}/{title}')
    await settle()
    expect(files()).toEqual(['Pictures/A heron.png', 'Pictures/The fox again.png'])
    await order().trash({ stepId: 't2', assetIds: [heron] })
    await emptyTrash(harness.library.context, async () => undefined)
    await settle()
    expect(files()).toEqual(['Pictures/The fox again.png'])
  })

  it('has names that every system takes, each only once, and never outside of it', async () => {
    for (const title of ['A fox', 'a FOX', '../../outside', 'con', 'a/b\\c:d', '   '.concat('\u202Egnp.exe')])
      await importOne(title)
    await readable().change(true, '{title}')
    await settle()
    const names = files()
    expect(names).toHaveLength(6)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(6)
    for (const name of names) expect(name).toMatch(/^[^/\\:*?"<>|]+\.png$/)
    expect(existsSync(join(harness.root, 'outside.png'))).toBe(false)
  })

  it('has the sidecar beside each file where sidecars are written, and it follows', async () => {
    const fox = await importOne('A red fox')
    await harness.library.sidecars.switch(true)
    await readable().change(true, '{title}')
    await order().mark({ stepId: 'a', assetIds: [fox], marks: { rating: 4 } })
    await settle()
    const sidecar = join(libraryFolders(harness.root).readable, 'A red fox.png.xmp')
    expect(parseXmp(readFileSync(sidecar, 'utf8'))?.rating).toBe(4)
    await order().mark({ stepId: 'b', assetIds: [fox], marks: { rating: 2 } })
    await settle()
    expect(parseXmp(readFileSync(sidecar, 'utf8'))?.rating).toBe(2)
  })

  it('goes when it is switched off, but not what a person put there, and the works stay', async () => {
    const fox = await importOne('A red fox')
    await readable().change(true, TEMPLATE)
    await settle()
    const root = libraryFolders(harness.root).readable
    writeFileSync(join(root, '2026', 'mine.txt'), 'mine')
    await readable().change(false, TEMPLATE)
    await settle()
    expect(files()).toEqual(['2026/mine.txt'])
    expect(await harness.library.files.whole(fox)).toMatchObject({ kind: 'file' })
  })

  it('never takes away or writes over what a person saved there', async () => {
    const root = libraryFolders(harness.root).readable
    const fox = await importOne('A red fox')
    await readable().change(true, '{title}')
    await settle()
    writeFileSync(join(root, 'A heron.png'), 'of the person')
    const heron = await importOne('A heron')
    await settle()
    expect(files()).toEqual([`A heron ${heron.slice(-6)}.png`, 'A heron.png', 'A red fox.png'])
    // As most programs save: beside it, and then in its place.
    writeFileSync(join(root, 'new'), 'changed by a program')
    renameSync(join(root, 'new'), join(root, 'A red fox.png'))
    await rename(fox, 'The fox again')
    await settle()
    await readable().change(false, '{title}')
    await settle()
    expect(files()).toEqual(['A heron.png', 'A red fox.png'])
    expect(readFileSync(join(root, 'A heron.png'), 'utf8')).toBe('of the person')
    expect(readFileSync(join(root, 'A red fox.png'), 'utf8')).toBe('changed by a program')
  })

  it('is made again in another place of the library, with ratings as they were', async () => {
    const fox = await importOne('A red fox')
    await order().mark({ stepId: 'a', assetIds: [fox], marks: { rating: 5 } })
    await readable().change(true, TEMPLATE)
    await settle()
    const { root } = harness
    harness.close()
    const moved = `${root}-moved`
    renameSync(root, moved)
    rmSync(libraryFolders(moved).readable, { recursive: true })
    harness = await openHarness({ root: moved, nowMs: NOW })
    await readable().mend()
    await settle()
    expect(files()).toEqual(['2026/2026-11/A red fox.png'])
    expect(await harness.library.files.whole(fox)).toMatchObject({ kind: 'file' })
    expect(harness.db.get<{ rating: number }>('test', 'SELECT rating FROM asset')?.rating).toBe(5)
  })

  it('switches itself off with the reason where it cannot be written, and the library goes on', async () => {
    const fox = await importOne('A red fox')
    writeFileSync(libraryFolders(harness.root).readable, 'somebody’s file is in the way')
    await readable().change(true, TEMPLATE)
    await settle()
    expect(await readable().state()).toMatchObject({
      isOn: false,
      files: 0,
      failure: { message: expect.stringContaining('could not be written') },
    })
    expect(await harness.library.files.whole(fox)).toMatchObject({ kind: 'file' })
  })
})
