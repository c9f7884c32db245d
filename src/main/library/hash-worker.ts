import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import type { HashAnswer, HashOrder } from './hash-thread'

const READ_BYTES = 1024 * 1024

/** Reads and hashes whole files away from main; one after the other, so that a disk is not pulled to and fro. */
function hash(path: string): { readonly sha256: string; readonly byteSize: number } {
  const file = openSync(path, 'r')
  try {
    const sum = createHash('sha256')
    const buffer = Buffer.allocUnsafe(READ_BYTES)
    let byteSize = 0
    for (;;) {
      const read = readSync(file, buffer, 0, READ_BYTES, null)
      if (read === 0) return { sha256: sum.digest('hex'), byteSize }
      sum.update(buffer.subarray(0, read))
      byteSize += read
    }
  } finally {
    closeSync(file)
  }
}

function answer({ id, path }: HashOrder): HashAnswer {
  try {
    return { id, isOk: true, ...hash(path) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { id, isOk: false, code, message: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', (order: HashOrder) => parentPort?.postMessage(answer(order)))
