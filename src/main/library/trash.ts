import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { deleteAssets, listHiddenBehindOnly } from '../db/commands/asset-deletion'
import { type AssetFileFacts, findAssetBySha256, listDeletable, loadAssetFiles } from '../db/queries/asset'
import { errorCode, onDisk } from './disk'
import { storedFilePath, THUMBNAIL_WIDTHS, thumbnailPath } from './folders'
import { assertWritable, type LibraryContext } from './library-context'

const BATCH = 200

/**
 * Deletes what lies in the trash, files included. Files step aside first, then the rows go, then the files: whatever
 * moment a kill hits, {@link settleDeletions} finishes or undoes it.
 * @returns how many assets are gone
 */
export async function emptyTrash(context: LibraryContext): Promise<number> {
  assertWritable(context)
  return onDisk(async () => {
    let deleted = 0
    for (;;) {
      const batch = await listDeletable(context.db, BATCH)
      if (batch.length === 0) return deleted
      await deleteBatch(context, batch)
      deleted += batch.length
    }
  })
}

async function deleteBatch(context: LibraryContext, batch: readonly AssetFileFacts[]): Promise<void> {
  const ids = batch.map(({ id }) => id)
  const hidden = await loadAssetFiles(context.db, await listHiddenBehindOnly(context.db, ids))
  await mkdir(context.folders.deleting, { recursive: true })
  for (const asset of [...batch, ...hidden]) await stepAside(context, asset)
  const { rev, deletedIds } = await deleteAssets(context.db, ids)
  context.news.changed(rev, deletedIds)
  await settleDeletions(context)
}

async function stepAside(context: LibraryContext, asset: AssetFileFacts): Promise<void> {
  try {
    await rename(
      storedFilePath(context.folders, asset),
      join(context.folders.deleting, `${asset.sha256}.${asset.extension}`),
    )
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}

/** Ends deletions that were begun: a file whose row is still there goes back, any other goes for good. */
export async function settleDeletions(context: LibraryContext): Promise<void> {
  const names = await readdir(context.folders.deleting).catch(() => [])
  for (const name of names) {
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
