import type { Database } from '../database'
import { bumpRevision } from './library-revision'

export interface NewPlace {
  readonly folderId: string
  readonly relativePath: string
  readonly assetId: string
  readonly byteSize: number
  readonly modifiedAtMs: number
}

/** @returns false when the folder is indexed already */
export async function addIndexedFolder(
  db: Database,
  folder: { readonly id: string; readonly path: string; readonly nowMs: number },
): Promise<boolean> {
  const { changes } = db.run(
    'indexed-folder.add',
    'INSERT OR IGNORE INTO indexed_folder (id, path, added_at) VALUES (?, ?, ?)',
    [folder.id, folder.path, folder.nowMs],
  )
  return changes > 0
}

export async function noteScanned(db: Database, folderId: string, nowMs: number): Promise<void> {
  db.run('indexed-folder.scanned', 'UPDATE indexed_folder SET scanned_at = ? WHERE id = ?', [nowMs, folderId])
}

/** Puts a content into its place; the same content elsewhere keeps its row, so that a renamed file keeps everything. */
export async function putPlace(db: Database, place: NewPlace): Promise<number> {
  return db.transaction('place.put', () => {
    const rev = bumpRevision(db)
    db.run(
      'place.write',
      `INSERT INTO asset_place (folder_id, relative_path, asset_id, byte_size, modified_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET asset_id = excluded.asset_id, byte_size = excluded.byte_size,
         modified_at = excluded.modified_at, is_missing = 0`,
      [place.folderId, place.relativePath, place.assetId, place.byteSize, place.modifiedAtMs],
    )
    db.run('place.found', 'UPDATE asset SET is_missing = 0, rev = ? WHERE id = ? AND is_missing = 1', [
      rev,
      place.assetId,
    ])
    return rev
  })
}

/**
 * Files that are no longer in their places. Where the same content lies in another place, the old one is forgotten:
 * the file was moved. Otherwise the place is kept, for when the file comes back.
 * @returns assets that now have no file in any indexed folder
 */
export async function loosePlaces(
  db: Database,
  folderId: string,
  relativePaths: readonly string[],
): Promise<readonly string[]> {
  return db.transaction('place.loosen', () => {
    const paths = JSON.stringify(relativePaths)
    const here = 'folder_id = ? AND relative_path IN (SELECT value FROM json_each(?))'
    db.run('place.mark', `UPDATE asset_place SET is_missing = 1 WHERE ${here}`, [folderId, paths])
    db.run(
      'place.forget-moved',
      `DELETE FROM asset_place WHERE ${here} AND EXISTS (SELECT 1 FROM asset_place AS other
         WHERE other.asset_id = asset_place.asset_id AND other.is_missing = 0)`,
      [folderId, paths],
    )
    const rows = db.all<{ asset_id: string }>('place.lost', `SELECT DISTINCT asset_id FROM asset_place WHERE ${here}`, [
      folderId,
      paths,
    ])
    return rows.map((row) => row.asset_id)
  })
}

/** Forgets a folder; its files are not touched, and its items stay as missing until they are deleted. */
export async function removeIndexedFolder(db: Database, folderId: string): Promise<readonly string[]> {
  return db.transaction('indexed-folder.remove', () => {
    const rows = db.all<{ asset_id: string }>(
      'indexed-folder.assets',
      `SELECT DISTINCT asset_id FROM asset_place AS place WHERE folder_id = ? AND NOT EXISTS (
         SELECT 1 FROM asset_place AS other WHERE other.asset_id = place.asset_id AND other.folder_id <> place.folder_id)`,
      [folderId],
    )
    db.run('indexed-folder.drop', 'DELETE FROM indexed_folder WHERE id = ?', [folderId])
    return rows.map((row) => row.asset_id)
  })
}
