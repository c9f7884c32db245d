import type { CanvasDocument } from '@shared/domain/canvas'
import type { Database } from '../database'

interface DocumentRow {
  readonly id: string
  readonly title: string
  readonly source_asset_id: string
  readonly mask_asset_id: string | null
  readonly prompt: string
  readonly created_at: number
  readonly updated_at: number
}

const RECENT_LIMIT = 100

export async function listCanvasDocuments(db: Database): Promise<readonly CanvasDocument[]> {
  const rows = db.all<DocumentRow>(
    'canvas.list',
    'SELECT * FROM canvas_document WHERE deleted_at IS NULL ORDER BY updated_at DESC LIMIT ?',
    [RECENT_LIMIT],
  )
  return rows.map((row) => toDocument(db, row))
}

export async function loadCanvasDocument(db: Database, documentId: string): Promise<CanvasDocument | null> {
  const row = db.get<DocumentRow>('canvas.get', 'SELECT * FROM canvas_document WHERE id = ?', [documentId])
  return row ? toDocument(db, row) : null
}

/** The newest open document of a picture, so that opening it again goes on where one left off. */
export async function findCanvasDocument(db: Database, assetId: string): Promise<string | null> {
  const row = db.get<{ id: string }>(
    'canvas.find',
    'SELECT id FROM canvas_document WHERE source_asset_id = ? AND deleted_at IS NULL ORDER BY updated_at DESC LIMIT 1',
    [assetId],
  )
  return row?.id ?? null
}

function toDocument(db: Database, row: DocumentRow): CanvasDocument {
  const tasks = db.all<{ id: string }>(
    'canvas.tasks',
    `SELECT task.id FROM generation JOIN task ON task.generation_id = generation.id
     WHERE generation.origin_json = ? ORDER BY task.id DESC`,
    [originJson(row.id)],
  )
  const results = db.all<{ id: string }>(
    'canvas.results',
    `SELECT DISTINCT asset.id FROM generation JOIN asset ON asset.generation_id = generation.id
     WHERE generation.origin_json = ? AND asset.is_hidden = 0 AND asset.trashed_at IS NULL ORDER BY asset.id DESC`,
    [originJson(row.id)],
  )
  return {
    id: row.id,
    title: row.title,
    sourceAssetId: row.source_asset_id,
    maskAssetId: row.mask_asset_id,
    prompt: row.prompt,
    resultAssetIds: results.map(({ id }) => id),
    taskIds: tasks.map(({ id }) => id),
    createdAtMs: row.created_at,
    updatedAtMs: row.updated_at,
  }
}

/** Written with the keys in this order by everybody, so that equality finds it (see the index on origin). */
const originJson = (documentId: string): string => JSON.stringify({ kind: 'canvas', documentId })
