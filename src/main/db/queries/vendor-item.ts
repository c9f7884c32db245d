import type { SceneSample } from '@shared/contracts/vendor-item'
import type { VendorItem, VendorItemKind } from '@shared/domain/vendor-item'
import type { Database } from '../database'

interface VendorItemRow {
  readonly id: string
  readonly kind: VendorItemKind
  readonly remote_id: string
  readonly name: string
  readonly is_own: number
  readonly cover_asset_id: string | null
  readonly duration_ms: number | null
  readonly created_at: number
}

/** The thumbnail of a result is known only once the result is stored, so it is looked up and not copied. */
const ITEM = `SELECT vendor_item.id, kind, remote_id, name, is_own, duration_ms, vendor_item.created_at,
  coalesce(vendor_item.cover_asset_id, output.asset_id) AS cover_asset_id
  FROM vendor_item LEFT JOIN output ON output.id = vendor_item.output_id`

const MAX_ITEMS = 500

/** What is kept under one key, own things first, newest first. */
export async function listVendorItems(
  db: Database,
  keyProfileId: string,
  kind: VendorItemKind,
): Promise<readonly VendorItem[]> {
  return db
    .all<VendorItemRow>(
      'vendor-item.list',
      `${ITEM} WHERE key_profile_id = ? AND kind = ? AND deleted_at IS NULL
       ORDER BY is_own DESC, vendor_item.created_at DESC, vendor_item.id DESC LIMIT ${MAX_ITEMS}`,
      [keyProfileId, kind],
    )
    .map(toVendorItem)
}

export async function listItemsOfTask(db: Database, taskId: string): Promise<readonly VendorItem[]> {
  return db
    .all<VendorItemRow>('vendor-item.of-task', `${ITEM} WHERE vendor_item.task_id = ? ORDER BY vendor_item.id`, [
      taskId,
    ])
    .map(toVendorItem)
}

/** The newest stored clip of each effect, over what Kling keeps; there is no index of all generations by operation. */
export async function listSceneSamples(db: Database): Promise<readonly SceneSample[]> {
  return db
    .all<{ scene: string; asset_id: string }>(
      'vendor-item.scene-samples',
      `SELECT json_extract(generation.params_json, '$.effect_scene') AS scene, asset.id AS asset_id,
         max(asset.created_at)
       FROM vendor_item
       JOIN output ON output.id = vendor_item.output_id
       JOIN asset ON asset.id = output.asset_id AND asset.trashed_at IS NULL
       JOIN task ON task.id = vendor_item.task_id
       JOIN generation ON generation.id = task.generation_id
       WHERE vendor_item.kind = 'kling-video' AND generation.operation_id LIKE 'kling.effects%' AND scene IS NOT NULL
       GROUP BY scene`,
    )
    .map((row) => ({ scene: row.scene, assetId: row.asset_id }))
}

export interface OwnedVendorItem extends VendorItem {
  readonly keyProfileId: string
}

export async function loadVendorItem(db: Database, id: string): Promise<OwnedVendorItem | null> {
  const row = db.get<VendorItemRow & { readonly key_profile_id: string }>(
    'vendor-item.load',
    `SELECT vendor_item.*, NULL AS cover_asset_id FROM vendor_item WHERE id = ?`,
    [id],
  )
  return row ? { ...toVendorItem(row), keyProfileId: row.key_profile_id } : null
}

const toVendorItem = (row: VendorItemRow): VendorItem => ({
  id: row.id,
  kind: row.kind,
  remoteId: row.remote_id,
  name: row.name,
  isOwn: row.is_own === 1,
  coverAssetId: row.cover_asset_id,
  durationMs: row.duration_ms,
  createdAtMs: row.created_at,
})
