import { mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { AppError } from '@shared/domain/app-error'
import BetterSqlite3 from 'better-sqlite3'

export interface LibraryLock {
  /** The last program that had the library did not let go of it: it was killed, or the power went. */
  readonly wasLeftOpen: boolean
  readonly release: () => void
}

export interface LibraryLockOptions {
  readonly filePath: string
  readonly nativeBinding?: string | undefined
}

/**
 * Holds a library for this program alone. The lock is a transaction on a small file beside the database: the system
 * gives it up when the process ends, however it ends, and who holds it can still be read.
 * @throws AppError `conflict` when another program holds it
 */
export function lockLibrary({ filePath, nativeBinding }: LibraryLockOptions): LibraryLock {
  mkdirSync(dirname(filePath), { recursive: true })
  const connection = new BetterSqlite3(filePath, { timeout: 0, ...(nativeBinding ? { nativeBinding } : {}) })
  let wasLeftOpen = false
  try {
    // Nothing here is worth a flush: the lock itself is the system's.
    connection.pragma('journal_mode = MEMORY')
    connection.pragma('synchronous = OFF')
    connection.exec('CREATE TABLE IF NOT EXISTS holder (name TEXT NOT NULL)')
    connection.transaction(() => {
      wasLeftOpen = connection.prepare('DELETE FROM holder').run().changes > 0
      connection.prepare('INSERT INTO holder VALUES (?)').run(`${hostname()}, process ${process.pid}`)
    })()
    // Reserved, not exclusive: others can read who it is.
    connection.exec('BEGIN IMMEDIATE')
  } catch (error) {
    const isHeld = error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_BUSY')
    const holder = isHeld ? holderOf(connection) : null
    connection.close()
    if (!isHeld) throw error
    throw new AppError(
      {
        code: 'conflict',
        message: `Another program has this library open${holder ? ` (${holder})` : ''}. Two at a time would damage it: close the other one, then try again.`,
        nextStep: 'retry',
      },
      { cause: error },
    )
  }
  return {
    wasLeftOpen,
    release: () => {
      try {
        connection.exec('DELETE FROM holder; COMMIT')
      } catch {
        // The disk may be gone; then the library counts as left open, which it was.
      }
      connection.close()
    },
  }
}

function holderOf(connection: BetterSqlite3.Database): string | null {
  try {
    const row = connection.prepare('SELECT name FROM holder').get() as { readonly name: string } | undefined
    return row?.name ?? null
  } catch {
    return null
  }
}
