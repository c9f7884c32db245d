import type { UndoableAction } from '@shared/domain/library-order'
import type { Database } from '../database'
import { toJson } from '../json'
import {
  assetIdsOf,
  changesFromJson,
  compareImages,
  type ImageScope,
  readImages,
  resolveScope,
  type RowChange,
  writeImages,
} from '../row-images'
import { rewriteNotes } from './asset-text'
import { bumpRevision } from './library-revision'

/** One act of the person. An act that comes in several parts gives each the same id and is undone as one. */
export interface UndoStep {
  readonly id: string
  readonly action: UndoableAction
  /** How many items the person meant. */
  readonly itemCount: number
  readonly nowMs: number
}

export interface Changed {
  readonly rev: number
  readonly assetIds: readonly string[]
}

export interface Undone extends Changed {
  readonly stepId: string
  readonly action: UndoableAction
  readonly itemCount: number
}

/** Acts that cannot be done again by rows alone. */
const ONLY_UNDONE: ReadonlySet<UndoableAction> = new Set(['forget-folder'])

/** Parts of acts that are kept; older ones can no longer be undone. */
const KEPT_PARTS = 400

/** Does a change in one transaction and remembers what it did, so that it can be undone after a restart too. */
export function recordChange(db: Database, step: UndoStep, scope: ImageScope, work: () => void): Changed {
  return db.transaction(`undo.record-${step.action}`, () => {
    const resolved = resolveScope(db, scope)
    const before = readImages(db, resolved)
    work()
    const changes = compareImages(before, readImages(db, resolved))
    const rev = bumpRevision(db)
    const assetIds = assetIdsOf(db, changes)
    stampRevision(db, assetIds, rev)
    if (changes.length > 0) rememberChange(db, step, changes)
    return { rev, assetIds }
  })
}

/** Remembers an act whose rows were written before, inside the transaction that did so. */
export function rememberChange(db: Database, step: UndoStep, changes: readonly RowChange[]): void {
  // What was undone before cannot follow on something new.
  db.run('undo.forget-undone', "DELETE FROM undo_change WHERE state = 'undone'")
  db.run(
    'undo.keep',
    `INSERT INTO undo_change (step_id, action, item_count, changes_json, state, created_at)
     VALUES (?, ?, ?, ?, 'done', ?)`,
    [step.id, step.action, step.itemCount, toJson(changes), step.nowMs],
  )
  db.run('undo.forget-old', 'DELETE FROM undo_change WHERE number <= (SELECT max(number) FROM undo_change) - ?', [
    KEPT_PARTS,
  ])
}

/** Undoes an act, or the last one. Null where there is nothing to undo. */
export async function undoChange(db: Database, stepId: string | null): Promise<Undone | null> {
  return move(db, 'undo', stepId)
}

/** Does again what was undone last. */
export async function redoChange(db: Database): Promise<Undone | null> {
  return move(db, 'redo', null)
}

interface PartRow {
  readonly number: number
  readonly action: UndoableAction
  readonly item_count: number
  readonly changes_json: string
}

function move(db: Database, direction: 'undo' | 'redo', stepId: string | null): Undone | null {
  const from = direction === 'undo' ? 'done' : 'undone'
  const to = direction === 'undo' ? 'undone' : 'done'
  return db.transaction(`undo.${direction}`, () => {
    const id = stepId ?? nextStep(db, direction)
    if (id === null) return null
    const order = direction === 'undo' ? 'DESC' : 'ASC'
    const parts = db.all<PartRow>(
      'undo.parts',
      `SELECT number, action, item_count, changes_json FROM undo_change WHERE step_id = ? AND state = ?
       ORDER BY number ${order}`,
      [id, from],
    )
    const [first] = parts
    if (!first) return null
    const side = direction === 'undo' ? 'before' : 'after'
    const changes = parts.map((part) => changesFromJson(part.changes_json))
    for (const change of changes) writeImages(db, change, side)
    // What lay in the folder is read again after an undo; to let go of it once more is an act of its own.
    if (ONLY_UNDONE.has(first.action)) db.run('undo.forget', 'DELETE FROM undo_change WHERE step_id = ?', [id])
    db.run('undo.mark', 'UPDATE undo_change SET state = ? WHERE step_id = ? AND state = ?', [to, id, from])
    const rev = bumpRevision(db)
    const assetIds = assetIdsOf(db, changes.flat())
    stampRevision(db, assetIds, rev)
    rewriteNotes(db, notedIn(changes.flat()))
    return {
      rev,
      assetIds,
      stepId: id,
      action: first.action,
      itemCount: parts.reduce((sum, part) => sum + part.item_count, 0),
    }
  })
}

function nextStep(db: Database, direction: 'undo' | 'redo'): string | null {
  const sql =
    direction === 'undo'
      ? "SELECT step_id AS id FROM undo_change WHERE state = 'done' ORDER BY number DESC LIMIT 1"
      : "SELECT step_id AS id FROM undo_change WHERE state = 'undone' ORDER BY number LIMIT 1"
  return db.get<{ id: string }>('undo.next', sql)?.id ?? null
}

function stampRevision(db: Database, assetIds: readonly string[], rev: number): void {
  db.run('undo.stamp', 'UPDATE asset SET rev = ? WHERE id IN (SELECT value FROM json_each(?))', [
    rev,
    JSON.stringify(assetIds),
  ])
}

function notedIn(changes: readonly RowChange[]): readonly number[] {
  return changes
    .filter(({ table, before, after }) => table === 'asset' && 'note' in (before ?? after ?? {}))
    .map(({ before, after }) => Number((before ?? after)?.['number']))
}
