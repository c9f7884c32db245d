import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { AppError, type Failure } from '@shared/domain/app-error'
import BetterSqlite3 from 'better-sqlite3'
import { createLogger } from '../log/logger'
import { type Database, wrapConnection } from './database'
import { migrate } from './migrate'
import { MIGRATIONS } from './migrations/all'
import type { Migration } from './migrations/migration'

const log = createLogger('db')

export interface OpenOptions {
  readonly filePath: string
  /** Where verified copies are kept before a migration. */
  readonly backupFolder: string
  /** Path of a better-sqlite3 addon built for this runtime; absent: the package's own prebuild. */
  readonly nativeBinding?: string | undefined
  readonly migrations?: readonly Migration[]
}

/**
 * Opens the library's database and brings it to the current version. A file of a newer version, or one that
 * cannot be written, is opened read-only with a reason, so that everything can still be looked at.
 * @throws AppError `database-damaged` when the file is not a sound database
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const migrations = options.migrations ?? MIGRATIONS
  const latest = migrations.at(-1)?.version ?? 0
  const version = existsSync(options.filePath) ? readVersion(options) : 0
  if (version > latest) return openReadOnly(options, newerVersionReason(version, latest), [])

  const connection = connect(options, false)
  try {
    configure(connection)
    await migrate(connection, migrations, options.backupFolder)
    return wrapConnection(connection, null)
  } catch (error) {
    connection.close()
    if (isReadOnlyError(error)) {
      return openReadOnly(
        options,
        'The library folder cannot be written to. Everything can be looked at; nothing is saved.',
        version < latest ? migrations : [],
      )
    }
    throw asDamaged(error)
  }
}

function connect(options: OpenOptions, isReadOnly: boolean): BetterSqlite3.Database {
  const nativeBinding = options.nativeBinding
  return new BetterSqlite3(options.filePath, {
    readonly: isReadOnly,
    ...(nativeBinding ? { nativeBinding } : {}),
  })
}

/** FULL survives a power cut at the price of 0.2 ms a commit, which is free at human rates. */
function configure(connection: BetterSqlite3.Database): void {
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('busy_timeout = 5000')
  connection.pragma('foreign_keys = ON')
  connection.pragma('trusted_schema = OFF')
  connection.pragma('cell_size_check = ON')
  // A deleted key must not linger in free pages.
  connection.pragma('secure_delete = ON')
  connection.pragma('temp_store = MEMORY')
  connection.pragma('cache_size = -32768')
}

/** @throws AppError for a database that was never a library: it must not become one, the real one may be behind it */
function readVersion(options: OpenOptions): number {
  try {
    const connection = connect(options, true)
    try {
      const version = Number(connection.pragma('user_version', { simple: true }))
      const hasTables = connection.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined
      if (version === 0 && hasTables)
        throw new AppError({ ...DAMAGED, raw: 'The file holds tables of something else.' })
      return version
    } finally {
      connection.close()
    }
  } catch (error) {
    if (isReadOnlyError(error)) return headerVersion(options.filePath)
    throw asDamaged(error)
  }
}

/** Where SQLite itself cannot look because it may write no journal: the version has a place in the file's header. */
function headerVersion(filePath: string): number {
  const header = Buffer.alloc(HEADER_BYTES)
  const file = openSync(filePath, 'r')
  try {
    readSync(file, header, 0, HEADER_BYTES, 0)
    return header.readUInt32BE(VERSION_AT)
  } finally {
    closeSync(file)
  }
}

const HEADER_BYTES = 100
const VERSION_AT = 60

/** @param due what the file lacks; it is brought to the current version in a copy */
async function openReadOnly(options: OpenOptions, reason: string, due: readonly Migration[]): Promise<Database> {
  log.warn('opened read-only', { reason })
  if (due.length > 0) return openCopy(options, reason, due)
  try {
    return wrapConnection(forReading(connect(options, true)), reason)
  } catch (error) {
    if (!isReadOnlyError(error)) throw error
    return openCopy(options, reason, [])
  }
}

/** SQLite reads a journal only beside files that it may write, so of a disk that is read-only a copy is shown. */
async function openCopy(options: OpenOptions, reason: string, due: readonly Migration[]): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'chainhub-studio-'))
  const filePath = join(folder, basename(options.filePath))
  const tidy = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    for (const ending of ['', '-wal']) {
      if (!existsSync(`${options.filePath}${ending}`)) continue
      copyFileSync(`${options.filePath}${ending}`, `${filePath}${ending}`, constants.COPYFILE_FICLONE)
      // The copy has the rights of its original: none to write.
      chmodSync(`${filePath}${ending}`, 0o600)
    }
    const connection = connect({ ...options, filePath }, false)
    if (due.length > 0) await migrate(connection, due, join(folder, 'backups'))
    return wrapConnection(forReading(connection), reason, tidy)
  } catch (error) {
    tidy()
    throw error
  }
}

function forReading(connection: BetterSqlite3.Database): BetterSqlite3.Database {
  try {
    connection.pragma('query_only = ON')
    // Nothing is read until now; a journal that cannot be opened is found here.
    connection.pragma('user_version')
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function newerVersionReason(found: number, known: number): string {
  return `This library was written by a newer version of the studio (format ${found}, this program knows ${known}). Everything can be looked at; update the studio to change it.`
}

function isReadOnlyError(error: unknown): boolean {
  return error instanceof BetterSqlite3.SqliteError && /READONLY|CANTOPEN/.test(error.code)
}

function asDamaged(error: unknown): unknown {
  if (!(error instanceof BetterSqlite3.SqliteError) || !/CORRUPT|NOTADB/.test(error.code)) return error
  return new AppError({ ...DAMAGED, raw: error.message }, { cause: error })
}

const DAMAGED: Failure = {
  code: 'database-damaged',
  message: 'The library’s database is damaged and was not touched. Your media files are safe beside it.',
  nextStep: 'none',
}
