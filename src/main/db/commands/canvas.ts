import type { Database } from '../database'

export interface NewCanvasDocument {
  readonly id: string
  readonly title: string
  readonly sourceAssetId: string
  readonly nowMs: number
}

export async function insertCanvasDocument(db: Database, document: NewCanvasDocument): Promise<void> {
  db.run(
    'canvas.insert',
    'INSERT INTO canvas_document (id, title, source_asset_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?)',
    [document.id, document.title, document.sourceAssetId, document.nowMs, document.nowMs],
  )
}

export interface CanvasChange {
  readonly prompt?: string | undefined
  readonly maskAssetId?: string | null | undefined
}

export async function updateCanvasDocument(
  db: Database,
  documentId: string,
  change: CanvasChange,
  nowMs: number,
): Promise<void> {
  db.transaction('canvas.update', () => {
    if (change.prompt !== undefined)
      db.run('canvas.set-prompt', 'UPDATE canvas_document SET prompt = ? WHERE id = ?', [change.prompt, documentId])
    if (change.maskAssetId !== undefined) {
      db.run('canvas.set-mask', 'UPDATE canvas_document SET mask_asset_id = ? WHERE id = ?', [
        change.maskAssetId,
        documentId,
      ])
    }
    db.run('canvas.touch', 'UPDATE canvas_document SET updated_at = ? WHERE id = ?', [nowMs, documentId])
  })
}

export async function markCanvasDocumentDeleted(db: Database, documentId: string, deletedAtMs: number): Promise<void> {
  db.run('canvas.delete', 'UPDATE canvas_document SET deleted_at = ? WHERE id = ?', [deletedAtMs, documentId])
}
