import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError, type Failure, toFailure } from '@shared/domain/app-error'
import type { Entry, ZipFile } from 'yauzl'
import { nameToShow } from './file-names'
import { writeHashed } from './hashing'
import type { ImportedFile, StagedImport } from './importing'
import type { LibraryContext } from './library-context'
import { expectedOf } from './media-extensions'

/** An archive of more is taken for an attack; Midjourney's hold some thousand. */
const MAX_ENTRIES = 20_000
/** Media hardly shrink: what unpacks to so many times its size is a bomb. */
const MAX_RATIO = 200
const FREE_RATIO_BYTES = 1024 * 1024
const MAX_TOTAL_BYTES = 64 * 1024 * 1024 * 1024
const LINK_MODE = 0o120_000

export const isZip = (path: string): boolean => /\.zip$/i.test(path)

type Store = (file: StagedImport) => Promise<Extract<ImportedFile['outcome'], { assetId: string }>>

/**
 * Takes the media files of an archive in. Names in it only name: no path of it is ever used, links are passed over, and
 * each entry is measured while it is unpacked, whatever the archive claims.
 */
export async function importZip(context: LibraryContext, path: string, store: Store): Promise<readonly ImportedFile[]> {
  // Few people ever bring one.
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    throw damaged(error)
  })
  try {
    if (zip.entryCount > MAX_ENTRIES) throw refuse('too-large', `The archive holds more than ${MAX_ENTRIES} files.`)
    return await readEntries(context, zip, store)
  } finally {
    zip.close()
  }
}

async function readEntries(context: LibraryContext, zip: ZipFile, store: Store): Promise<readonly ImportedFile[]> {
  const results: ImportedFile[] = []
  let total = 0
  for await (const entry of entriesOf(zip)) {
    const name = nameToShow(basename(entry.fileName.replaceAll('\\', '/')))
    if (entry.fileName.endsWith('/') || isPassedOver(entry, name)) continue
    try {
      total += entry.uncompressedSize
      judge(entry, total)
      results.push({ name, outcome: await takeIn(context, zip, entry, name, store) })
    } catch (error) {
      results.push({ name, outcome: { failure: toFailure(error) } })
      if (total > MAX_TOTAL_BYTES) break
    }
  }
  if (results.length === 0) throw refuse('unsupported-file', 'The archive holds no pictures, clips, audio or texts.')
  return results
}

async function takeIn(
  context: LibraryContext,
  zip: ZipFile,
  entry: Entry,
  name: string,
  store: Store,
): Promise<Extract<ImportedFile['outcome'], { assetId: string }>> {
  const stagedPath = join(context.folders.staging, `import-${randomUUID()}`)
  const stream = await openEntry(zip, entry)
  try {
    const written = await writeHashed(stagedPath, stream, entry.uncompressedSize)
    return await store({ stagedPath, written, displayName: name, expected: expectedOf(name) })
  } catch (error) {
    await rm(stagedPath, { force: true })
    throw error
  }
}

/** Links, hidden files and what the Mac puts beside every file. */
function isPassedOver(entry: Entry, name: string): boolean {
  const mode = entry.externalFileAttributes >>> 16
  const isLink = (mode & 0o170_000) === LINK_MODE
  return (
    isLink ||
    entry.fileName.startsWith('__MACOSX/') ||
    basename(entry.fileName).startsWith('.') ||
    expectedOf(name) === null
  )
}

function judge(entry: Entry, total: number): void {
  if ((entry.generalPurposeBitFlag & 1) !== 0) {
    throw refuse('unsupported-file', 'The archive is protected by a password. Unpack it first, then drop the folder.')
  }
  const isBomb = entry.uncompressedSize > FREE_RATIO_BYTES && entry.uncompressedSize > entry.compressedSize * MAX_RATIO
  if (isBomb) throw refuse('unsafe-file', 'The file would unpack to a multiple of its size as no media file does.')
  if (total > MAX_TOTAL_BYTES) throw refuse('too-large', 'The archive unpacks to more than 64 GB.')
}

async function* entriesOf(zip: ZipFile): AsyncIterable<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const done = (found: Entry | null, error?: Error): void => {
        zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error')
        if (error) reject(error)
        else resolve(found)
      }
      zip.once('entry', (found: Entry) => done(found))
      zip.once('end', () => done(null))
      zip.once('error', (error: Error) => done(null, damaged(error)))
      zip.readEntry()
    })
    if (!entry) return
    yield entry
  }
}

const openEntry = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error: Error | null, stream?: Readable) => {
      if (error || !stream) reject(damaged(error))
      // It may break after nobody reads it any more.
      else resolve(stream.on('error', () => undefined))
    })
  })

function damaged(cause: unknown): AppError {
  const isHostile = cause instanceof Error && /relative path|absolute path|invalid characters/.test(cause.message)
  return isHostile
    ? new AppError(
        {
          code: 'unsafe-file',
          message: 'The archive names files outside of itself; nothing more is taken.',
          nextStep: 'none',
        },
        { cause },
      )
    : new AppError({ code: 'truncated', message: 'The archive is damaged.', nextStep: 'none' }, { cause })
}

const refuse = (code: Failure['code'], message: string): AppError => new AppError({ code, message, nextStep: 'none' })
