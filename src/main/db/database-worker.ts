import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import BetterSqlite3 from 'better-sqlite3'
import type { DatabaseJob, DatabaseJobAnswer } from './database-job'

/** A thread of its own: a copy or a check of a large database takes seconds, and main must not stand still for them. */
function run(job: DatabaseJob): void {
  if (job.kind === 'check') check(job.path, job)
  else backUp(job)
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
    flush(partPath)
    renameSync(partPath, job.targetPath)
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
    if (verdict !== 'ok') throw new Error(String(verdict))
    if (Number(database.pragma('user_version', { simple: true })) === 0) throw new Error('It holds no library.')
  } finally {
    database.close()
  }
}

function open(path: string, { nativeBinding }: DatabaseJob): BetterSqlite3.Database {
  return new BetterSqlite3(path, { readonly: true, ...(nativeBinding ? { nativeBinding } : {}) })
}

function flush(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function answer(): DatabaseJobAnswer {
  try {
    run(workerData as DatabaseJob)
    return { isOk: true }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { isOk: false, code, message: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.postMessage(answer())
