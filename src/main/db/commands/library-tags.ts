import type { Database } from '../database'
import { type Changed, recordChange, type UndoStep } from './undo-log'

/** Which tags assets get and lose, by id. */
export interface TagChange {
  readonly add: readonly number[]
  readonly remove: readonly number[]
}

export async function tagAssets(
  db: Database,
  step: UndoStep,
  assetIds: readonly string[],
  change: TagChange,
): Promise<Changed> {
  const values = [JSON.stringify(assetIds)]
  return recordChange(db, step, { assetIds }, () => {
    for (const tagId of change.add) {
      db.run(
        'tag.add',
        `INSERT OR IGNORE INTO asset_tag (tag_id, asset_number)
         SELECT ?, number FROM asset WHERE id IN (SELECT value FROM json_each(?))`,
        [tagId, ...values],
      )
    }
    for (const tagId of change.remove) {
      db.run(
        'tag.remove',
        `DELETE FROM asset_tag WHERE tag_id = ? AND asset_number IN (
           SELECT number FROM asset WHERE id IN (SELECT value FROM json_each(?)))`,
        [tagId, ...values],
      )
    }
  })
}

/** The tag that a name or an alias means, made when there is none. "places/lisbon" makes both, one beneath the other. */
export async function ensureTag(db: Database, step: UndoStep, path: string): Promise<number> {
  return db.transaction('tag.ensure', () => {
    const names = path
      .split('/')
      .map((name) => name.trim())
      .filter((name) => name !== '')
    let parentId: number | null = null
    for (const name of names) {
      const known = tagNamed(db, name)
      parentId = known ?? createTag(db, step, name, parentId)
    }
    if (parentId === null) throw new Error('A tag needs a name')
    return parentId
  })
}

/** By name or alias, in any case. */
export function tagNamed(db: Database, name: string): number | null {
  const folded = name.trim().toLowerCase()
  const row = db.get<{ id: number }>(
    'tag.named',
    `SELECT id FROM tag WHERE folded_name = @folded
     UNION ALL SELECT tag_id FROM tag_alias WHERE folded_name = @folded LIMIT 1`,
    { folded },
  )
  return row?.id ?? null
}

function createTag(db: Database, step: UndoStep, name: string, parentId: number | null): number {
  recordChange(db, step, { tagIds: [] }, () => {
    db.run('tag.create', 'INSERT INTO tag (name, folded_name, parent_id) VALUES (?, ?, ?)', [
      name,
      name.toLowerCase(),
      parentId,
    ])
  })
  return tagNamed(db, name) ?? 0
}

export interface TagEdit {
  readonly name?: string | undefined
  readonly parentId?: number | null | undefined
  readonly aliases?: readonly string[] | undefined
}

/** Renames, nests and gives other names. A former name becomes an alias, so that what was typed before still finds. */
export async function editTag(db: Database, step: UndoStep, tagId: number, edit: TagEdit): Promise<Changed> {
  return recordChange(db, step, { tagIds: [tagId] }, () => {
    if (edit.name !== undefined) renameTag(db, tagId, edit.name.trim())
    if (edit.parentId !== undefined) {
      db.run('tag.nest', 'UPDATE tag SET parent_id = ? WHERE id = ?', [edit.parentId, tagId])
    }
    if (edit.aliases !== undefined) {
      db.run('tag.forget-aliases', 'DELETE FROM tag_alias WHERE tag_id = ?', [tagId])
      for (const alias of edit.aliases) addAlias(db, tagId, alias.trim())
    }
  })
}

function renameTag(db: Database, tagId: number, name: string): void {
  const former = db.get<{ name: string }>('tag.name', 'SELECT name FROM tag WHERE id = ?', [tagId])
  db.run('tag.drop-alias', 'DELETE FROM tag_alias WHERE folded_name = ?', [name.toLowerCase()])
  db.run('tag.rename', 'UPDATE tag SET name = ?, folded_name = ? WHERE id = ?', [name, name.toLowerCase(), tagId])
  if (former && former.name.toLowerCase() !== name.toLowerCase()) addAlias(db, tagId, former.name)
}

function addAlias(db: Database, tagId: number, alias: string): void {
  if (alias === '') return
  db.run(
    'tag.add-alias',
    `INSERT OR IGNORE INTO tag_alias (folded_name, name, tag_id)
     SELECT @folded, @alias, @tagId WHERE NOT EXISTS (SELECT 1 FROM tag WHERE folded_name = @folded)`,
    { folded: alias.toLowerCase(), alias, tagId },
  )
}

/** One tag takes in another: its items, what is beneath it, and its names. */
export async function mergeTags(db: Database, step: UndoStep, fromId: number, intoId: number): Promise<Changed> {
  return recordChange(db, step, { tagIds: [fromId, intoId] }, () => {
    const from = db.get<{ name: string; parent_id: number | null }>(
      'tag.merged',
      'SELECT name, parent_id FROM tag WHERE id = ?',
      [fromId],
    )
    if (!from || fromId === intoId) return
    db.run(
      'tag.merge-items',
      'INSERT OR IGNORE INTO asset_tag (tag_id, asset_number) SELECT ?, asset_number FROM asset_tag WHERE tag_id = ?',
      [intoId, fromId],
    )
    // The one that stays may lie beneath the one that goes.
    db.run('tag.lift', 'UPDATE tag SET parent_id = ? WHERE id = ? AND parent_id = ?', [from.parent_id, intoId, fromId])
    db.run('tag.move-children', 'UPDATE tag SET parent_id = ? WHERE parent_id = ?', [intoId, fromId])
    db.run('tag.move-aliases', 'UPDATE tag_alias SET tag_id = ? WHERE tag_id = ?', [intoId, fromId])
    removeTag(db, fromId)
    addAlias(db, intoId, from.name)
  })
}

/** Takes the tag off everything; what lies beneath moves up. No file is touched. */
export async function deleteTag(db: Database, step: UndoStep, tagId: number): Promise<Changed> {
  return recordChange(db, step, { tagIds: [tagId] }, () => {
    db.run(
      'tag.lift-children',
      'UPDATE tag SET parent_id = (SELECT parent_id FROM tag WHERE id = @tagId) WHERE parent_id = @tagId',
      { tagId },
    )
    db.run('tag.delete-aliases', 'DELETE FROM tag_alias WHERE tag_id = ?', [tagId])
    removeTag(db, tagId)
  })
}

function removeTag(db: Database, tagId: number): void {
  db.run('tag.delete-items', 'DELETE FROM asset_tag WHERE tag_id = ?', [tagId])
  db.run('tag.delete', 'DELETE FROM tag WHERE id = ?', [tagId])
}
