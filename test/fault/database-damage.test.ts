import { closeSync, copyFileSync, cpSync, ftruncateSync, mkdtempSync, openSync } from 'node:fs'
import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareLibrary } from '@main/app/library-opening'
import { studioPaths } from '@main/app/paths'
import { backUpDatabase, backupPath, checkDatabase, prepareRestore, takePreparedDatabase } from '@main/db/backups'
import { markAssets } from '@main/db/commands/library-order'
import { type Database } from '@main/db/database'
import { openDatabase } from '@main/db/open'
import { adoptOrphans } from '@main/library/sweeper'
import { AppError } from '@shared/domain/app-error'
import BetterSqlite3 from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DATABASE_WORKER, openHarness, png, step } from '../integration/library-harness'

const PAGE_BYTES = 4_096
const ITEMS = 40

/** A library whose backup holds all of it, and whose journal holds what came after that. */
let sound: { readonly root: string; readonly backup: string; readonly rows: unknown }
/** The same, killed with five more items in the journal alone. */
let killed: string

const roots: string[] = []
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true })
})

const optionsOf = (root: string) => ({
  databasePath: join(root, 'studio.sqlite'),
  folder: join(root, 'backups'),
  workerPath: DATABASE_WORKER,
})

const openAt = (root: string): Promise<Database> =>
  openDatabase({ filePath: join(root, 'studio.sqlite'), backupFolder: join(root, 'backups') })

const rowsOf = (db: Database): unknown =>
  db.all('test', 'SELECT number, id, sha256, title, rating FROM asset ORDER BY number')

function copyOf(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'database-damage-'))
  roots.push(copy)
  cpSync(root, copy, { recursive: true })
  return copy
}

beforeAll(async () => {
  const library = await openHarness()
  const put = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => library.put(`picture-${index}.png`, png()))
  const outcomes = await library.library.importing.importPaths(put(ITEMS))
  const ids = outcomes.flatMap(({ outcome }) => ('failure' in outcome ? [] : [outcome.assetId]))
  await markAssets(library.db, step('mark'), ids.slice(0, 9), { rating: 4 })
  const backup = await backUpDatabase(optionsOf(library.root), Date.now())
  const rows = rowsOf(library.db)
  library.db.run('test', 'PRAGMA wal_checkpoint(TRUNCATE)')
  await library.library.importing.importPaths(put(5))
  // Copied while it is open, as a kill leaves it.
  killed = mkdtempSync(join(tmpdir(), 'database-killed-'))
  cpSync(library.root, killed, { recursive: true })
  library.close()
  for (const ending of ['-wal', '-shm']) rmSync(join(library.root, `studio.sqlite${ending}`), { force: true })
  sound = { root: library.root, backup, rows }
})

type Life = 'reads' | 'damaged'

/** Opens a library and reads all of it, as the program does. Anything but an answer or the one failure is a bug. */
async function lifeOf(root: string): Promise<Life> {
  try {
    const db = await openAt(root)
    try {
      const tables = db.all<{ name: string }>('test', "SELECT name FROM sqlite_schema WHERE type = 'table'")
      for (const { name } of tables) db.all('test', `SELECT * FROM "${name}"`)
      return 'reads'
    } finally {
      db.close()
    }
  } catch (error) {
    if (error instanceof AppError && error.failure.code === 'database-damaged') return 'damaged'
    throw error
  }
}

const isSound = (root: string): Promise<boolean> =>
  checkDatabase(optionsOf(root), join(root, 'studio.sqlite')).then(
    () => true,
    () => false,
  )

/** Goes back to the backup; the damaged file is still there byte for byte. */
async function expectWayBack(root: string): Promise<void> {
  const path = join(root, 'studio.sqlite')
  const broken = readFileSync(path)
  await prepareRestore(optionsOf(root), backupPath(optionsOf(root), sound.backup))
  const aside = await takePreparedDatabase(path, Date.now())
  expect(readFileSync(aside ?? '').equals(broken)).toBe(true)
  const db = await openAt(root)
  expect(rowsOf(db)).toEqual(sound.rows)
  db.close()
}

function overwrite(path: string, offset: number, bytes: Uint8Array): void {
  const file = openSync(path, 'r+')
  writeSync(file, bytes, 0, bytes.byteLength, offset)
  closeSync(file)
}

describe('a database', () => {
  it('with flipped pages is read, or said to be damaged, and always comes back', { timeout: 120_000 }, async () => {
    const pages = statSync(join(sound.root, 'studio.sqlite')).size / PAGE_BYTES
    let damaged = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(pages - 1), { minLength: 1, maxLength: 6 }), fc.nat(255), async (hit, value) => {
        const root = copyOf(sound.root)
        for (const page of hit)
          overwrite(join(root, 'studio.sqlite'), page * PAGE_BYTES, Buffer.alloc(PAGE_BYTES, value))
        if ((await lifeOf(root)) === 'damaged') damaged += 1
        await expectWayBack(root)
      }),
      { numRuns: 12, seed: 8 },
    )
    expect(damaged).toBeGreaterThan(3)
  })

  it.each([0, 16, 100])('whose header is gone from byte %i on is damaged', async (from) => {
    const root = copyOf(sound.root)
    overwrite(join(root, 'studio.sqlite'), from, Buffer.alloc(200 - from))
    expect(await lifeOf(root)).toBe('damaged')
    await expectWayBack(root)
  })

  it.each([0.1, 0.5, 0.99])('cut off at %d of its length is damaged', async (share) => {
    const root = copyOf(sound.root)
    const path = join(root, 'studio.sqlite')
    truncateSync(path, Math.floor(statSync(path).size * share) + 1)
    expect(await lifeOf(root)).toBe('damaged')
    await expectWayBack(root)
  })

  it('of no bytes at all is never taken for a library with nothing in it', async () => {
    const root = copyOf(sound.root)
    const database = join(root, 'studio.sqlite')
    writeFileSync(database, '')
    const paths = { ...studioPaths(root, ''), library: root, database, lock: join(root, 'in-use.sqlite') }
    const opening = prepareLibrary({ paths, isChosen: true, nativeBinding: undefined, nowMs: Date.now() })
    await expect(opening).rejects.toMatchObject({ failure: { code: 'database-damaged' } })
    await expectWayBack(root)
  })

  it('with the journal of another program is damaged, and is not made into a new library', async () => {
    const root = copyOf(sound.root)
    const other = new BetterSqlite3(join(mkdtempSync(join(tmpdir(), 'database-other-')), 'other.sqlite'))
    other.pragma('journal_mode = WAL')
    other.exec('CREATE TABLE one (text TEXT)')
    for (let index = 0; index < 200; index += 1) other.prepare('INSERT INTO one VALUES (?)').run('x'.repeat(900))
    copyFileSync(`${other.name}-wal`, join(root, 'studio.sqlite-wal'))
    other.close()
    expect(await lifeOf(root)).toBe('damaged')
    await expectWayBack(root)
  })
})

describe('a killed program', () => {
  it('has all that was acknowledged in its journal', async () => {
    const root = copyOf(killed)
    const db = await openAt(root)
    expect(db.all('test', 'SELECT id FROM asset')).toHaveLength(ITEMS + 5)
    db.close()
  })

  it('whose journal is lost is whole without it, and its files are found again', async () => {
    const root = copyOf(killed)
    for (const ending of ['-wal', '-shm']) rmSync(join(root, `studio.sqlite${ending}`), { force: true })
    expect(await isSound(root)).toBe(true)
    const library = await openHarness({ root })
    expect(rowsOf(library.db)).toEqual(sound.rows)
    const { context, importing } = library.library
    const { adopted } = await adoptOrphans(context, importing, new AbortController().signal, () => undefined)
    expect(adopted).toBe(5)
    expect(library.db.all('test', 'SELECT id FROM asset')).toHaveLength(ITEMS + 5)
    library.close()
  })

  it('whose journal is cut anywhere keeps what came before the cut', { timeout: 120_000 }, async () => {
    const journal = join(killed, 'studio.sqlite-wal')
    const frames = Math.floor((statSync(journal).size - 32) / (PAGE_BYTES + 24))
    expect(frames).toBeGreaterThan(10)
    const stride = Math.ceil(frames / 6)
    let before = 0
    for (let frame = 0; frame <= frames; frame += stride) {
      for (const shift of [-1, 0, 1]) {
        const root = copyOf(killed)
        rmSync(join(root, 'studio.sqlite-shm'), { force: true })
        const file = openSync(join(root, 'studio.sqlite-wal'), 'r+')
        ftruncateSync(file, Math.max(0, 32 + frame * (PAGE_BYTES + 24) + shift))
        closeSync(file)
        const db = await openAt(root)
        const count = db.all('test', 'SELECT id FROM asset').length
        db.close()
        expect(await isSound(root)).toBe(true)
        // A cut inside a frame loses that frame and nothing before it.
        const least = shift === 0 ? before : ITEMS
        expect(count).toBeGreaterThanOrEqual(least)
        if (shift === 0) before = count
      }
    }
    expect(readdirSync(join(killed, 'backups'))).toEqual([sound.backup])
  })
})
