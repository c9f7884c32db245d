import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportSet } from '@main/library/export/export-set'
import { storedFilePath, thumbnailPath } from '@main/library/folders'
import { listFilesAfter } from '@main/db/queries/asset'
import type { ExportSetRequest } from '@shared/contracts/library-files'
import jpeg from 'jpeg-js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readXmpIndependently } from '../fixtures/independent-xmp'
import { makeReadOnly } from '../fixtures/read-only-folder'
import { type Harness, inputOf, mp4, openHarness, png, workerPage } from './library-harness'

const ITEMS = 100
const SHEET_ITEMS = 20

let harness: Harness
let folder: string
let sheets: string[][] = []

const drawn = (side: number): Buffer =>
  Buffer.from(jpeg.encode({ data: Buffer.alloc(side * side * 4, 90), width: side, height: side }, 80).data)

async function upload(bytes: Buffer): Promise<string> {
  const once = async function* () {
    yield bytes
  }
  return (await harness.library.uploads.receive(once())).uploadToken
}

beforeEach(async () => {
  sheets = []
  folder = mkdtempSync(join(tmpdir(), 'exported-'))
  harness = await openHarness({
    openMediaWorkerPage: workerPage(async (order) => {
      if (order.kind === 'render-picture') return { uploadToken: await upload(drawn(16)) }
      if (order.kind === 'contact-sheet') {
        sheets.push(inputOf<'contact-sheet'>(order).items.map(({ caption }) => caption))
        return { uploadToken: await upload(drawn(32)), width: 32, height: 32 }
      }
      return { width: null, height: null, durationMs: null, small: null, large: null }
    }),
  })
})
afterEach(() => harness.close())

/** All of them are named alike, apart from large and small letters. */
async function library(count: number): Promise<readonly string[]> {
  const paths = Array.from({ length: count }, (_, index) =>
    index % 10 === 9 ? harness.put('clip.mp4', mp4()) : harness.put('picture.png', png()),
  )
  await harness.library.importing.importPaths(paths)
  harness.db.run('test', "UPDATE asset SET title = CASE number % 3 WHEN 0 THEN 'FOX' ELSE 'Fox' END, rating = 4")
  return harness.db.all<{ id: string }>('test', 'SELECT id FROM asset ORDER BY number').map(({ id }) => id)
}

const plain: Omit<ExportSetRequest, 'assetIds'> = {
  template: '{title}',
  format: 'original',
  maxSide: null,
  metadata: 'embed',
  hasSidecars: false,
  contactSheet: 'none',
  hasGallery: false,
}
const save = (assetIds: readonly string[], change: Partial<ExportSetRequest> = {}) =>
  exportSet(harness.library, { ...plain, ...change, assetIds: [...assetIds] }, folder, () => undefined)

describe(`a set of ${ITEMS} items`, () => {
  it('has names of its own each, on every system, a sheet of all and a page that needs no network', async () => {
    const ids = await library(ITEMS)
    for (const asset of await listFilesAfter(harness.db, '', ITEMS)) {
      const small = thumbnailPath(harness.library.context.folders, asset.sha256, 320)
      mkdirSync(join(small, '..'), { recursive: true })
      writeFileSync(small, 'small')
    }
    const outcome = await save(ids, { contactSheet: 'pdf', hasGallery: true, hasSidecars: true })
    expect(outcome).toMatchObject({ saved: ITEMS, uncleaned: 0, refused: [] })
    const names = readdirSync(folder)
    const files = names.filter((name) => /\.(png|mp4)$/.test(name))
    expect(files).toHaveLength(ITEMS)
    expect(new Set(files.map((name) => name.toLowerCase())).size).toBe(ITEMS)
    expect(files.every((name) => /^(fox|FOX|Fox)( \(\d+\))?\.(png|mp4)$/.test(name))).toBe(true)

    for (const name of files) {
      const sidecar = readXmpIndependently(readFileSync(join(folder, `${name}.xmp`), 'utf8'))
      expect([sidecar.rating, sidecar.title?.toLowerCase()]).toEqual(['4', 'fox'])
    }
    expect(sheets.map((page) => page.length)).toEqual(Array.from({ length: ITEMS / SHEET_ITEMS }, () => SHEET_ITEMS))
    expect(new Set(sheets.flat())).toEqual(new Set(files))
    expect(readFileSync(join(folder, 'contact-sheet.pdf'), 'latin1')).toContain(`/Count ${ITEMS / SHEET_ITEMS}`)

    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    expect(page).not.toMatch(/<script|javascript:|https?:|\/\/|@import|url\(/i)
    expect(page).toContain("default-src 'none'")
    const links = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link = '']) => decodeURIComponent(link))
    expect(links).toHaveLength(ITEMS * 2)
    expect(links.filter((link) => !existsSync(join(folder, link)))).toEqual([])
  })

  it('is in one format and size, and tells nothing, where that is wanted', async () => {
    const ids = await library(20)
    harness.db.run('test', "UPDATE asset SET title = 'a secret fox', note = 'a secret fox'")
    const outcome = await save(ids, {
      template: '{date} {number}',
      format: 'jpeg',
      maxSide: 16,
      metadata: 'strip',
      hasSidecars: true,
      hasGallery: true,
    })
    expect(outcome).toMatchObject({ saved: 20, uncleaned: 0 })
    const names = readdirSync(folder)
    expect(names.filter((name) => /^\d{4}-\d\d-\d\d \d\d\.jpg$/.test(name))).toHaveLength(18)
    expect(names.filter((name) => /^\d{4}-\d\d-\d\d \d\d\.mp4$/.test(name))).toHaveLength(2)
    const telling = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => readFileSync(path, 'latin1').includes('secret'))
    expect(telling).toEqual([])
    const picture = readFileSync(
      join(
        folder,
        names.find((name) => name.endsWith('.jpg'))!,
      ),
    )
    expect(jpeg.decode(picture)).toMatchObject({ width: 16, height: 16 })
    expect(readdirSync(harness.library.context.folders.staging)).toEqual([])
  })

  it('never takes the place of what is there', async () => {
    const [id = ''] = await library(1)
    const there = ['Fox.png', 'Fox (2).png.xmp', 'index.html', 'contact-sheet-1.png']
    for (const name of there) writeFileSync(join(folder, name), 'mine')
    mkdirSync(join(folder, 'small'))
    writeFileSync(join(folder, 'small', 'Fox (3).png.webp'), 'mine')
    await save([id], { hasSidecars: true, hasGallery: true, contactSheet: 'png' })
    for (const name of there) expect(readFileSync(join(folder, name), 'utf8')).toBe('mine')
    expect(readFileSync(join(folder, 'small', 'Fox (3).png.webp'), 'utf8')).toBe('mine')
    expect(readdirSync(folder).toSorted()).toEqual(
      [
        ...there,
        'Fox (3).png',
        'Fox (3).png.xmp',
        'contact-sheet-1 (2).png',
        'index (2).html',
        'small',
        'small (2)',
      ].toSorted(),
    )
  })
})

describe('a set that meets a fault', () => {
  it('says which file is gone, and saves the others', async () => {
    const ids = await library(3)
    const [first] = await listFilesAfter(harness.db, '', 3)
    rmSync(storedFilePath(harness.library.context.folders, first!))
    expect(await save(ids)).toMatchObject({
      saved: 2,
      refused: [{ failure: { code: 'not-found', message: 'The file is not where it was; nothing could be copied.' } }],
    })
  })

  it('says that its folder is not there, or may not be written to', async (context) => {
    const ids = await library(2)
    renameSync(folder, `${folder}-away`)
    await expect(save(ids)).rejects.toMatchObject({
      failure: { code: 'not-found', message: `The folder is not there: ${folder}. What was saved before stays.` },
    })
    renameSync(`${folder}-away`, folder)
    const readOnly = makeReadOnly(folder)
    if (readOnly.whyNot !== null) context.skip(readOnly.whyNot)
    await expect(save(ids)).rejects.toMatchObject({
      failure: { code: 'read-only', message: `Nothing can be saved in ${folder}. Choose another folder.` },
    })
    readOnly.undo()
    expect(await save(ids)).toMatchObject({ saved: 2 })
  })
})
