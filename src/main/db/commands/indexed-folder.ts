import type { ImportedRecipe } from '@shared/domain/imported-recipe'
import type { Database } from '../database'
import { insertAsset, type NewAsset } from './asset'
import { writeImportedRecipe } from './asset-recipe'
import { bumpRevision } from './library-revision'
import { rememberChange, type UndoStep } from './undo-log'

export interface NewPlace {
  readonly relativePath: string
  readonly modifiedAtMs: number
  readonly asset: NewAsset
  readonly recipe: ImportedRecipe | null
}

export interface PutPlaces {
  readonly rev: number
  readonly assetIds: readonly string[]
  readonly added: number
  /** Assets whose places others have now: their files were changed. */
  readonly replacedIds: readonly string[]
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

/**
 * Puts contents into their places, in one commit; a content that lies elsewhere too keeps its row, so that a renamed
 * file keeps everything. `asset.id` is used only where the content is new.
 */
export async function putPlaces(db: Database, folderId: string, places: readonly NewPlace[]): Promise<PutPlaces> {
  return db.transaction('place.put', () => {
    const rev = bumpRevision(db)
    const assetIds: string[] = []
    const replacedIds: string[] = []
    let added = 0
    for (const place of places) {
      const { asset, recipe } = place
      const known = db.get<{ id: string }>('place.content', 'SELECT id FROM asset WHERE sha256 = ?', [asset.sha256])
      if (!known) {
        insertAsset(db, asset, rev)
        if (recipe) writeImportedRecipe(db, asset.id, recipe)
        added += 1
      }
      const assetId = known?.id ?? asset.id
      const before = writePlace(db, folderId, place, assetId)
      if (before !== null && before !== assetId) replacedIds.push(before)
      assetIds.push(assetId)
    }
    writeFound(db, assetIds, rev)
    return { rev, assetIds, added, replacedIds }
  })
}

/** @returns the asset that had the place before */
function writePlace(db: Database, folderId: string, place: NewPlace, assetId: string): string | null {
  const { relativePath, modifiedAtMs, asset } = place
  const before = db.get<{ asset_id: string }>(
    'place.before',
    'SELECT asset_id FROM asset_place WHERE folder_id = ? AND relative_path = ?',
    [folderId, relativePath],
  )
  db.run(
    'place.write',
    `INSERT INTO asset_place (folder_id, relative_path, asset_id, byte_size, modified_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET asset_id = excluded.asset_id, byte_size = excluded.byte_size,
       modified_at = excluded.modified_at, is_missing = 0`,
    [folderId, relativePath, assetId, asset.byteSize, modifiedAtMs],
  )
  return before?.asset_id ?? null
}

/** What failed while its file was away is tried again. Inside a transaction. */
function writeFound(db: Database, assetIds: readonly string[], rev: number): void {
  db.run(
    'place.found',
    `UPDATE asset SET is_missing = 0, rev = ?, thumbnail = CASE thumbnail WHEN 'failed' THEN 'pending' ELSE thumbnail END
     WHERE is_missing = 1 AND id IN (SELECT value FROM json_each(?))`,
    [rev, JSON.stringify(assetIds)],
  )
}

/** Files that are in their places again, unchanged. */
export async function findPlacesAgain(
  db: Database,
  folderId: string,
  places: readonly { readonly relativePath: string; readonly assetId: string }[],
): Promise<number> {
  return db.transaction('place.find-again', () => {
    const rev = bumpRevision(db)
    const paths = JSON.stringify(places.map(({ relativePath }) => relativePath))
    db.run(
      'place.unmark',
      `UPDATE asset_place SET is_missing = 0
       WHERE folder_id = ? AND relative_path IN (SELECT value FROM json_each(?))`,
      [folderId, paths],
    )
    writeFound(
      db,
      places.map(({ assetId }) => assetId),
      rev,
    )
    return rev
  })
}

/** A stretch of a folder that is not there now; nothing of it is forgotten. @returns what may have no file any more */
export async function markPlacesAway(
  db: Database,
  folderId: string,
  relativePaths: readonly string[],
): Promise<readonly string[]> {
  return db.transaction('place.away', () => {
    const here = 'folder_id = ? AND relative_path IN (SELECT value FROM json_each(?))'
    const values = [folderId, JSON.stringify(relativePaths)]
    db.run('place.mark-away', `UPDATE asset_place SET is_missing = 1 WHERE ${here}`, values)
    const rows = db.all<{ asset_id: string }>(
      'place.away-assets',
      `SELECT DISTINCT asset_id FROM asset_place WHERE ${here}`,
      values,
    )
    return rows.map((row) => row.asset_id)
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

/**
 * Forgets a folder; its files are not touched, and its items stay as missing until they are deleted. Undoing it notes
 * the folder again, which is then read anew.
 */
export async function removeIndexedFolder(
  db: Database,
  folderId: string,
  step: UndoStep | null,
): Promise<readonly string[]> {
  return db.transaction('indexed-folder.remove', () => {
    const [before] = db.all<Readonly<Record<string, string | number | null>>>(
      'indexed-folder.row',
      'SELECT id, path, added_at, scanned_at FROM indexed_folder WHERE id = ?',
      [folderId],
    )
    if (step && before) rememberChange(db, step, [{ table: 'indexed_folder', before, after: null }])
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
