import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import { createLogger } from '../log/logger'
import { flushFile, flushFolder } from './flush'
import type { Migration } from './migrations/migration'

const log = createLogger('db.migrate')

/**
 * Runs the missing steps, each in one transaction with its version number, after a backup that was verified.
 * A kill at any moment leaves either the old or the new version whole.
 */
export async function migrate(
  connection: BetterSqlite3.Database,
  migrations: readonly Migration[],
  backupFolder: string,
): Promise<void> {
  assertOrdered(migrations)
  const current = Number(connection.pragma('user_version', { simple: true }))
  const missing = migrations.filter((migration) => migration.version > current)
  if (missing.length === 0) return
  if (current > 0) await backUp(connection, backupFolder, current)
  for (const migration of missing) {
    connection
      .transaction(() => {
        connection.exec(migration.sql)
        connection.pragma(`user_version = ${migration.version}`)
      })
      .immediate()
    log.info('migrated', { version: migration.version, name: migration.name })
  }
}

/** A copy counts only under its final name, which it gets after its check: a half copy is never taken for one. */
async function backUp(connection: BetterSqlite3.Database, folder: string, version: number): Promise<void> {
  await mkdir(folder, { recursive: true })
  flushFolder(dirname(folder))
  const finalPath = join(folder, `before-migration-from-${version}-${Date.now()}.sqlite`)
  const partPath = `${finalPath}.part`
  await rm(partPath, { force: true })
  // VACUUM INTO instead of the online backup: one call, and the copy has no journal of its own.
  connection.prepare('VACUUM INTO ?').run(partPath)
  verify(connection, partPath)
  flushFile(partPath)
  await rename(partPath, finalPath)
  flushFolder(folder)
}

function verify(connection: BetterSqlite3.Database, copyPath: string): void {
  connection.prepare('ATTACH DATABASE ? AS copy').run(copyPath)
  try {
    const answer: unknown = connection.pragma('copy.quick_check', { simple: true })
    if (answer !== 'ok') throw new Error(`The backup before the migration did not pass its check: ${String(answer)}`)
  } finally {
    connection.exec('DETACH DATABASE copy')
  }
}

function assertOrdered(migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    const previous = migrations[index - 1]
    if (previous && previous.version >= migration.version) {
      throw new Error(`Migrations are out of order at ${migration.version}`)
    }
  })
}
