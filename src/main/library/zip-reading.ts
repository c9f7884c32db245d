import type { Readable } from 'node:stream'
import { AppError, type Failure } from '@shared/domain/app-error'
import type { Entry, ZipFile } from 'yauzl'

/** An archive of more is taken for an attack; exports of years hold some thousand. */
const MAX_ENTRIES = 20_000
/** Media hardly shrink and texts by a tenth: what unpacks to so many times its size is a bomb. */
const MAX_RATIO = 200
const FREE_RATIO_BYTES = 1024 * 1024
const MAX_TOTAL_BYTES = 64 * 1024 * 1024 * 1024
const LINK_MODE = 0o120_000

/**
 * Opens an archive whose entries are measured while they are unpacked, whatever it claims. To be closed.
 * @throws AppError `truncated`, `unsafe-file` or `too-large`
 */
export async function openZip(path: string): Promise<ZipFile> {
  // Few people ever bring one.
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    throw damagedZip(error)
  })
  if (zip.entryCount <= MAX_ENTRIES) return zip
  zip.close()
  throw refuseZip('too-large', `The archive holds more than ${MAX_ENTRIES} files.`)
}

export const isOverTotal = (totalBytes: number): boolean => totalBytes > MAX_TOTAL_BYTES

/** @throws AppError where an entry, or all of them together up to it, must not be unpacked */
export function judgeEntry(entry: Entry, totalBytes: number): void {
  if ((entry.generalPurposeBitFlag & 1) !== 0) {
    throw refuseZip(
      'unsupported-file',
      'The archive is protected by a password. Unpack it first, then drop the folder.',
    )
  }
  const isBomb = entry.uncompressedSize > FREE_RATIO_BYTES && entry.uncompressedSize > entry.compressedSize * MAX_RATIO
  if (isBomb) throw refuseZip('unsafe-file', 'The file would unpack to a multiple of its size as no honest file does.')
  if (isOverTotal(totalBytes)) throw refuseZip('too-large', 'The archive unpacks to more than 64 GB.')
}

export const isLinkEntry = (entry: Entry): boolean => ((entry.externalFileAttributes >>> 16) & 0o170_000) === LINK_MODE

export async function* entriesOf(zip: ZipFile): AsyncIterable<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const done = (found: Entry | null, error?: Error): void => {
        zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error')
        if (error) reject(error)
        else resolve(found)
      }
      zip.once('entry', (found: Entry) => done(found))
      zip.once('end', () => done(null))
      zip.once('error', (error: Error) => done(null, damagedZip(error)))
      zip.readEntry()
    })
    if (!entry) return
    yield entry
  }
}

/** The unpacked bytes of an entry; more than it claims is an error. */
export const openEntry = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error: Error | null, stream?: Readable) => {
      if (error || !stream) reject(damagedZip(error))
      // It may break after nobody reads it any more.
      else resolve(stream.on('error', () => undefined))
    })
  })

/** What an archive that cannot be read says to a person. */
export function damagedZip(cause: unknown): AppError {
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

export const refuseZip = (code: Failure['code'], message: string): AppError =>
  new AppError({ code, message, nextStep: 'none' })
