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
