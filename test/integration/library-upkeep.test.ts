import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { noteThumbnail, setAssetsTrashed } from '@main/db/commands/asset'
import { loadAssetDetail } from '@main/db/queries/asset'
import { createFileTokens } from '@main/library/file-tokens'
import { exportName, safeFileName } from '@main/library/file-names'
import { storedFilePath } from '@main/library/folders'
import { sweepLibrary } from '@main/library/sweeper'
import { emptyTrash } from '@main/library/trash'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@shared/lib/durations'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Harness, openHarness, png } from './library-harness'

let harness: Harness

beforeEach(async () => {
  harness = await openHarness()
})
afterEach(() => harness.close())

async function add(bytes = png()): Promise<{ readonly id: string; readonly path: string }> {
  const [file] = await harness.library.importing.importPaths([harness.put('a.png', bytes)])
  if (!file || 'failure' in file.outcome) throw new Error('refused')
  const asset = await loadAssetDetail(harness.db, file.outcome.assetId)
  return { id: asset!.id, path: storedFilePath(harness.library.context.folders, asset!) }
}

const sweep = () => sweepLibrary(harness.library.context, harness.library.importing, new AbortController().signal)

describe('what the media worker measures', () => {
  it('is kept in whole milliseconds', async () => {
    const { id } = await add()
    await noteThumbnail(harness.db, id, { thumbnail: 'ready', width: null, height: null, durationMs: 14_088.4 })
    expect(await loadAssetDetail(harness.db, id)).toMatchObject({ thumbnail: 'ready', durationMs: 14_088 })
  })
})

describe('the sweeper', () => {
  it('marks what somebody removed, and takes the mark away when it is back', async () => {
    const { id, path } = await add()
    renameSync(path, `${path}.away`)
    expect(await sweep()).toMatchObject({ missing: 1 })
    expect(harness.db.get('test', 'SELECT is_missing FROM asset WHERE id = ?', [id])).toEqual({ is_missing: 1 })
    expect(await harness.library.files.whole(id)).toEqual({ kind: 'none' })
    renameSync(`${path}.away`, path)
    expect(await sweep()).toMatchObject({ foundAgain: 1 })
  })

  it('adopts a file without a row, but not while it may be on its way to one', async () => {
    const { id, path } = await add()
    harness.db.run('test', 'DELETE FROM asset_text')
    harness.db.run('test', 'DELETE FROM asset WHERE id = ?', [id])
    expect(await sweep()).toMatchObject({ adopted: 0 })
    harness.clock.advance(2 * HOUR_MS)
    expect(await sweep()).toMatchObject({ adopted: 1, quarantined: 0 })
    expect(harness.db.all('test', 'SELECT id FROM asset')).toHaveLength(1)
    expect(existsSync(path)).toBe(true)
    expect(readdirSync(join(harness.root, 'staging'))).toEqual([])
  })

  it('puts aside what is not what its name says', async () => {
    const { path } = await add()
    const impostor = join(dirname(path), `${'0'.repeat(64)}.png`)
    writeFileSync(impostor, png())
    harness.clock.advance(2 * HOUR_MS)
    expect(await sweep()).toMatchObject({ quarantined: 1 })
    expect(existsSync(impostor)).toBe(false)
    expect(readdirSync(join(harness.root, 'quarantine'))).toHaveLength(2)
  })

  it('deletes parts of a week ago, and none that an open result still needs', async () => {
    const staging = join(harness.root, 'staging')
    mkdirSync(staging, { recursive: true })
    const old = (Date.now() - 8 * DAY_MS) / 1_000
    for (const name of ['old.part', 'inline-needed', 'young.part']) writeFileSync(join(staging, name), 'x')
    for (const name of ['old.part', 'inline-needed']) utimesSync(join(staging, name), old, old)
    const { addGeneration } = await import('./library-harness')
    addGeneration(harness.db)
    harness.db.run('test', "UPDATE output SET staged_name = 'inline-needed'")
    expect(await sweep()).toMatchObject({ partsDeleted: 1 })
    expect(readdirSync(staging).sort()).toEqual(['inline-needed', 'young.part'])
  })
})

/** As on a disk that has none. */
const noTrash = async (): Promise<void> => Promise.reject(new Error('no trash here'))

describe('the trash', () => {
  it('hands files to the system under names that a person knows', async () => {
    const gone = await add()
    await setAssetsTrashed(harness.db, [gone.id], 1)
    const kept = mkdtempSync(join(tmpdir(), 'system-trash-'))
    const answer = await emptyTrash(harness.library.context, async (path) =>
      renameSync(path, join(kept, basename(path))),
    )
    expect(answer).toEqual({ deleted: 1, inSystemTrash: 1 })
    expect(readdirSync(kept)).toEqual([expect.stringMatching(/^[^/]+\.png$/)])
    expect(readdirSync(join(harness.root, 'deleting'))).toEqual([])
  })

  it('deletes files, rows, texts and thumbnails, and only those in it', async () => {
    const [gone, kept] = [await add(), await add()]
    await setAssetsTrashed(harness.db, [gone.id], 1)
    expect(await emptyTrash(harness.library.context, noTrash)).toEqual({ deleted: 1, inSystemTrash: 0 })
    expect(existsSync(gone.path)).toBe(false)
    expect(existsSync(kept.path)).toBe(true)
    expect(harness.db.all('test', 'SELECT asset_number FROM asset_text')).toHaveLength(1)
    expect(readdirSync(join(harness.root, 'deleting'))).toEqual([])
  })

  it('keeps what is open on a canvas, and takes masks and raw answers along', async () => {
    const [source, mask, result] = [await add(), await add(), await add()]
    const insert = 'INSERT INTO asset_relation VALUES (?, ?, ?)'
    harness.db.run('test', insert, [result.id, source.id, 'edit'])
    harness.db.run('test', insert, [result.id, mask.id, 'mask'])
    harness.db.run('test', 'UPDATE asset SET is_hidden = 1 WHERE id = ?', [mask.id])
    harness.db.run('test', "INSERT INTO canvas_document VALUES ('c', 't', ?, NULL, '', NULL, 1, 1)", [source.id])
    await setAssetsTrashed(harness.db, [source.id, result.id], 1)
    expect(await emptyTrash(harness.library.context, noTrash)).toEqual({ deleted: 1, inSystemTrash: 0 })
    expect([source, mask, result].map(({ path }) => existsSync(path))).toEqual([true, false, false])
  })

  it('gives the same content a place again', async () => {
    const bytes = png()
    const first = await add(bytes)
    await setAssetsTrashed(harness.db, [first.id], 1)
    await emptyTrash(harness.library.context, noTrash)
    const second = await add(bytes)
    expect(second.id).not.toBe(first.id)
    expect(readFileSync(second.path).equals(bytes)).toBe(true)
  })
})

describe('names for other programs', () => {
  it('are taken by every system whatever a title says', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: 'grapheme' }),
          fc.constantFrom('CON', 'nul.txt', 'a'.repeat(400), '日'.repeat(200), '...', 'x. ', '\u202Egnp.exe'),
        ),
        (title) => {
          const name = exportName({ id: '0190-abcdef', title, modelId: 'black-forest/flux:1', extension: 'png' })
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
          expect(name).toMatch(/\.png$/)
          expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Bidi_Control}]|^\.|[. ]\.png$/u)
          expect(name).not.toMatch(/\p{Surrogate}/u)
        },
      ),
      { numRuns: 2_000 },
    )
    expect(safeFileName('con', 'png')).toBe('_con.png')
    expect(safeFileName('', 'png')).toBe('file.png')
    expect(exportName({ id: '0190-abcdef', title: 'A red fox', modelId: 'flux', extension: 'png' })).toBe(
      'A red fox — flux abcdef.png',
    )
  })

  it('are of real files with the right bytes, never written over another', async () => {
    const bytes = png()
    const { id } = await add(bytes)
    const [named] = (await harness.library.exporting.namedFiles([id])).paths
    expect(readFileSync(named!).equals(bytes)).toBe(true)
    const folder = join(harness.root, 'picked')
    mkdirSync(folder)
    await harness.library.exporting.saveTo([id], folder)
    await harness.library.exporting.saveTo([id], folder)
    expect(readdirSync(folder)).toHaveLength(2)
    rmSync(named!)
  })
})

describe('file tokens', () => {
  const clock = { nowMs: 0, monotonicMs: () => clock.nowMs }

  it('work once, for their window, for a while', () => {
    let count = 0
    const tokens = createFileTokens({ clock, newToken: () => `token-${(count += 1)}` })
    const [first, second] = tokens.issue(1, ['/a', '/b'])
    expect(tokens.take(2, [first!])).toEqual([])
    expect(tokens.take(1, [first!, 'made-up'])).toEqual(['/a'])
    expect(tokens.take(1, [first!])).toEqual([])
    clock.nowMs += 11 * MINUTE_MS
    expect(tokens.take(1, [second!])).toEqual([])
  })
})

describe('events', () => {
  it('tell every change with a growing number, joined when close together', async () => {
    await add()
    await add()
    harness.library.context.news.flush()
    const told = harness.published
      .filter(({ name }) => name === 'library.changed')
      .map(({ data }) => data as { rev: number; assetIds: string[] })
    expect(told.flatMap(({ assetIds }) => assetIds).length).toBeGreaterThanOrEqual(2)
    expect(told.map(({ rev }) => rev)).toEqual(told.map(({ rev }) => rev).sort((a, b) => a - b))
  })
})
