import type { Database } from '../database'
import { type Changed, recordChange, type UndoStep } from './undo-log'

export interface NewCollection {
  readonly id: string
  readonly kind: 'manual' | 'smart'
  readonly name: string
  readonly parentId: string | null
  readonly search: string
}

export async function createCollection(db: Database, step: UndoStep, collection: NewCollection): Promise<Changed> {
  const { id, kind, name, parentId, search } = collection
  return recordChange(db, step, { hasCollections: true }, () => {
    db.run(
      'collection.create',
      'INSERT INTO collection (id, kind, name, parent_id, search, created_at) VALUES (?, ?, ?, ?, ?, ?)',
      [id, kind, name, parentId, search, step.nowMs],
    )
  })
}

export interface CollectionEdit {
  readonly name?: string | undefined
  readonly parentId?: string | null | undefined
  readonly search?: string | undefined
}

export async function editCollection(
  db: Database,
  step: UndoStep,
  collectionId: string,
  edit: CollectionEdit,
): Promise<Changed> {
  return recordChange(db, step, { hasCollections: true }, () => {
    const write = (column: 'name' | 'parent_id' | 'search', value: string | null): void => {
      db.run(`collection.set-${column}`, `UPDATE collection SET ${column} = ? WHERE id = ?`, [value, collectionId])
    }
    if (edit.name !== undefined) write('name', edit.name)
    if (edit.parentId !== undefined) write('parent_id', edit.parentId)
    if (edit.search !== undefined) write('search', edit.search)
  })
}

/** With all within it; the items stay in the library, and undo brings the collections back with them. */
export async function deleteCollections(
  db: Database,
  step: UndoStep,
  collectionIds: readonly string[],
): Promise<Changed> {
  return recordChange(db, step, { hasCollections: true }, () => {
    db.run(
      'collection.delete',
      'UPDATE collection SET deleted_at = ? WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(?))',
      [step.nowMs, JSON.stringify(collectionIds)],
    )
  })
}

/** Adds items to a collection or takes them out; an item may be in many. */
export async function collectAssets(
  db: Database,
  step: UndoStep,
  assetIds: readonly string[],
  target: { readonly collectionId: string; readonly isIn: boolean },
): Promise<Changed> {
  const ids = JSON.stringify(assetIds)
  return recordChange(db, step, { assetIds }, () => {
    if (target.isIn) {
      db.run(
        'collection.add',
        `INSERT OR IGNORE INTO collection_item (collection_id, asset_number, added_at)
         SELECT ?, number, ? FROM asset WHERE id IN (SELECT value FROM json_each(?))`,
        [target.collectionId, step.nowMs, ids],
      )
      return
    }
    db.run(
      'collection.remove',
      `DELETE FROM collection_item WHERE collection_id = ? AND asset_number IN (
         SELECT number FROM asset WHERE id IN (SELECT value FROM json_each(?)))`,
      [target.collectionId, ids],
    )
  })
}
