import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, open, readFile, rename, rm, writeFile } from 'node:fs/promises'

/** What is known of a half-fetched file; lies beside it as JSON. */
export interface PartControl {
  /** A validator for If-Range: a strong ETag or a Last-Modified date. Without one nothing is resumed. */
  readonly validator: string
  /** Length of the whole file, or null where the server did not say. */
  readonly length: number | null
  /** Bytes that are certainly on the disk. */
  readonly bytes: number
}

const HEAD_BYTES = 4_100
const READ_BYTES = 1024 * 1024
const BATCH_BYTES = 512 * 1024
/** Flushing waits for the disk: the further a file is, the rarer, so that a break costs at most half of it. */
const FIRST_NOTE_BYTES = 24 * 1024 * 1024

export const partPathOf = (filePath: string): string => `${filePath}.part`
const controlPathOf = (filePath: string): string => `${filePath}.part.json`

/** The control data of an earlier try; null where there is none or it cannot be trusted. */
export async function readControl(filePath: string): Promise<PartControl | null> {
  try {
    const value: unknown = JSON.parse(await readFile(controlPathOf(filePath), 'utf8'))
    return isControl(value) ? value : null
  } catch {
    return null
  }
}

export async function dropPart(filePath: string): Promise<void> {
  await rm(controlPathOf(filePath), { force: true })
  await rm(partPathOf(filePath), { force: true })
}

/** A file being written: hashes on the way, flushes before it claims progress, uses one batch of memory. */
export interface PartWriter {
  readonly byteSize: () => number
  readonly headBytes: () => Uint8Array
  readonly add: (chunk: Uint8Array) => Promise<void>
  /** Writes what is pending, flushes, and notes the progress, so that a later try goes on from here. */
  readonly save: () => Promise<void>
  /** Makes the file whole under its final name. Answers with the hash of all bytes, as hex. */
  readonly finish: () => Promise<string>
  readonly close: () => Promise<void>
}

/** Opens the part anew, or at `resumeAt`, whose bytes are read again for the hash. */
export async function openPart(
  filePath: string,
  control: Omit<PartControl, 'bytes'> | null,
  resumeAt: number,
): Promise<PartWriter> {
  // First the note, then the bytes it speaks of.
  if (resumeAt === 0) await rm(controlPathOf(filePath), { force: true })
  const file = await open(partPathOf(filePath), resumeAt === 0 ? 'w+' : 'r+')
  try {
    const hash = createHash('sha256')
    const head = await rehash(file, hash, resumeAt)
    await file.truncate(resumeAt)
    return createWriter(file, filePath, hash, head, control, resumeAt)
  } catch (error) {
    await file.close()
    throw error
  }
}

function createWriter(
  file: FileHandle,
  filePath: string,
  hash: Hash,
  head: Uint8Array,
  control: Omit<PartControl, 'bytes'> | null,
  resumeAt: number,
): PartWriter {
  let headBytes = head
  let written = resumeAt
  let noted = resumeAt
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  let writing: Promise<void> = Promise.resolve()
  let saving: Promise<void> = Promise.resolve()

  /** Hands the batch to the disk while the next one comes in; at most one batch is on its way. */
  const drain = async (): Promise<void> => {
    await writing
    const batch = pending
    const position = written
    written += pendingBytes
    pending = []
    pendingBytes = 0
    writing = writeBatch(file, batch, position)
    // Failures are met at the next await of `writing`; until then they must not count as unhandled.
    writing.catch(() => undefined)
  }
  /** Progress is noted only after the bytes it speaks of are flushed. */
  const note = async (bytes: number): Promise<void> => {
    await file.datasync()
    if (control !== null) await writeControl(filePath, { ...control, bytes })
  }
  const noteInPassing = async (): Promise<void> => {
    await saving
    await writing
    noted = written
    saving = note(written)
    saving.catch(() => undefined)
  }
  const settle = async (): Promise<void> => {
    await drain()
    await writing
    await saving
  }
  return {
    byteSize: () => written + pendingBytes,
    headBytes: () => headBytes,
    add: async (chunk) => {
      if (headBytes.byteLength < HEAD_BYTES) headBytes = Buffer.concat([headBytes, chunk]).subarray(0, HEAD_BYTES)
      hash.update(chunk)
      pending.push(chunk)
      pendingBytes += chunk.byteLength
      if (pendingBytes < BATCH_BYTES) return
      await drain()
      if (written >= Math.max(FIRST_NOTE_BYTES, noted * 2)) await noteInPassing()
    },
    save: async () => {
      await settle()
      await note(written)
    },
    finish: async () => {
      await settle()
      await file.sync()
      await file.close()
      await rename(partPathOf(filePath), filePath)
      await rm(controlPathOf(filePath), { force: true })
      return hash.digest('hex')
    },
    close: async () => {
      await Promise.allSettled([writing, saving])
      await file.close()
    },
  }
}

async function writeBatch(file: FileHandle, batch: readonly Uint8Array[], position: number): Promise<void> {
  const byteSize = batch.reduce((sum, bytes) => sum + bytes.byteLength, 0)
  if (byteSize === 0) return
  const { bytesWritten } = await file.writev([...batch], position)
  if (bytesWritten < byteSize)
    await writeRest(file, Buffer.concat(batch, byteSize).subarray(bytesWritten), position + bytesWritten)
}

/** A write may take only a part, for example when the disk is nearly full; the next one then says why. */
async function writeRest(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, position + done)
    done += bytesWritten
  }
}

async function rehash(file: FileHandle, hash: Hash, byteCount: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, Math.max(1, byteCount)))
  let head: Uint8Array = new Uint8Array()
  for (let position = 0; position < byteCount;) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.byteLength, byteCount - position), position)
    if (bytesRead === 0) throw new Error('The half-fetched file is shorter than noted')
    const bytes = buffer.subarray(0, bytesRead)
    if (position === 0) head = Uint8Array.from(bytes.subarray(0, HEAD_BYTES))
    hash.update(bytes)
    position += bytesRead
  }
  return head
}

async function writeControl(filePath: string, control: PartControl): Promise<void> {
  const temporary = `${controlPathOf(filePath)}.new`
  await writeFile(temporary, JSON.stringify(control))
  await rename(temporary, controlPathOf(filePath))
}

function isControl(value: unknown): value is PartControl {
  if (typeof value !== 'object' || value === null) return false
  if (!('validator' in value && 'length' in value && 'bytes' in value)) return false
  const { validator, length, bytes } = value
  const isLength = length === null || (Number.isSafeInteger(length) && Number(length) >= 0)
  return (
    typeof validator === 'string' && validator !== '' && isLength && Number.isSafeInteger(bytes) && Number(bytes) >= 0
  )
}
