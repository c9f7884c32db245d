import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readFailure } from './disk'
import type { Entry, ZipFile } from 'yauzl'
import { nameToShow } from './file-names'
import { writeHashed } from './hashing'
import type { ImportedFile, StagedImport } from './importing'
import type { LibraryContext } from './library-context'
import { expectedOf } from './media-extensions'
import { entriesOf, isLinkEntry, isOverTotal, judgeEntry, openEntry, openZip, refuseZip } from './zip-reading'

export const isZip = (path: string): boolean => /\.zip$/i.test(path)

type Store = (file: StagedImport) => Promise<Extract<ImportedFile['outcome'], { assetId: string }>>

/**
 * Takes the media files of an archive in. Names in it only name: no path of it is ever used, links are passed over, and
 * each entry is measured while it is unpacked, whatever the archive claims.
 */
export async function importZip(context: LibraryContext, path: string, store: Store): Promise<readonly ImportedFile[]> {
  const zip = await openZip(path)
  try {
    return await readEntries(context, zip, store)
  } finally {
    zip.close()
  }
}

async function readEntries(context: LibraryContext, zip: ZipFile, store: Store): Promise<readonly ImportedFile[]> {
  const results: ImportedFile[] = []
  let total = 0
  for await (const entry of entriesOf(zip)) {
    const name = nameToShow(baseNameOf(entry))
    if (entry.fileName.endsWith('/') || isPassedOver(entry)) continue
    try {
      total += entry.uncompressedSize
      judgeEntry(entry, total)
      results.push({ name, outcome: await takeIn(context, zip, entry, name, store) })
    } catch (error) {
      results.push({ name, outcome: { failure: readFailure(error) } })
      if (isOverTotal(total)) break
    }
  }
  if (results.length === 0) throw refuseZip('unsupported-file', 'The archive holds no pictures, clips, audio or texts.')
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
    return await store({ stagedPath, written, displayName: name, expected: expectedOf(baseNameOf(entry)) })
  } catch (error) {
    await rm(stagedPath, { force: true })
    throw error
  }
}

/** Links, hidden files and what the Mac puts beside every file. */
function isPassedOver(entry: Entry): boolean {
  return (
    isLinkEntry(entry) ||
    entry.fileName.startsWith('__MACOSX/') ||
    basename(entry.fileName).startsWith('.') ||
    // By its whole name: what is shown of a long one may end before its ending.
    expectedOf(baseNameOf(entry)) === null
  )
}

const baseNameOf = ({ fileName }: Entry): string => basename(fileName.replaceAll('\\', '/'))
