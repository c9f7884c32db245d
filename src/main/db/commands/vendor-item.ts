import { findOperation } from '@shared/catalog/operations'
import type { FoundVendorItem, VendorItemKind } from '@shared/domain/vendor-item'
import type { Database } from '../database'

export interface NewVendorItem extends FoundVendorItem {
  readonly id: string
}

interface MakingRow {
  readonly operation_id: string
  readonly prompt: string
  readonly key_profile_id: string
  readonly input_asset_ids_json: string
}

/** Part of the transaction that notes a task's outputs: what the vendor keeps of it. Known things get their new name. */
export function addItemsOfTask(
  db: Database,
  taskId: string,
  items: readonly NewVendorItem[],
  outputs: readonly { readonly id: string; readonly ordinal: number }[],
  nowMs: number,
): void {
  if (items.length === 0) return
  const row = db.get<MakingRow>(
    'vendor-item.made-by',
    `SELECT operation_id, substr(prompt, 1, 120) AS prompt, key_profile_id, input_asset_ids_json
     FROM task JOIN generation ON generation.id = task.generation_id WHERE task.id = ?`,
    [taskId],
  )
  if (!row) return
  const [firstInput] = JSON.parse(row.input_asset_ids_json) as readonly string[]
  for (const item of items) {
    const outputId = outputs.find(({ ordinal }) => ordinal === item.outputOrdinal)?.id ?? null
    saveItem(db, {
      item: { ...item, name: item.name ?? row.prompt },
      family: findOperation(row.operation_id)?.family ?? '',
      keyProfileId: row.key_profile_id,
      taskId,
      outputId,
      coverAssetId: outputId === null ? (firstInput ?? null) : null,
      nowMs,
    })
  }
}

export interface ListedVendorItems {
  readonly items: readonly NewVendorItem[]
  readonly kind: VendorItemKind
  readonly family: string
  readonly keyProfileId: string
  /** The vendor showed all that it has: what is not among them is gone there. */
  readonly isComplete: boolean
  readonly nowMs: number
}

/** What a vendor listed. Covers and names that the studio knows better stay. */
export async function saveListedItems(db: Database, listed: ListedVendorItems): Promise<void> {
  const { items, family, keyProfileId, kind, isComplete, nowMs } = listed
  db.transaction('vendor-item.save-listed', () => {
    for (const item of items)
      saveItem(db, { item, family, keyProfileId, taskId: null, outputId: null, coverAssetId: null, nowMs })
    if (!isComplete) return
    db.run(
      'vendor-item.note-gone',
      `UPDATE vendor_item SET deleted_at = ? WHERE key_profile_id = ? AND kind = ? AND deleted_at IS NULL
       AND is_own = 0 AND remote_id NOT IN (SELECT value FROM json_each(?))`,
      [nowMs, keyProfileId, kind, JSON.stringify(items.map(({ remoteId }) => remoteId))],
    )
  })
}

/** It is not offered any more. */
export async function markItemDeleted(db: Database, id: string, nowMs: number): Promise<void> {
  db.run('vendor-item.delete', 'UPDATE vendor_item SET deleted_at = ? WHERE id = ?', [nowMs, id])
}

interface ItemToSave {
  readonly item: NewVendorItem
  readonly family: string
  readonly keyProfileId: string
  readonly taskId: string | null
  readonly outputId: string | null
  readonly coverAssetId: string | null
  readonly nowMs: number
}

function saveItem(db: Database, { item, ...rest }: ItemToSave): void {
  db.run(
    'vendor-item.save',
    `INSERT INTO vendor_item (id, kind, family, remote_id, name, key_profile_id, is_own, task_id, output_id, cover_asset_id,
       duration_ms, created_at)
     VALUES (:id, :kind, :family, :remoteId, :name, :keyProfileId, :isOwn, :taskId, :outputId, :coverAssetId, :durationMs, :nowMs)
     ON CONFLICT (key_profile_id, kind, remote_id) DO UPDATE SET
       name = CASE WHEN excluded.name = '' THEN name ELSE excluded.name END,
       task_id = coalesce(task_id, excluded.task_id), output_id = coalesce(output_id, excluded.output_id),
       duration_ms = coalesce(duration_ms, excluded.duration_ms),
       cover_asset_id = coalesce(cover_asset_id, excluded.cover_asset_id), deleted_at = NULL`,
    {
      id: item.id,
      kind: item.kind,
      family: rest.family,
      remoteId: item.remoteId,
      name: item.name ?? '',
      keyProfileId: rest.keyProfileId,
      isOwn: item.isOwn === false ? 0 : 1,
      taskId: rest.taskId,
      outputId: rest.outputId,
      coverAssetId: rest.coverAssetId,
      durationMs: item.durationMs ?? null,
      nowMs: rest.nowMs,
    },
  )
}
