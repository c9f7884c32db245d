import type { Database } from '../database'
import { type Changed, recordChange } from './undo-log'

/**
 * Keeps one of several items with the best that any of them has: the highest rating and pick, all
 * tags and collections. The others go to the trash. All of it is one act, undone as one.
 */
export async function mergeDuplicates(
  db: Database,
  step: { readonly id: string; readonly nowMs: number },
  keepId: string,
  otherIds: readonly string[],
): Promise<Changed> {
  const undoStep = { ...step, action: 'merge' as const, itemCount: otherIds.length + 1 }
  return recordChange(db, undoStep, { assetIds: [keepId, ...otherIds] }, () => {
    const others = JSON.stringify(otherIds)
    for (const [name, table, column, more] of MEMBERSHIPS) {
      db.run(
        `merge.${name}`,
        `INSERT OR IGNORE INTO ${table} (${column}, asset_number${more})
         SELECT ${column}, (SELECT number FROM asset WHERE id = ?)${more} FROM ${table}
         WHERE asset_number IN (SELECT number FROM asset WHERE id IN (SELECT value FROM json_each(?)))`,
        [keepId, others],
      )
    }
    db.run(
      'merge.marks',
      `UPDATE asset SET
         rating = max(rating, (SELECT coalesce(max(rating), 0) FROM asset WHERE id IN (SELECT value FROM json_each(?)))),
         pick = max(pick, (SELECT coalesce(max(pick), 0) FROM asset WHERE id IN (SELECT value FROM json_each(?)))),
         label = CASE WHEN label <> 0 THEN label ELSE (SELECT coalesce(max(label), 0) FROM asset
           WHERE id IN (SELECT value FROM json_each(?))) END
       WHERE id = ?`,
      [others, others, others, keepId],
    )
    db.run('merge.trash', 'UPDATE asset SET trashed_at = ? WHERE id IN (SELECT value FROM json_each(?))', [
      step.nowMs,
      others,
    ])
  })
}

const MEMBERSHIPS = [
  ['tags', 'asset_tag', 'tag_id', ''],
  ['collections', 'collection_item', 'collection_id', ', added_at'],
] as const
