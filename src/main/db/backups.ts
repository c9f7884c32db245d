import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { DAY_MS } from '@shared/lib/durations'
import { runDatabaseJob } from './database-job'
import { flushFile, flushFolder } from './flush'

export interface BackupFile {
  /** File name in the folder of backups. */
  readonly name: string
  readonly createdAtMs: number
  readonly byteSize: number
  /** `migration`: made before the format of the library changed. */
  readonly kind: 'regular' | 'migration'
}

export interface BackupOptions {
  readonly databasePath: string
  readonly folder: string
  /** Built code of `database-worker`. */
  readonly workerPath: string
  readonly nativeBinding?: string | undefined
}

const REGULAR = /^studio-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z\.sqlite$/
const MIGRATION = /^before-migration-from-\d+-(\d+)\.sqlite$/
const KEPT_DAYS = 7
const KEPT_WEEKS = 4

/** Verified copies of the database, newest first. What has no final name is not a backup. */
export async function listBackups(folder: string): Promise<readonly BackupFile[]> {
  const names = await readdir(folder).catch(() => [])
  const found: BackupFile[] = []
  for (const name of names) {
    const createdAtMs = timeOf(name)
    const facts = createdAtMs === null ? null : await stat(join(folder, name)).catch(() => null)
    if (createdAtMs === null || !facts?.isFile()) continue
    found.push({ name, createdAtMs, byteSize: facts.size, kind: REGULAR.test(name) ? 'regular' : 'migration' })
  }
  return found.sort((left, right) => right.createdAtMs - left.createdAtMs)
}

/**
 * Makes a backup and checks it; the copy has its name only when it is good.
 * @returns its name. @throws DatabaseJobError
 */
export async function backUpDatabase(options: BackupOptions, nowMs: number): Promise<string> {
  await mkdir(options.folder, { recursive: true })
  flushFolder(dirname(options.folder))
  const name = `studio-${new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-')}Z.sqlite`
  await runDatabaseJob(options.workerPath, {
    kind: 'back-up',
    sourcePath: options.databasePath,
    targetPath: join(options.folder, name),
    nativeBinding: options.nativeBinding,
  })
  return name
}

/** Deletes what is neither one of the newest seven days nor one of the newest four weeks. @returns the names */
export async function pruneBackups(folder: string): Promise<readonly string[]> {
  const surplus = surplusBackups(await listBackups(folder))
  for (const { name } of surplus) await rm(join(folder, name), { force: true })
  return surplus.map(({ name }) => name)
}

/** Of each day and week the newest counts. Copies from before a migration are kept. */
export function surplusBackups(backups: readonly BackupFile[]): readonly BackupFile[] {
  const newestFirst = backups
    .filter(({ kind }) => kind === 'regular')
    .toSorted((left, right) => right.createdAtMs - left.createdAtMs)
  const kept = new Set([
    ...newestOf(newestFirst, KEPT_DAYS, (backup) => Math.floor(backup.createdAtMs / DAY_MS)),
    // Thursday was the first day of 1970; weeks begin on Monday.
    ...newestOf(newestFirst, KEPT_WEEKS, (backup) => Math.floor((backup.createdAtMs / DAY_MS + 3) / 7)),
  ])
  return newestFirst.filter((backup) => !kept.has(backup))
}

function newestOf(
  newestFirst: readonly BackupFile[],
  count: number,
  spanOf: (backup: BackupFile) => number,
): readonly BackupFile[] {
  const bySpan = new Map<number, BackupFile>()
  for (const backup of newestFirst) if (!bySpan.has(spanOf(backup))) bySpan.set(spanOf(backup), backup)
  return [...bySpan.values()].slice(0, count)
}

/**
 * Copies a backup to a second place under the same name, checks the copy, and keeps no more there than here.
 * @throws DatabaseJobError when the copy is damaged
 */
export async function copyBackup(options: BackupOptions, name: string, secondFolder: string): Promise<void> {
  const partPath = join(secondFolder, `${name}.part`)
  try {
    await mkdir(secondFolder, { recursive: true })
    await copyFile(join(options.folder, name), partPath)
    flushFile(partPath)
    await checkDatabase(options, partPath)
    await rename(partPath, join(secondFolder, name))
  } catch (error) {
    await rm(partPath, { force: true }).catch(() => undefined)
    throw error
  }
  await pruneBackups(secondFolder)
}

/** Reads a whole database in a thread of its own. @throws DatabaseJobError; `isDamage` where the file is at fault */
export async function checkDatabase(options: BackupOptions, path: string): Promise<void> {
  await runDatabaseJob(options.workerPath, { kind: 'check', path, nativeBinding: options.nativeBinding })
}

/** Chosen copies wait under this name beside the database; what has it is whole and is taken at the next start. */
const waitingPath = (databasePath: string): string => `${databasePath}.restoring`

/**
 * Checks a copy of the database and lays it ready; {@link takePreparedDatabase} puts it into place. A kill in between
 * changes nothing or finishes the work at the next start.
 * @throws DatabaseJobError when the copy itself is damaged
 */
export async function prepareRestore(options: BackupOptions, source: string): Promise<void> {
  await checkDatabase(options, source)
  const partPath = `${waitingPath(options.databasePath)}.part`
  await copyFile(source, partPath)
  flushFile(partPath)
  await rename(partPath, waitingPath(options.databasePath))
  flushFolder(dirname(options.databasePath))
}

/**
 * Puts a prepared database into place; the one that was there steps aside with its journal and is never deleted.
 * @returns where the old one lies now, or null where nothing was prepared
 */
export async function takePreparedDatabase(databasePath: string, nowMs: number): Promise<string | null> {
  const isPrepared = await stat(waitingPath(databasePath)).then(
    (found) => found.isFile(),
    () => false,
  )
  if (!isPrepared) return null
  const aside = await moveDatabaseAside(databasePath, nowMs)
  await rename(waitingPath(databasePath), databasePath)
  flushFolder(dirname(databasePath))
  return aside
}

/** Where a backup of the list lies; only a name of the list can be meant, a path is not one. */
export const backupPath = ({ folder }: BackupOptions, name: string): string => join(folder, basename(name))

/** Renames a database and its journal, so that a new one can be begun. @returns the new path */
export async function moveDatabaseAside(databasePath: string, nowMs: number): Promise<string> {
  const stamp = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-')
  const aside = `${databasePath}.set-aside-${stamp}Z`
  for (const ending of ['-shm', '-wal', '']) {
    await rename(`${databasePath}${ending}`, `${aside}${ending}`).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    })
  }
  return aside
}

function timeOf(name: string): number | null {
  const regular = REGULAR.exec(name)
  if (regular) return Date.parse(`${regular[1]}T${regular[2]}:${regular[3]}:${regular[4]}Z`)
  const migration = MIGRATION.exec(name)
  return migration ? Number(migration[1]) : null
}
