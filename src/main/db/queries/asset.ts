import type { AssetCard, AssetDetail, AssetLink, AssetOrigin } from '@shared/domain/asset'
import type { MediaKind } from '@shared/domain/media'
import type { Database } from '../database'
import {
  type AssetCardRow,
  type AssetLinkRow,
  type AssetRow,
  CARD_COLUMNS,
  STACK_COLUMN,
  toCard,
} from '../repositories/asset'

/** What is needed to find an asset's file and to serve it. */
export interface AssetFileFacts {
  readonly id: string
  readonly sha256: string
  readonly media: MediaKind
  readonly mime: string
  readonly extension: string
  readonly byteSize: number
  readonly thumbnail: AssetCard['thumbnail']
  readonly title: string
  readonly displayName: string
  readonly modelId: string | null
  readonly origin: AssetOrigin
  readonly isMissing: boolean
  /** The file in an indexed folder; null where the library keeps it itself. */
  readonly placePath: string | null
}

interface FileRow extends AssetRow {
  readonly place_path: string | null
}

/** All of a row, and where in an indexed folder its file lies. */
const FILE_COLUMNS = `asset.*, (
  SELECT indexed_folder.path || '/' || asset_place.relative_path
  FROM asset_place JOIN indexed_folder ON indexed_folder.id = asset_place.folder_id
  WHERE asset_place.asset_id = asset.id AND asset_place.is_missing = 0 ORDER BY asset_place.relative_path LIMIT 1
) AS place_path`

export async function libraryRevision(db: Database): Promise<number> {
  return db.get<{ rev: number }>('library.revision', 'SELECT rev FROM library_revision')?.rev ?? 0
}

export async function loadAssetDetail(db: Database, assetId: string): Promise<AssetDetail | null> {
  const row = db.get<AssetRow>('asset.get', `SELECT *, ${STACK_COLUMN} FROM asset WHERE id = ?`, [assetId])
  if (!row) return null
  return {
    ...toCard(row),
    title: row.title,
    sha256: row.sha256,
    mime: row.mime,
    extension: row.extension,
    byteSize: row.byte_size,
    displayName: row.display_name,
    origin: row.origin,
    note: row.note,
    costMicroUsd: row.cost_micro_usd,
    tags: tagsOf(db, row.number),
    trashedAtMs: row.trashed_at,
    generationId: row.generation_id,
    modelId: row.model_id,
    parents: links(db, 'asset.parents', 'parent_id', 'child_id', assetId),
    children: links(db, 'asset.children', 'child_id', 'parent_id', assetId),
  }
}

/** Cards in the order of the ids; ids without a row are left out. */
export async function loadAssetCards(db: Database, assetIds: readonly string[]): Promise<readonly AssetCard[]> {
  const rows = db.all<AssetCardRow>(
    'asset.cards',
    `SELECT ${CARD_COLUMNS} FROM json_each(?) AS wanted JOIN asset ON asset.id = wanted.value ORDER BY wanted.key`,
    [JSON.stringify(assetIds)],
  )
  return rows.map(toCard)
}

/** The same without what lies in the trash. */
export async function loadKeptCards(db: Database, assetIds: readonly string[]): Promise<readonly AssetCard[]> {
  const rows = db.all<AssetCardRow>(
    'asset.kept-cards',
    `SELECT ${CARD_COLUMNS} FROM json_each(?) AS wanted JOIN asset ON asset.id = wanted.value
     WHERE asset.trashed_at IS NULL ORDER BY wanted.key`,
    [JSON.stringify(assetIds)],
  )
  return rows.map(toCard)
}

export async function loadAssetFile(db: Database, assetId: string): Promise<AssetFileFacts | null> {
  const row = db.get<FileRow>('asset.file', `SELECT ${FILE_COLUMNS} FROM asset WHERE id = ?`, [assetId])
  return row ? toFileFacts(row) : null
}

export async function loadAssetFiles(db: Database, assetIds: readonly string[]): Promise<readonly AssetFileFacts[]> {
  const rows = db.all<FileRow>(
    'asset.files',
    `SELECT ${FILE_COLUMNS} FROM json_each(?) AS wanted JOIN asset ON asset.id = wanted.value ORDER BY wanted.key`,
    [JSON.stringify(assetIds)],
  )
  return rows.map(toFileFacts)
}

export async function findAssetBySha256(db: Database, sha256: string): Promise<string | null> {
  return db.get<{ id: string }>('asset.by-sha256', 'SELECT id FROM asset WHERE sha256 = ?', [sha256])?.id ?? null
}

export async function listModelsWithCounts(db: Database): Promise<readonly { modelId: string; count: number }[]> {
  return db.all(
    'asset.models',
    `SELECT model_id AS modelId, sum(count) AS count FROM asset_day_count
     WHERE model_id <> '' GROUP BY model_id ORDER BY count DESC, model_id`,
  )
}

/** Assets whose thumbnail is still to be made, newest first, because those are looked at. */
export async function listThumbnailsDue(
  db: Database,
  exceptIds: readonly string[],
  limit: number,
): Promise<readonly AssetFileFacts[]> {
  const rows = db.all<FileRow>(
    'asset.thumbnails-due',
    `SELECT ${FILE_COLUMNS} FROM asset WHERE thumbnail = 'pending' AND is_missing = 0
       AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT ?`,
    [JSON.stringify(exceptIds), limit],
  )
  return rows.map(toFileFacts)
}

export async function countAssets(db: Database): Promise<number> {
  return db.get<{ count: number }>('asset.count', 'SELECT count(*) AS count FROM asset')?.count ?? 0
}

/** A stretch of all files in the order of their ids, for the sweeper. */
export async function listFilesAfter(db: Database, afterId: string, limit: number): Promise<readonly AssetFileFacts[]> {
  const rows = db.all<FileRow>(
    'asset.files-after',
    `SELECT ${FILE_COLUMNS} FROM asset WHERE id > ? ORDER BY id LIMIT ?`,
    [afterId, limit],
  )
  return rows.map(toFileFacts)
}

/** Trashed assets that nothing living needs: a picture on an open canvas stays. */
export async function listDeletable(db: Database, limit: number): Promise<readonly AssetFileFacts[]> {
  const rows = db.all<FileRow>(
    'asset.deletable',
    `SELECT ${FILE_COLUMNS} FROM asset WHERE trashed_at IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM canvas_document WHERE deleted_at IS NULL AND source_asset_id = asset.id
     ) ORDER BY trashed_at LIMIT ?`,
    [limit],
  )
  return rows.map(toFileFacts)
}

function tagsOf(db: Database, assetNumber: number): AssetDetail['tags'] {
  return db.all(
    'asset.tags',
    `SELECT tag.id, tag.name FROM asset_tag JOIN tag ON tag.id = asset_tag.tag_id
     WHERE asset_tag.asset_number = ? ORDER BY tag.folded_name`,
    [assetNumber],
  )
}

function links(
  db: Database,
  name: string,
  otherColumn: 'parent_id' | 'child_id',
  ownColumn: 'parent_id' | 'child_id',
  assetId: string,
): readonly AssetLink[] {
  const rows = db.all<AssetLinkRow>(
    name,
    `SELECT asset.id AS asset_id, asset_relation.relation, asset.media, asset.title
     FROM asset_relation JOIN asset ON asset.id = asset_relation.${otherColumn}
     WHERE asset_relation.${ownColumn} = ? ORDER BY asset.id DESC LIMIT 200`,
    [assetId],
  )
  return rows.map((row) => ({
    assetId: row.asset_id,
    relation: row.relation,
    media: row.media,
    title: row.title.slice(0, 160),
  }))
}

const toFileFacts = (row: FileRow): AssetFileFacts => ({
  id: row.id,
  sha256: row.sha256,
  media: row.media,
  mime: row.mime,
  extension: row.extension,
  byteSize: row.byte_size,
  thumbnail: row.thumbnail,
  title: row.title,
  displayName: row.display_name,
  modelId: row.model_id,
  origin: row.origin,
  isMissing: row.is_missing === 1,
  placePath: row.place_path,
})
