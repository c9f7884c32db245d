import { Worker } from 'node:worker_threads'

interface Binding {
  /** Path of a better-sqlite3 addon built for this runtime; absent: the package's own prebuild. */
  readonly nativeBinding?: string | undefined
}

export type DatabaseJob = Binding &
  (
    | { readonly kind: 'back-up'; readonly sourcePath: string; readonly targetPath: string }
    | { readonly kind: 'check'; readonly path: string }
    /** Numbers of the assets that look most like one, best first. */
    | { readonly kind: 'similar'; readonly path: string; readonly assetNumber: number; readonly limit: number }
    /** Groups of asset numbers. */
    | { readonly kind: 'near-duplicates'; readonly path: string }
  )

export type DatabaseJobAnswer =
  | { readonly isOk: true; readonly value: unknown }
  | { readonly isOk: false; readonly code: string; readonly message: string }

/** What a job said against a database; `code` is SQLite's or the system's, or empty. */
export class DatabaseJobError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'DatabaseJobError'
    this.code = code
  }

  /** The file itself is at fault, and not the disk or the thread. */
  get isDamage(): boolean {
    return /^SQLITE_(CORRUPT|NOTADB)/.test(this.code)
  }
}

/**
 * Runs one job on a database file in a thread of its own.
 * @returns what the kind of job says. @throws DatabaseJobError
 */
export function runDatabaseJob(workerPath: string, job: DatabaseJob): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerPath, { workerData: job })
    worker.on('message', (answer: DatabaseJobAnswer) => {
      if (answer.isOk) resolve(answer.value)
      else reject(new DatabaseJobError(answer.code, answer.message))
    })
    worker.on('error', (error: Error) => reject(new DatabaseJobError('', error.message)))
    worker.on('exit', (code) => reject(new DatabaseJobError('', `The thread ended with ${code}`)))
  })
}
