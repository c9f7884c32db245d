import { Worker } from 'node:worker_threads'
import { MINUTE_MS } from '@shared/lib/durations'
import { AppError, type Failure } from '@shared/domain/app-error'
import type { ImportedRecipe } from '@shared/domain/imported-recipe'
import type { WrittenFile } from './hashing'
import type { Inspected } from './inspect'

export interface HashOrder {
  readonly id: number
  readonly kind: 'hash' | 'read'
  readonly path: string
}

/** What a file is and says, from its bytes alone. */
export interface ReadFacts extends WrittenFile {
  readonly inspected: Inspected
  readonly recipe: ImportedRecipe | null
  /** Wall time in whole milliseconds, from before the reading. */
  readonly modifiedAtMs: number
}

export type HashAnswer =
  | { readonly id: number; readonly isOk: true; readonly facts: WrittenFile | ReadFacts }
  | {
      readonly id: number
      readonly isOk: false
      /** The system's, for example `ENOENT`; empty for none. */
      readonly code: string
      readonly message: string
      /** Why the file was refused, in words for a person; null for any other error. */
      readonly failure: Failure | null
    }

/** Reads files in a thread, so that main never stands still for a folder of films. */
export interface HashThread {
  /** @throws Error with the system's `code`, for example `ENOENT` */
  readonly hash: (path: string) => Promise<WrittenFile>
  /** Judges, hashes and reads the recipe. @throws AppError of `inspectFile`, or Error with the system's `code` */
  readonly read: (path: string) => Promise<ReadFacts>
  readonly close: () => void
}

interface Waiting {
  readonly resolve: (facts: WrittenFile | ReadFacts) => void
  readonly reject: (error: Error) => void
}

/** The thread begins with the first file and ends after a minute without one. */
export function createHashThread(workerPath: string): HashThread {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let lastId = 0
  let idleTimer: NodeJS.Timeout | undefined

  const end = (reason: Error): void => {
    clearTimeout(idleTimer)
    const ended = worker
    worker = null
    void ended?.terminate()
    for (const { reject } of waiting.values()) reject(reason)
    waiting.clear()
  }
  const onAnswer = (answer: HashAnswer): void => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.isOk) asked?.resolve(answer.facts)
    else if (answer.failure) asked?.reject(new AppError(answer.failure))
    else asked?.reject(Object.assign(new Error(answer.message), { code: answer.code }))
    if (waiting.size > 0) return
    idleTimer = setTimeout(() => end(new Error('idle')), MINUTE_MS)
    idleTimer.unref()
  }
  const start = (): Worker => {
    const started = new Worker(workerPath)
    started.unref()
    started.on('message', onAnswer)
    started.on('error', (error: Error) => worker === started && end(error))
    worker = started
    return started
  }
  const ask = (kind: HashOrder['kind'], path: string): Promise<WrittenFile | ReadFacts> =>
    new Promise((resolve, reject) => {
      clearTimeout(idleTimer)
      lastId += 1
      waiting.set(lastId, { resolve, reject })
      const order: HashOrder = { id: lastId, kind, path }
      ;(worker ?? start()).postMessage(order)
    })
  return {
    hash: (path) => ask('hash', path),
    // The thread answers each kind of order with its own facts.
    read: (path) => ask('read', path) as Promise<ReadFacts>,
    close: () => end(new Error('The studio is closing')),
  }
}
