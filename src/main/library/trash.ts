import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { deleteAssets, listHiddenBehindOnly } from '../db/commands/asset-deletion'
import { type AssetFileFacts, findAssetBySha256, listDeletable, loadAssetFiles } from '../db/queries/asset'
import { errorCode, makeFolder, onDisk } from './disk'
import { createLogger } from '../log/logger'
import { exportName } from './file-names'
import { storedFilePath, type StoredFileName, THUMBNAIL_WIDTHS, thumbnailPath } from './folders'
import { assertWritable, type LibraryContext } from './library-context'

const log = createLogger('library.trash')

const BATCH = 200

export interface EmptiedTrash {
  readonly deleted: number
  /** How many of the files lie in the system's trash now; the disk of the others has none. */
  readonly inSystemTrash: number
}

/**
 * Deletes what lies in the trash. The files go to the system's trash under good names, where there is one. They step
 * aside first, then the rows go, then the files: whatever moment a kill hits, {@link settleDeletions} finishes or
 * undoes it.
 */
export async function emptyTrash(
  context: LibraryContext,
  moveToTrash: (path: string) => Promise<void>,
): Promise<EmptiedTrash> {
  assertWritable(context)
  return onDisk(async () => {
    let deleted = 0
    let inSystemTrash = 0
    for (;;) {
      const batch = await listDeletable(context.db, BATCH)
      if (batch.length === 0) return { deleted, inSystemTrash }
      inSystemTrash += await deleteBatch(context, batch, moveToTrash)
      deleted += batch.length
    }
  })
}

async function deleteBatch(
  context: LibraryContext,
  batch: readonly AssetFileFacts[],
  moveToTrash: (path: string) => Promise<void>,
): Promise<number> {
  const ids = batch.map(({ id }) => id)
  const hidden = await loadAssetFiles(context.db, await listHiddenBehindOnly(context.db, ids))
  const { rev, deletedIds } = await deleteRows(context, ids, [...batch, ...hidden])
  context.news.changed(rev, deletedIds)
  const inSystemTrash = await handToSystem(context, batch, moveToTrash)
  for (const asset of batch.filter(({ placePath }) => placePath === null))
    await rm(`${storedFilePath(context.folders, asset)}.xmp`, { force: true })
  await settleDeletions(context)
  return inSystemTrash
}

/** Files step aside, then the rows go. Where that fails half-way the files are put back at once. */
async function deleteRows(
  context: LibraryContext,
  ids: readonly string[],
  assets: readonly AssetFileFacts[],
): Promise<Awaited<ReturnType<typeof deleteAssets>>> {
  try {
    await makeFolder(context.folders.deleting)
    for (const asset of assets) await stepAside(context, asset)
    return await deleteAssets(context.db, ids)
  } catch (error) {
    await settleDeletions(context).catch((trouble: unknown) =>
      log.error('files that stepped aside stay there', trouble),
    )
    throw error
  }
}

/** After the first refusal no more are offered: a disk has a trash or it has none. */
async function handToSystem(
  context: LibraryContext,
  batch: readonly AssetFileFacts[],
  moveToTrash: (path: string) => Promise<void>,
): Promise<number> {
  let handed = 0
  const folder = await mkdtemp(join(context.folders.deleting, 'named-'))
  try {
    for (const asset of batch) {
      if (asset.placePath !== null) {
        await moveToTrash(asset.placePath)
        handed += 1
        continue
      }
      const named = join(folder, exportName(asset))
      if (!(await renameIfThere(asidePath(context, asset), named))) continue
      await moveToTrash(named)
      handed += 1
    }
  } catch (error) {
    log.warn('the system’s trash did not take a file', error)
  }
  await rm(folder, { recursive: true, force: true })
  return handed
}

const asidePath = ({ folders }: LibraryContext, { sha256, extension }: StoredFileName): string =>
  join(folders.deleting, `${sha256}.${extension}`)

/** A file in an indexed folder belongs to the person: it goes to the system's trash or stays. */
async function stepAside(context: LibraryContext, asset: AssetFileFacts): Promise<void> {
  if (asset.placePath !== null) return
  await renameIfThere(storedFilePath(context.folders, asset), asidePath(context, asset))
}

async function renameIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    return true
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    return false
  }
}

/** Ends deletions that were begun: a file whose row is still there goes back, any other goes for good. */
export async function settleDeletions(context: LibraryContext): Promise<void> {
  const names = await readdir(context.folders.deleting).catch(() => [])
  for (const name of names) {
    if (name.startsWith('named-')) {
      await rm(join(context.folders.deleting, name), { recursive: true, force: true })
      continue
    }
    const [sha256 = '', extension = ''] = name.split('.')
    const path = join(context.folders.deleting, name)
    if (await findAssetBySha256(context.db, sha256)) {
      await rename(path, storedFilePath(context.folders, { sha256, extension }))
      continue
    }
    for (const widthPx of THUMBNAIL_WIDTHS) await rm(thumbnailPath(context.folders, sha256, widthPx), { force: true })
    await rm(path, { force: true })
  }
}
