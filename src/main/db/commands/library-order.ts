import { COLOUR_LABELS } from '@shared/domain/asset'
import type { AssetMarks, SettableRelation } from '@shared/domain/library-order'
import type { Database } from '../database'
import { writeNote, writeTrashed } from './asset'
import { bumpRevision } from './library-revision'
import * as stacks from './stack-writes'
import { type Changed, recordChange, type UndoStep } from './undo-log'

/** Ratings, colours and picks; what is absent stays. */
export async function markAssets(
  db: Database,
  step: UndoStep,
  assetIds: readonly string[],
  marks: AssetMarks,
): Promise<Changed> {
  return recordChange(db, step, { assetIds }, () => writeMarks(db, assetIds, marks))
}

/** Inside a transaction. */
export function writeMarks(db: Database, assetIds: readonly string[], { rating, label, pick }: AssetMarks): void {
  const ids = JSON.stringify(assetIds)
  const write = (column: 'rating' | 'label' | 'pick', value: number): void => {
    db.run(`asset.mark-${column}`, `UPDATE asset SET ${column} = ? WHERE id IN (SELECT value FROM json_each(?))`, [
      value,
      ids,
    ])
  }
  if (rating !== undefined) write('rating', rating)
  if (label !== undefined) write('label', label === null ? 0 : COLOUR_LABELS.indexOf(label) + 1)
  if (pick !== undefined) write('pick', pick)
}

/** `trashedAtMs` null brings them back. */
export async function trashAssets(
  db: Database,
  step: UndoStep,
  assetIds: readonly string[],
  trashedAtMs: number | null,
): Promise<Changed> {
  return recordChange(db, step, { assetIds }, () => void writeTrashed(db, assetIds, trashedAtMs))
}

export async function noteAsset(db: Database, step: UndoStep, assetId: string, note: string): Promise<Changed> {
  return recordChange(db, step, { assetIds: [assetId] }, () => writeNote(db, assetId, note))
}

export type StackChange =
  | { readonly kind: 'together'; readonly winnerId: string }
  | { readonly kind: 'dissolve' }
  | { readonly kind: 'take-out' }
  | { readonly kind: 'winner' }

export async function changeStacks(
  db: Database,
  step: UndoStep,
  assetIds: readonly string[],
  change: StackChange,
): Promise<Changed> {
  return recordChange(db, step, { assetIds }, () => {
    if (change.kind === 'together') stacks.stackTogether(db, assetIds, change.winnerId)
    else if (change.kind === 'dissolve') stacks.dissolveStacks(db, assetIds)
    else if (change.kind === 'take-out') stacks.takeOutOfStacks(db, assetIds)
    else for (const assetId of assetIds) stacks.chooseWinner(db, assetId)
  })
}

/** Folds or unfolds stacks in the grid; how one looks at them is nothing to undo. */
export async function setStacksOpen(db: Database, stackIds: readonly string[], isOpen: boolean): Promise<number> {
  return db.transaction('stack.set-open', () => {
    for (const stackId of stackIds) stacks.openStack(db, stackId, isOpen)
    return bumpRevision(db)
  })
}

export interface RelationChange {
  readonly childId: string
  readonly parentId: string
  readonly relation: SettableRelation
  readonly isSet: boolean
}

export async function changeRelation(db: Database, step: UndoStep, change: RelationChange): Promise<Changed> {
  const { childId, parentId, relation, isSet } = change
  return recordChange(db, step, { assetIds: [childId, parentId] }, () => {
    const sql = isSet
      ? `INSERT OR IGNORE INTO asset_relation (child_id, parent_id, relation) SELECT ?, id, ? FROM asset
         WHERE id = ? AND id <> ?`
      : 'DELETE FROM asset_relation WHERE child_id = ? AND relation = ? AND parent_id = ? AND parent_id <> ?'
    db.run(isSet ? 'asset.relate' : 'asset.unrelate', sql, [childId, relation, parentId, childId])
  })
}
