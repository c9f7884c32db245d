import type { Database } from '../database'

export interface IndexedFolderRow {
  readonly id: string
  readonly path: string
  readonly scannedAtMs: number | null
  readonly items: number
  readonly missing: number
}

export interface KnownPlace {
  readonly relativePath: string
  readonly assetId: string
  readonly byteSize: number
  readonly modifiedAtMs: number
  readonly isMissing: boolean
  /** Somebody looked for the asset's file in vain. */
  readonly isAssetMissing: boolean
}

export async function listIndexedFolders(db: Database): Promise<readonly IndexedFolderRow[]> {
  return db.all(
    'indexed-folder.list',
    `SELECT id, path, scanned_at AS scannedAtMs,
       (SELECT count(*) FROM asset_place WHERE folder_id = indexed_folder.id) AS items,
       (SELECT count(*) FROM asset_place WHERE folder_id = indexed_folder.id AND is_missing = 1) AS missing
     FROM indexed_folder ORDER BY added_at, id`,
  )
}

/** A stretch of a folder's known places in the order of their paths. */
export async function listPlaces(
  db: Database,
  folderId: string,
  afterPath: string,
  limit: number,
): Promise<readonly KnownPlace[]> {
  const rows = db.all<PlaceRow>(
    'place.list',
    `SELECT ${PLACE_COLUMNS} FROM asset_place JOIN asset ON asset.id = asset_place.asset_id
     WHERE folder_id = ? AND relative_path > ? ORDER BY relative_path LIMIT ?`,
    [folderId, afterPath, limit],
  )
  return rows.map(toPlace)
}

/** The known ones of some paths of a folder. */
export async function findPlaces(
  db: Database,
  folderId: string,
  relativePaths: readonly string[],
): Promise<ReadonlyMap<string, KnownPlace>> {
  const rows = db.all<PlaceRow>(
    'place.find',
    `SELECT ${PLACE_COLUMNS} FROM asset_place JOIN asset ON asset.id = asset_place.asset_id
     WHERE folder_id = ? AND relative_path IN (SELECT value FROM json_each(?))`,
    [folderId, JSON.stringify(relativePaths)],
  )
  return new Map(rows.map((row) => [row.relative_path, toPlace(row)]))
}

const PLACE_COLUMNS = `relative_path, asset_id, asset_place.byte_size, modified_at, asset_place.is_missing,
  asset.is_missing AS is_lost`

interface PlaceRow {
  readonly relative_path: string
  readonly asset_id: string
  readonly byte_size: number
  readonly modified_at: number
  readonly is_missing: number
  readonly is_lost: number
}

const toPlace = (row: PlaceRow): KnownPlace => ({
  relativePath: row.relative_path,
  assetId: row.asset_id,
  byteSize: row.byte_size,
  modifiedAtMs: row.modified_at,
  isMissing: row.is_missing === 1,
  isAssetMissing: row.is_lost === 1,
})
