import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { AppError } from '@shared/domain/app-error'
import { nameToShow } from './file-names'
import type { HashAnswer, HashOrder, ReadFacts } from './hash-thread'
import { inspectFile } from './inspect'
import { expectedOf } from './media-extensions'
import { recipeOfFile } from './metadata/recipe-of-file'

const READ_BYTES = 1024 * 1024

/** In one go, so that a disk is not pulled to and fro between files. */
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

/** All that a row needs. The header first: what is refused by it need not be read to its end. */
async function readFile(path: string): Promise<ReadFacts> {
  const { mtimeMs } = statSync(path)
  const inspected = await inspectFile(path, expectedOf(path))
  const recipe = await recipeOfFile(path, inspected.mime, nameToShow(basename(path)), path)
  return { ...hash(path), inspected, recipe, modifiedAtMs: Math.round(mtimeMs) }
}

async function answer(order: HashOrder): Promise<HashAnswer> {
  const { id, path } = order
  try {
    return { id, isOk: true, facts: order.kind === 'read' ? await readFile(path) : hash(path) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const message = error instanceof Error ? error.message : String(error)
    return { id, isOk: false, code, message, failure: error instanceof AppError ? error.failure : null }
  }
}

/** Whole files are read one after the other; only the waiting for headers overlaps. */
const LANES = 4
const lanes = Array.from({ length: LANES }, () => Promise.resolve())
parentPort?.on('message', (order: HashOrder) => {
  const lane = order.id % LANES
  lanes[lane] = (lanes[lane] ?? Promise.resolve()).then(async () => parentPort?.postMessage(await answer(order)))
})
