import { foldedPath } from '../commands/readable-file'
import type { Database } from '../database'

export interface ReadableFile {
  readonly assetId: string
  /** Relative, with `/` between folders. */
  readonly path: string
}

export async function readablePathOf(db: Database, assetId: string): Promise<string | null> {
  return (
    db.get<{ path: string }>('readable.of', 'SELECT path FROM readable_file WHERE asset_id = ?', [assetId])?.path ??
    null
  )
}

/** Whether another item has that name already. */
export async function isReadableTaken(db: Database, path: string, assetId: string): Promise<boolean> {
  const row = db.get<{ id: string }>(
    'readable.taken',
    'SELECT asset_id AS id FROM readable_file WHERE folded_path = ? AND asset_id <> ?',
    [foldedPath(path), assetId],
  )
  return row !== undefined
}

export async function listReadable(db: Database, limit: number): Promise<readonly ReadableFile[]> {
  return db.all('readable.list', 'SELECT asset_id AS assetId, path FROM readable_file LIMIT ?', [limit])
}

/** Files of items that were deleted for good. */
export async function listOrphanedReadable(db: Database, limit: number): Promise<readonly ReadableFile[]> {
  return db.all(
    'readable.orphaned',
    `SELECT asset_id AS assetId, path FROM readable_file
     WHERE NOT EXISTS (SELECT 1 FROM asset WHERE asset.id = readable_file.asset_id) LIMIT ?`,
    [limit],
  )
}

export async function countReadable(db: Database): Promise<number> {
  return db.get<{ count: number }>('readable.count', 'SELECT count(*) AS count FROM readable_file')?.count ?? 0
}
