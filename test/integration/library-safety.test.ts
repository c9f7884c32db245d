import {
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { studioPaths } from '@main/app/paths'
import { prepareLibrary } from '@main/app/library-opening'
import {
  backUpDatabase,
  type BackupFile,
  backupPath,
  copyBackup,
  listBackups,
  moveDatabaseAside,
  prepareRestore,
  surplusBackups,
  takePreparedDatabase,
} from '@main/db/backups'
import { markAssets } from '@main/db/commands/library-order'
import { lockLibrary } from '@main/db/library-lock'
import { listFilesAfter } from '@main/db/queries/asset'
import { storedFilePath } from '@main/library/folders'
import { createHashThread } from '@main/library/hash-thread'
import { checkIntegrity } from '@main/library/integrity'
import { copyDatabaseFiles, copyLibraryFiles } from '@main/library/moving'
import { adoptOrphans } from '@main/library/sweeper'
import { createDatabaseHealth } from '@main/services/safety-health'
import { createSafetyService, type SafetyServiceOptions } from '@main/services/safety'
import type { SafetyState } from '@shared/domain/safety'
import { DAY_MS } from '@shared/lib/durations'
import BetterSqlite3 from 'better-sqlite3'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { DATABASE_WORKER, type Harness, HASH_WORKER, openHarness, png } from './library-harness'

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

async function harness(root?: string): Promise<Harness> {
  const made = await openHarness(root === undefined ? {} : { root })
  open.push(made.close)
  return made
}

const hashThread = () => {
  const hashes = createHashThread(HASH_WORKER)
  open.push(hashes.close)
  return hashes
}

const optionsOf = (root: string) => ({
  databasePath: join(root, 'studio.sqlite'),
  folder: join(root, 'backups'),
  workerPath: DATABASE_WORKER,
})

const filesOf = async (library: Harness) => listFilesAfter(library.db, '', 100)

async function importSome(library: Harness, count: number): Promise<readonly string[]> {
  const paths = Array.from({ length: count }, (_, index) => library.put(`picture-${index}.png`, png()))
  const outcomes = await library.library.importing.importPaths(paths)
  return outcomes.map(({ outcome }) => ('failure' in outcome ? '' : outcome.assetId))
}

function damage(path: string): void {
  const file = openSync(path, 'r+')
  // Pages in the middle; the header stays, so that only a real look finds it.
  for (let page = 2; page < 12; page += 1) writeSync(file, Buffer.alloc(4_096, 0x5a), 0, 4_096, page * 4_096)
  closeSync(file)
}

describe('backups', () => {
  it('hold what was committed while they were made, and pass their check', async () => {
    const library = await harness()
    const [id = ''] = await importSome(library, 3)
    await markAssets(library.db, { id: 'step', action: 'mark', itemCount: 1, nowMs: 1 }, [id], { rating: 4 })
    const name = await backUpDatabase(optionsOf(library.root), Date.now())
    expect((await listBackups(join(library.root, 'backups'))).map((backup) => backup.name)).toEqual([name])

    // The drill: a copy of the library with nothing but the backup and the files.
    const root = mkdtempSync(join(tmpdir(), 'library-drill-'))
    writeFileSync(join(root, 'studio.sqlite'), readFileSync(join(library.root, 'backups', name)))
    const restored = await harness(root)
    expect((await filesOf(restored)).length).toBe(3)
    expect(restored.db.get<{ rating: number }>('test', 'SELECT rating FROM asset WHERE id = ?', [id])?.rating).toBe(4)
  })

  it('never count when they are half or damaged', async () => {
    const library = await harness()
    await importSome(library, 30)
    library.close()
    open.length = 0
    damage(join(library.root, 'studio.sqlite'))
    await expect(backUpDatabase(optionsOf(library.root), Date.now())).rejects.toThrow(/malformed|not a database|rror/i)
    expect(readdirSync(join(library.root, 'backups'))).toEqual([])
  })

  it('are kept for seven days and four weeks', () => {
    const noon = Date.parse('2026-11-26T12:00:00Z')
    const backups: BackupFile[] = Array.from({ length: 60 }, (_, index) => ({
      name: `b${index}`,
      createdAtMs: noon - index * (DAY_MS / 2),
      byteSize: 1,
      kind: 'regular',
    }))
    const surplus = new Set(surplusBackups(backups))
    const kept = backups.filter((backup) => !surplus.has(backup))
    const days = kept.map(({ createdAtMs }) => new Date(createdAtMs).toISOString().slice(0, 10))
    expect(days).toEqual([
      '2026-11-26',
      '2026-11-25',
      '2026-11-24',
      '2026-11-23',
      '2026-11-22',
      '2026-11-21',
      '2026-11-20',
      '2026-11-15',
      '2026-11-08',
    ])
  })

  it('leave what was made before a migration alone', () => {
    const old: BackupFile = { name: 'm', createdAtMs: 0, byteSize: 1, kind: 'migration' }
    expect(surplusBackups([old])).toEqual([])
  })
})

describe('copies', () => {
  it('are read before one is offered: the newest that is whole', async () => {
    const library = await harness()
    await importSome(library, 30)
    const names: string[] = []
    for (const day of [3, 2, 1]) names.push(await backUpDatabase(optionsOf(library.root), Date.now() - day * DAY_MS))
    damage(join(library.root, 'backups', names[2] ?? ''))
    const health = createDatabaseHealth(optionsOf(library.root))
    expect((await health.backups()).map((backup) => backup.health)).toEqual(['unchecked', 'unchecked', 'unchecked'])
    let heard = 0
    await health.checkBackups(() => (heard += 1), new AbortController().signal)
    expect((await health.backups()).map((backup) => [backup.name, backup.health])).toEqual([
      [names[2], 'damaged'],
      [names[1], 'good'],
      [names[0], 'good'],
    ])
    expect(heard).toBe(3)
    expect(await health.isDatabaseSound()).toBe(true)
  })

  it('in the second place are read again there, and a bad one does not count', async () => {
    const library = await harness()
    await importSome(library, 30)
    const second = join(mkdtempSync(join(tmpdir(), 'library-second-')), 'backups')
    const good = await backUpDatabase(optionsOf(library.root), Date.now() - DAY_MS)
    await copyBackup(optionsOf(library.root), good, second)
    const bad = await backUpDatabase(optionsOf(library.root), Date.now())
    damage(join(library.root, 'backups', bad))
    await expect(copyBackup(optionsOf(library.root), bad, second)).rejects.toMatchObject({ isDamage: true })
    expect(readdirSync(second)).toEqual([good])
  })
})

/** Fills the first page of a table with what is no page. */
function damageTable(library: Harness, table: string): void {
  const page = library.db.get<{ rootpage: number }>('test', 'SELECT rootpage FROM sqlite_schema WHERE name = ?', [
    table,
  ])
  library.db.run('test', 'PRAGMA wal_checkpoint(TRUNCATE)')
  const file = openSync(join(library.root, 'studio.sqlite'), 'r+')
  writeSync(file, Buffer.alloc(4_096, 0x5a), 0, 4_096, ((page?.rootpage ?? 0) - 1) * 4_096)
  closeSync(file)
}

/** A library whose table of canvases is damaged while it is open, and what watches over it. */
async function openDamaged() {
  const library = await harness()
  await importSome(library, 3)
  const backup = await backUpDatabase(optionsOf(library.root), Date.now() - DAY_MS)
  library.close()
  open.length = 0
  const reopened = await harness(library.root)
  damageTable(reopened, 'canvas_document')
  const published: SafetyState[] = []
  const seen = { restarts: 0, picked: [] as readonly string[] }
  const safety = createSafetyService({
    folders: {
      library: reopened.root,
      database: join(reopened.root, 'studio.sqlite'),
      backups: join(reopened.root, 'backups'),
    },
    clock: reopened.clock,
    events: { publish: (_name, state) => void published.push(state as SafetyState), publishTo: () => undefined },
    dialogs: { pickFiles: async () => seen.picked, pickFolder: async () => null, confirm: async () => false },
    shell: {
      openExternal: async () => undefined,
      showInFolder: () => undefined,
      openFolder: async () => undefined,
      moveToTrash: async () => undefined,
    },
    databaseWorkerPath: DATABASE_WORKER,
    nativeBinding: undefined,
    hashes: hashThread(),
    running: { db: reopened.db, library: reopened.library },
    damage: null,
    failure: null,
    oldFolder: () => null,
    forgetOldFolder: () => undefined,
    restart: {
      again: async () => void (seen.restarts += 1),
      withNewDatabase: async () => undefined,
      at: async () => undefined,
    },
  } satisfies SafetyServiceOptions)
  open.push(() => safety.stop())
  return { library: reopened, safety, backup, published, seen }
}

describe('damage that shows while the library is open', () => {
  it('is told once it is met, with the backup that leads out of it', async () => {
    const { library, safety, backup, published, seen } = await openDamaged()
    expect((await safety.state()).damage).toBeNull()
    expect(() => library.db.all('test', 'SELECT * FROM canvas_document')).toThrow('damaged')
    await vi.waitFor(() => expect(published.at(-1)?.backups.map(({ health }) => health)).toEqual(['good']))
    expect(published.at(-1)?.damage).toMatchObject({ code: 'database-damaged' })
    await safety.restoreBackup(backup)
    expect(seen.restarts).toBe(1)
  })

  it('is told by a backup that cannot be made, and the one of before stays', async () => {
    const { safety, backup } = await openDamaged()
    const told = await safety.backUp()
    expect([told.damage?.code, told.failure?.code]).toEqual(['database-damaged', 'internal'])
    expect(told.backups.map(({ name }) => name)).toEqual([backup])
  })

  it('is left by a copy from another place, but never by a file that holds no library', async () => {
    const { library, safety, backup, seen } = await openDamaged()
    expect(await safety.restoreFile()).toBeNull()
    const strange = join(mkdtempSync(join(tmpdir(), 'library-elsewhere-')), 'strange.sqlite')
    const other = new BetterSqlite3(strange)
    other.exec('CREATE TABLE song (name TEXT); PRAGMA user_version = 3')
    other.close()
    seen.picked = [strange]
    await expect(safety.restoreFile()).rejects.toMatchObject({ failure: { code: 'database-damaged' } })
    expect(seen.restarts).toBe(0)
    const elsewhere = join(mkdtempSync(join(tmpdir(), 'library-elsewhere-')), 'copy.sqlite')
    writeFileSync(elsewhere, readFileSync(join(library.root, 'backups', backup)))
    seen.picked = [elsewhere]
    await safety.restoreFile()
    expect(seen.restarts).toBe(1)
    expect(await takePreparedDatabase(join(library.root, 'studio.sqlite'), Date.now())).not.toBeNull()
  })
})

describe('a damaged database', () => {
  it('steps aside for a backup and is never deleted', async () => {
    const library = await harness()
    await importSome(library, 30)
    const name = await backUpDatabase(optionsOf(library.root), Date.now())
    library.close()
    open.length = 0
    const path = join(library.root, 'studio.sqlite')
    damage(path)
    const broken = readFileSync(path)

    await prepareRestore(optionsOf(library.root), backupPath(optionsOf(library.root), name))
    const aside = await takePreparedDatabase(path, Date.now())
    expect(readFileSync(aside ?? '')).toEqual(broken)
    expect((await filesOf(await harness(library.root))).length).toBe(30)
  })

  it('is restored whole when the program is killed between the two renames', async () => {
    const library = await harness()
    await importSome(library, 2)
    const name = await backUpDatabase(optionsOf(library.root), Date.now())
    library.close()
    open.length = 0
    const path = join(library.root, 'studio.sqlite')
    await prepareRestore(optionsOf(library.root), backupPath(optionsOf(library.root), name))
    renameSync(path, `${path}.set-aside-by-the-killed-run`)
    const lock = await prepareLibrary({
      paths: {
        ...studioPaths(library.root, ''),
        library: library.root,
        database: path,
        lock: join(library.root, 'in-use.sqlite'),
      },
      isChosen: true,
      nativeBinding: undefined,
      nowMs: Date.now(),
    })
    open.push(lock.release)
    expect((await filesOf(await harness(library.root))).length).toBe(2)
  })

  it('is not replaced by a backup that is damaged itself', async () => {
    const library = await harness()
    await importSome(library, 30)
    const name = await backUpDatabase(optionsOf(library.root), Date.now())
    damage(join(library.root, 'backups', name))
    await expect(prepareRestore(optionsOf(library.root), backupPath(optionsOf(library.root), name))).rejects.toThrow(
      /malformed|not a database|rror/i,
    )
    expect(await takePreparedDatabase(join(library.root, 'studio.sqlite'), Date.now())).toBeNull()
  })

  it('is rebuilt from the media files', async () => {
    const library = await harness()
    await importSome(library, 5)
    library.close()
    open.length = 0
    const path = join(library.root, 'studio.sqlite')
    damage(path)
    await moveDatabaseAside(path, Date.now())
    const rebuilt = await harness(library.root)
    const { adopted } = await adoptOrphans(
      rebuilt.library.context,
      rebuilt.library.importing,
      new AbortController().signal,
      () => undefined,
    )
    expect(adopted).toBe(5)
    expect((await filesOf(rebuilt)).length).toBe(5)
  })

  it('is not silently replaced by an empty one when it is gone', async () => {
    const library = await harness()
    await importSome(library, 1)
    library.close()
    open.length = 0
    rmSync(join(library.root, 'studio.sqlite'))
    const paths = {
      ...studioPaths(library.root, ''),
      library: library.root,
      database: join(library.root, 'studio.sqlite'),
      lock: join(library.root, 'in-use.sqlite'),
    }
    const opening = prepareLibrary({ paths, isChosen: true, nativeBinding: undefined, nowMs: Date.now() })
    await expect(opening).rejects.toMatchObject({ failure: { code: 'database-damaged' } })
  })
})

describe('the check of all files', () => {
  it('tells missing, changed and orphaned files apart', async () => {
    const library = await harness()
    await importSome(library, 4)
    const [gone, changed, , orphan] = await filesOf(library)
    const { folders } = library.library.context
    rmSync(storedFilePath(folders, gone!))
    writeFileSync(storedFilePath(folders, changed!), png(9, 9))
    library.db.run('test', 'DELETE FROM asset_text WHERE asset_number = (SELECT number FROM asset WHERE id = ?)', [
      orphan!.id,
    ])
    library.db.run('test', 'DELETE FROM asset WHERE id = ?', [orphan!.id])

    const report = await checkIntegrity({
      context: library.library.context,
      hashes: hashThread(),
      onProgress: () => undefined,
      signal: new AbortController().signal,
    })
    expect(report).toMatchObject({ checked: 3, orphaned: 1 })
    expect(report.missing.map(({ assetId }) => assetId)).toEqual([gone!.id])
    expect(report.changed.map(({ assetId }) => assetId)).toEqual([changed!.id])
    expect((await filesOf(library)).find(({ id }) => id === gone!.id)?.isMissing).toBe(true)
  })
})

describe('a library', () => {
  it('belongs to one program at a time, and says which', () => {
    const filePath = join(mkdtempSync(join(tmpdir(), 'library-lock-')), 'in-use.sqlite')
    const first = lockLibrary({ filePath })
    expect(() => lockLibrary({ filePath })).toThrow(`process ${process.pid}`)
    expect(first.wasLeftOpen).toBe(false)
    first.release()
    const second = lockLibrary({ filePath })
    expect(second.wasLeftOpen).toBe(false)
    second.release()
    // As a kill leaves it: nobody holds it, and nobody let go of it.
    const killed = new BetterSqlite3(filePath)
    killed.exec("INSERT INTO holder VALUES ('gone')")
    killed.close()
    const third = lockLibrary({ filePath })
    expect(third.wasLeftOpen).toBe(true)
    third.release()
  })

  it('moves to another place with every file read again, and stays where it was until then', async () => {
    const library = await harness()
    await importSome(library, 3)
    const target = join(mkdtempSync(join(tmpdir(), 'library-moved-')), 'ChainHub Library')
    await copyLibraryFiles({
      source: library.root,
      target,
      hashes: hashThread(),
      onProgress: () => undefined,
      signal: new AbortController().signal,
    })
    expect(existsSync(join(target, 'studio.sqlite'))).toBe(false)
    library.close()
    open.length = 0
    await copyDatabaseFiles(join(library.root, 'studio.sqlite'), join(target, 'studio.sqlite'))
    const moved = await harness(target)
    const files = await filesOf(moved)
    expect(files.length).toBe(3)
    for (const file of files) expect(existsSync(storedFilePath(moved.library.context.folders, file))).toBe(true)
    expect(existsSync(join(library.root, 'studio.sqlite'))).toBe(true)
  })

  it('does not move into a folder that holds another one', async () => {
    const library = await harness()
    const target = mkdtempSync(join(tmpdir(), 'library-taken-'))
    writeFileSync(join(target, 'studio.sqlite'), 'somebody’s')
    const moving = copyLibraryFiles({
      source: library.root,
      target,
      hashes: hashThread(),
      onProgress: () => undefined,
      signal: new AbortController().signal,
    })
    await expect(moving).rejects.toMatchObject({ failure: { code: 'conflict' } })
    expect(readFileSync(join(target, 'studio.sqlite'), 'utf8')).toBe('somebody’s')
  })

  it('says that its disk is not there instead of beginning a new one', async () => {
    const paths = studioPaths('/nowhere', '', join(tmpdir(), 'library-unplugged'))
    const opening = prepareLibrary({ paths, isChosen: true, nativeBinding: undefined, nowMs: 0 })
    await expect(opening).rejects.toMatchObject({ failure: { code: 'not-found' } })
    expect(existsSync(paths.library)).toBe(false)
  })
})
