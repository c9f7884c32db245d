import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '@shared/domain/app-error'
import { makeFolder } from './disk'

const READ_BYTES = 1024 * 1024

export interface WrittenFile {
  /** Hex. */
  readonly sha256: string
  readonly byteSize: number
}

/**
 * Writes a stream to a new file, hashing what is written, and flushes it. A failure leaves no file.
 * @throws AppError `too-large`, or what the disk says
 */
export async function writeHashed(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<WrittenFile> {
  await makeFolder(dirname(path))
  const file = await open(path, 'w')
  const hash = createHash('sha256')
  let byteSize = 0
  try {
    for await (const chunk of chunks) {
      byteSize += chunk.byteLength
      if (byteSize > maxBytes) throw tooLarge(maxBytes)
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
    await file.close()
    return { sha256: hash.digest('hex'), byteSize }
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(path, { force: true })
    throw error
  }
}

/** Hashes a file without holding it. */
export async function hashFile(path: string): Promise<WrittenFile> {
  const hash = createHash('sha256')
  let byteSize = 0
  for await (const chunk of readChunks(path)) {
    hash.update(chunk)
    byteSize += chunk.byteLength
  }
  return { sha256: hash.digest('hex'), byteSize }
}

export function readChunks(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: READ_BYTES })
}

function tooLarge(maxBytes: number): AppError {
  const megabytes = Math.round(maxBytes / (1024 * 1024))
  return new AppError({ code: 'too-large', message: `The file is larger than ${megabytes} MB.`, nextStep: 'none' })
}
