import { existsSync } from 'node:fs'
import { AppError } from '@shared/domain/app-error'
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
  if (version > latest) return openReadOnly(options, newerVersionReason(version, latest))

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

function readVersion(options: OpenOptions): number {
  try {
    const connection = connect(options, true)
    try {
      return Number(connection.pragma('user_version', { simple: true }))
    } finally {
      connection.close()
    }
  } catch (error) {
    throw asDamaged(error)
  }
}

function openReadOnly(options: OpenOptions, reason: string): Database {
  log.warn('opened read-only', { reason })
  const connection = connect(options, true)
  connection.pragma('query_only = ON')
  return wrapConnection(connection, reason)
}

function newerVersionReason(found: number, known: number): string {
  return `This library was written by a newer version of the studio (format ${found}, this program knows ${known}). Everything can be looked at; update the studio to change it.`
}

function isReadOnlyError(error: unknown): boolean {
  return error instanceof BetterSqlite3.SqliteError && /READONLY|CANTOPEN/.test(error.code)
}

function asDamaged(error: unknown): unknown {
  if (!(error instanceof BetterSqlite3.SqliteError) || !/CORRUPT|NOTADB/.test(error.code)) return error
  return new AppError(
    {
      code: 'database-damaged',
      message: 'The library’s database is damaged and was not touched. Your media files are safe beside it.',
      nextStep: 'none',
      raw: error.message,
    },
    { cause: error },
  )
}
