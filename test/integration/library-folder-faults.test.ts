import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadAssetFile } from '@main/db/queries/asset'
import { loadAssetPage } from '../fakes/asset-page'
import { storedFilePath, thumbnailPath } from '@main/library/folders'
import type { AssetCard } from '@shared/domain/asset'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Harness, openHarness, png } from './library-harness'

let harness: Harness
let folder: string

beforeEach(async () => {
  harness = await openHarness()
  folder = mkdtempSync(join(tmpdir(), 'indexed-'))
})
afterEach(() => harness.close())

const put = (name: string, bytes: Buffer = png()): string => {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}
const index = async (): Promise<string> => {
  const { id } = await harness.library.indexing.add(folder)
  await harness.library.indexing.settled()
  return id
}
const look = async (): Promise<void> => {
  await harness.library.indexing.look()
  await harness.library.indexing.settled()
}
const listed = async () => (await harness.library.indexing.list())[0]
const cards = async (): Promise<readonly AssetCard[]> => loadAssetPage(harness.db, { filter: {}, limit: 200 })
const missing = async (): Promise<readonly string[]> =>
  (await cards())
    .filter(({ isMissing }) => isMissing)
    .map(({ title }) => title)
    .toSorted()
const until = async (isReached: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 900 && !(await isReached()); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50))
}

describe('an indexed folder that goes away', () => {
  it('leaves its items as missing, with small pictures and ratings, and makes them whole when it is back', async () => {
    const own = png()
    put('one.png')
    put('two.png')
    await harness.library.importing.importPaths([put('also taken in.png', own)])
    await index()
    harness.db.run('test', "UPDATE asset SET rating = 4, thumbnail = 'ready'")
    const [card] = (await cards()).filter(({ title }) => title === 'one')
    const { sha256 } = harness.db.get<{ sha256: string }>('test', 'SELECT sha256 FROM asset WHERE id = ?', [card!.id])!
    const small = thumbnailPath(harness.library.context.folders, sha256, 320)
    mkdirSync(join(small, '..'), { recursive: true })
    writeFileSync(small, 'small')

    renameSync(folder, `${folder}-away`)
    await look()
    expect(await missing()).toEqual(['one', 'two'])
    expect(await listed()).toMatchObject({ missing: 3, isWatched: false })
    expect((await listed())?.failure).toMatchObject({
      code: 'not-found',
      message: `The folder is not there: ${folder}. Its items are kept; they are found again when it is back.`,
      nextStep: 'retry',
    })
    expect(await harness.library.files.whole(card!.id)).toEqual({ kind: 'none' })
    expect(await harness.library.files.thumbnail(card!.id, 320)).toMatchObject({ kind: 'file', file: { path: small } })

    renameSync(`${folder}-away`, folder)
    await look()
    expect(await missing()).toEqual([])
    expect(await listed()).toMatchObject({ missing: 0, items: 3, isWatched: true, failure: null })
    expect((await cards()).map(({ rating }) => rating)).toEqual([4, 4, 4])
    expect(await harness.library.files.whole(card!.id)).toMatchObject({ kind: 'file' })
    // And it is followed as before.
    put('three.png')
    await until(async () => (await cards()).length === 4)
    expect((await cards()).length).toBe(4)
  })

  it('is noticed by itself, without a press', async () => {
    put('one.png')
    await index()
    renameSync(folder, `${folder}-away`)
    await until(async () => (await missing()).length === 1)
    expect(await missing()).toEqual(['one'])
    renameSync(`${folder}-away`, folder)
    await until(async () => (await missing()).length === 0)
    expect(await missing()).toEqual([])
  })

  it('is not mistaken for the empty place that a disk leaves behind', async () => {
    put('one.png')
    await index()
    renameSync(folder, `${folder}-away`)
    mkdirSync(folder)
    await look()
    expect(await missing()).toEqual(['one'])
    rmSync(folder, { recursive: true })
    renameSync(`${folder}-away`, folder)
    await look()
    expect(await missing()).toEqual([])
  })

  it('may go in the middle of its reading and come back', async () => {
    for (let number = 0; number < 900; number += 1) put(`${number}.png`)
    await harness.library.indexing.add(folder)
    await until(async () => (await cards()).length > 0)
    renameSync(folder, `${folder}-away`)
    await harness.library.indexing.settled()
    await look()
    const shown = harness.db.get<{ count: number; lost: number }>(
      'test',
      'SELECT count(*) AS count, sum(is_missing) AS lost FROM asset',
    )
    expect(shown?.lost).toBe(shown?.count)
    expect((await listed())?.failure?.code).toBe('not-found')
    renameSync(`${folder}-away`, folder)
    await look()
    expect(await listed()).toMatchObject({ items: 900, missing: 0, failure: null, passedOver: 0 })
  })

  it('may be let go while it is read', async () => {
    for (let number = 0; number < 600; number += 1) put(`${number}.png`)
    const { id } = await harness.library.indexing.add(folder)
    await until(async () => (await cards()).length > 0)
    await harness.library.indexing.remove(id)
    expect(await harness.library.indexing.list()).toEqual([])
    expect((await cards()).every(({ isMissing }) => isMissing)).toBe(true)
  })
})

describe('a file of an indexed folder', () => {
  it('that vanishes while it is looked at is said to be missing, and is whole when it is back', async () => {
    const path = put('one.png')
    await index()
    const [card] = await cards()
    renameSync(path, `${path}-away`)
    expect(await harness.library.files.whole(card!.id)).toEqual({ kind: 'none' })
    expect(await missing()).toEqual(['one'])
    renameSync(`${path}-away`, path)
    await harness.library.indexing.rescan((await listed())!.id)
    expect(await missing()).toEqual([])
  })

  it('is followed by its content when a folder of a thousand is renamed while the program runs', async () => {
    mkdirSync(join(folder, 'before'))
    for (let number = 0; number < 1_000; number += 1) put(`before/${number}.png`)
    await index()
    harness.db.run('test', 'UPDATE asset SET rating = 5')
    renameSync(join(folder, 'before'), join(folder, 'after'))
    const places = (): number =>
      harness.db.get<{ count: number }>(
        'test',
        `SELECT count(*) AS count FROM asset JOIN asset_place ON asset_place.asset_id = asset.id
         WHERE relative_path LIKE 'after/%' AND rating = 5 AND asset.is_missing = 0`,
      )?.count ?? 0
    await until(async () => places() === 1_000 && (await listed())?.scan === null)
    expect(places()).toBe(1_000)
    expect(await listed()).toMatchObject({ items: 1_000, missing: 0 })
  })

  it('keeps a harmless name, whatever it is called', async () => {
    const names = ['CON.png', 'a\nb.png', '\u202Egnp.exe.png', 'e\u0301.png', '\u00e9.png', `${'ж'.repeat(125)}.png`]
    for (const name of names) put(name)
    // No text at all: a byte that UTF-8 does not know.
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff]), Buffer.from('.png')]), png())
    await index()
    const titles = (await cards()).map(({ title }) => title)
    expect(titles).toHaveLength(names.length)
    expect(titles.some((title) => /[\n\u202E]/.test(title))).toBe(false)
    expect(await listed()).toMatchObject({ items: names.length, passedOver: 1 })
    for (const { id } of await cards()) {
      expect(await harness.library.files.whole(id)).toMatchObject({ kind: 'file' })
      expect((await harness.library.exporting.namedFiles([id])).paths[0]).toMatch(/\.png$/)
    }
  })

  it('is passed over with its reason where it cannot be shown, and the others are taken', async () => {
    put('good.png')
    put('empty.png', Buffer.alloc(0))
    put('cut.png', png(20, 20).subarray(0, -20))
    put('bomb.png', png(50_000, 50_000))
    put('page.jpg', Buffer.from('<!doctype html><html></html>'))
    mkdirSync(join(folder, 'folder.png'))
    symlinkSync('/dev/zero', join(folder, 'endless.png'))
    symlinkSync(folder, join(folder, 'circle'))
    // Whoever opens it waits for ever.
    execFileSync('mkfifo', [join(folder, 'pipe.png')])
    await index()
    expect((await cards()).map(({ title }) => title)).toEqual(['good'])
    const { passedOver, passedOverExamples } = (await listed())!
    expect(passedOver).toBe(4)
    expect(Object.fromEntries(passedOverExamples.map(({ name, reason }) => [name, reason]))).toEqual({
      'empty.png': 'The file is empty (0 bytes).',
      'cut.png': 'The picture is cut off: its end is missing.',
      'bomb.png': 'The picture claims 50000 × 50000 pixels; at most 80 million are opened.',
      'page.jpg': 'The file is a web page and not a picture.',
    })
  })

  it('is not shown twice by a second name of its folder', async () => {
    await index()
    const link = `${folder}-link`
    symlinkSync(folder, link)
    await expect(harness.library.indexing.add(link)).rejects.toMatchObject({ failure: { code: 'conflict' } })
    const toLibrary = `${folder}-library`
    symlinkSync(harness.root, toLibrary)
    await expect(harness.library.indexing.add(toLibrary)).rejects.toMatchObject({ failure: { code: 'conflict' } })
  })
})

describe('a library that moves', () => {
  it('keeps ratings, places and pictures, and finds its files by their content', async () => {
    const kept = png()
    const [, [lost]] = [
      await harness.library.importing.importPaths([put('kept.png', kept)]),
      await harness.library.importing.importPaths([harness.put('lost.png', png(7, 7, new Uint8Array(8)))]),
    ]
    put('only indexed.png')
    await index()
    harness.db.run('test', 'UPDATE asset SET rating = 3')
    harness.close()

    // As a person does it: the whole folder to another place, and a file of it is lost on the way.
    const root = `${harness.root}-moved`
    renameSync(harness.root, root)
    rmSync(join(root, 'drag'), { recursive: true, force: true })
    harness = await openHarness({ root })
    const lostId = lost && 'assetId' in lost.outcome ? lost.outcome.assetId : ''
    const stored = await loadAssetFile(harness.db, lostId)
    rmSync(storedFilePath(harness.library.context.folders, stored!))

    await harness.library.indexing.start()
    const titles = async () => (await cards()).map(({ title, rating }) => `${title} ${rating}`).toSorted()
    const before = await titles()
    expect(before).toHaveLength(3)
    expect(before.every((title) => title.endsWith(' 3'))).toBe(true)
    for (const { id } of await cards())
      expect((await harness.library.files.whole(id)).kind).toBe(id === lostId ? 'none' : 'file')
    expect((await missing()).length).toBe(1)

    // A copy turns up in an indexed folder, under another name.
    put('found again.png', png(7, 7, new Uint8Array(8)))
    await harness.library.indexing.rescan((await listed())!.id)
    expect(await missing()).toEqual([])
    expect(await titles()).toEqual(before)
    expect(await harness.library.files.whole(lostId)).toMatchObject({
      kind: 'file',
      file: { path: join(folder, 'found again.png') },
    })
  })
})
