import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import BetterSqlite3 from 'better-sqlite3'
import type { DatabaseJob, DatabaseJobAnswer } from './database-job'
// With their endings: tests run this file as it is, in a thread that knows no bundler.
import { flushFile, flushFolder } from './flush.ts'
import { nearestLooks, nearGroups } from './likeness.ts'

/** A thread of its own: a copy or a check of a large database takes seconds, and main must not stand still for them. */
function run(job: DatabaseJob): unknown {
  switch (job.kind) {
    case 'check':
      return check(job.path, job)
    case 'back-up':
      return backUp(job)
    case 'similar':
      return withDatabase(job.path, job, (database) => similarTo(database, job.assetNumber, job.limit))
    case 'near-duplicates':
      return withDatabase(job.path, job, nearDuplicates)
  }
}

interface LookRow {
  readonly number: number
  readonly print: Uint8Array
  readonly layout: Uint8Array
}

const LOOKS = `SELECT asset_look.asset_number AS number, print, layout FROM asset_look
  JOIN asset ON asset.number = asset_look.asset_number
  WHERE print IS NOT NULL AND asset.is_hidden = 0 AND asset.trashed_at IS NULL`

function similarTo(database: BetterSqlite3.Database, assetNumber: number, limit: number): readonly number[] {
  const wanted = database
    .prepare(
      'SELECT asset_number AS number, print, layout FROM asset_look WHERE asset_number = ? AND print IS NOT NULL',
    )
    .get(assetNumber) as LookRow | undefined
  if (!wanted) return []
  return nearestLooks(wanted, database.prepare(LOOKS).iterate() as IterableIterator<LookRow>, limit)
}

function nearDuplicates(database: BetterSqlite3.Database): readonly (readonly number[])[] {
  const pairs = database.prepare('SELECT first_number, second_number FROM distinct_pair').raw().all() as [
    number,
    number,
  ][]
  const distinct = new Set(pairs.map(([first, second]) => `${first} ${second}`))
  const looks = database.prepare(`${LOOKS} AND asset.media = 'image'`).all() as LookRow[]
  return nearGroups(looks, (first, second) => distinct.has(`${first} ${second}`))
}

function withDatabase<Value>(path: string, job: DatabaseJob, work: (database: BetterSqlite3.Database) => Value): Value {
  const database = open(path, job)
  try {
    return work(database)
  } finally {
    database.close()
  }
}

/** The copy gets its name only after its check and its flush, so that half a copy is never taken for a backup. */
function backUp(job: Extract<DatabaseJob, { kind: 'back-up' }>): void {
  const partPath = `${job.targetPath}.part`
  rmSync(partPath, { force: true })
  try {
    const source = open(job.sourcePath, job)
    try {
      // One snapshot whatever is written meanwhile, and a copy without a journal of its own.
      source.prepare('VACUUM INTO ?').run(partPath)
    } finally {
      source.close()
    }
    check(partPath, job)
    flushFile(partPath)
    renameSync(partPath, job.targetPath)
    flushFolder(dirname(job.targetPath))
  } catch (error) {
    rmSync(partPath, { force: true })
    throw error
  }
}

function check(path: string, job: DatabaseJob): void {
  if (!existsSync(path)) throw new Error('The file is not there.')
  const database = open(path, job)
  try {
    const verdict: unknown = database.pragma('quick_check(1)', { simple: true })
    if (verdict !== 'ok') throw damaged(String(verdict))
    const hasItems = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'asset'").get()
    if (!hasItems) throw damaged('It holds no library.')
  } finally {
    database.close()
  }
}

/** Says it like SQLite itself, which reports only what it stumbles over. */
const damaged = (verdict: string): Error => Object.assign(new Error(verdict), { code: 'SQLITE_CORRUPT' })

function open(path: string, { nativeBinding }: DatabaseJob): BetterSqlite3.Database {
  return new BetterSqlite3(path, { readonly: true, ...(nativeBinding ? { nativeBinding } : {}) })
}

function answer(): DatabaseJobAnswer {
  try {
    return { isOk: true, value: run(workerData as DatabaseJob) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { isOk: false, code, message: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.postMessage(answer())
