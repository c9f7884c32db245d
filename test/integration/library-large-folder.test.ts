import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IndexedFolder } from '@shared/domain/indexed-folder'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, openHarness, png } from './library-harness'

/** 200,000 are as good and take minutes: `CHAINHUB_LARGE_FOLDER=200000 npx vitest run …`. */
const FILES = Number(process.env['CHAINHUB_LARGE_FOLDER'] ?? 5_000)
const FILES_A_FOLDER = 1_000
/** Their names are what a person has; they cannot be shown. */
const BROKEN = 7

let folder: string
let harness: Harness
const log = (what: string, sinceMs: number): void => {
  if (process.env['CHAINHUB_LARGE_FOLDER']) console.log(`${what}: ${Math.round(performance.now() - sinceMs)} ms`)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'large-folder-'))
  const number = Buffer.alloc(8)
  for (let index = 0; index < FILES; index += 1) {
    const below = join(folder, `set ${Math.floor(index / FILES_A_FOLDER)}`)
    if (index % FILES_A_FOLDER === 0) mkdirSync(below)
    number.writeUInt32BE(index)
    writeFileSync(join(below, `${index}.png`), png(4, 3, number))
  }
  mkdirSync(join(folder, 'broken'))
  for (let index = 0; index < BROKEN; index += 1) writeFileSync(join(folder, 'broken', `${index}.jpg`), 'no picture')
  // Small pictures come later and one by one; here only the reading is looked at.
  harness = await openHarness({ openMediaWorkerPage: () => ({ send: () => undefined, close: () => undefined }) })
}, 600_000)

afterAll(() => {
  harness.close()
  rmSync(folder, { recursive: true, force: true })
})

const count = (): number => harness.db.get<{ count: number }>('test', 'SELECT count(*) AS count FROM asset')?.count ?? 0

const revision = (): number | undefined =>
  harness.db.get<{ rev: number }>('test', 'SELECT rev FROM library_revision')?.rev

const foldersTold = (): readonly IndexedFolder[] =>
  harness.published.flatMap(({ name, data }) =>
    name === 'library.folders-changed' ? (data as { folders: readonly IndexedFolder[] }).folders : [],
  )

describe(`a folder of ${FILES.toLocaleString('en')} files`, () => {
  it('is read with progress, stops when it is told to, and goes on where it was', { timeout: 1_800_000 }, async () => {
    let startMs = performance.now()
    const { id } = await harness.library.indexing.add(folder)
    while (count() < FILES / 10) await new Promise((resolve) => setTimeout(resolve, 10))
    harness.library.indexing.stopReading(id)
    await harness.library.indexing.settled()
    const atStop = count()
    log(`${atStop} files, then stopped`, startMs)
    expect(atStop).toBeGreaterThanOrEqual(FILES / 10)
    expect(atStop).toBeLessThan(FILES)
    expect((await harness.library.indexing.list())[0]).toMatchObject({ scannedAtMs: null, scan: null, failure: null })

    startMs = performance.now()
    await harness.library.indexing.rescan(id)
    log('the rest', startMs)
    expect(count()).toBe(FILES)
    const told = foldersTold().flatMap(({ scan }) => (scan ? [scan] : []))
    expect(told.at(-1)?.total).toBe(FILES + BROKEN)
    expect(told.some(({ done }) => done > atStop && done < FILES)).toBe(true)
  })

  it('is looked through again without reading it, and says what cannot be shown', { timeout: 1_800_000 }, async () => {
    const [before] = await harness.library.indexing.list()
    expect(before).toMatchObject({ items: FILES, missing: 0, passedOver: BROKEN })
    expect(before?.passedOverExamples[0]).toEqual({
      name: expect.stringMatching(/^broken\/\d\.jpg$/) as string,
      reason: 'The file holds plain text and not a picture.',
    })
    const revBefore = revision()
    const startMs = performance.now()
    await harness.library.indexing.rescan(before!.id)
    log('again', startMs)
    expect(revision()).toBe(revBefore)
  })
})
