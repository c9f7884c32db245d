import { Worker } from 'node:worker_threads'
import { MINUTE_MS } from '@shared/lib/durations'
import type { WrittenFile } from './hashing'

export interface HashOrder {
  readonly id: number
  readonly path: string
}

export type HashAnswer =
  | ({ readonly id: number; readonly isOk: true } & WrittenFile)
  | { readonly id: number; readonly isOk: false; readonly code: string; readonly message: string }

/** Hashes files in a thread, so that main never stands still for a folder of films. */
export interface HashThread {
  /** @throws Error with the system's `code`, for example `ENOENT` */
  readonly hash: (path: string) => Promise<WrittenFile>
  readonly close: () => void
}

interface Waiting {
  readonly resolve: (written: WrittenFile) => void
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
    if (answer.isOk) asked?.resolve({ sha256: answer.sha256, byteSize: answer.byteSize })
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
  return {
    hash: (path) =>
      new Promise((resolve, reject) => {
        clearTimeout(idleTimer)
        lastId += 1
        waiting.set(lastId, { resolve, reject })
        const order: HashOrder = { id: lastId, path }
        ;(worker ?? start()).postMessage(order)
      }),
    close: () => end(new Error('The studio is closing')),
  }
}
