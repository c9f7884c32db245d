import { COLOUR_LABELS } from '@shared/domain/asset'
import type { CullingItem } from '@shared/domain/library-culling'
import type { AssetMarks } from '@shared/domain/library-order'
import { groupBy } from '@shared/lib/group-by'
import type { Database } from '../database'
import { writeTrashed } from './asset'
import { writeMarks } from './library-order'
import { type Changed, recordChange, type UndoStep } from './undo-log'

export interface NewCulling {
  readonly title: string
  readonly assetIds: readonly string[]
  readonly nowMs: number
}

/** Begins a session in place of the one that may be there. */
export async function startCulling(db: Database, { title, assetIds, nowMs }: NewCulling): Promise<void> {
  db.transaction('culling.start', () => {
    forget(db)
    db.run('culling.begin', 'INSERT INTO culling_session VALUES (1, ?, 0, ?)', [title, nowMs])
    db.run(
      'culling.fill',
      'INSERT INTO culling_item (ordinal, asset_id) SELECT wanted.key, wanted.value FROM json_each(?) AS wanted',
      [JSON.stringify(assetIds)],
    )
  })
}

export async function decideCulling(
  db: Database,
  { ordinal, marks, position }: { readonly ordinal: number; readonly marks: AssetMarks; readonly position: number },
): Promise<void> {
  const { rating = null, pick = null, label } = marks
  const colour = label === undefined ? null : label === null ? 0 : COLOUR_LABELS.indexOf(label) + 1
  db.transaction('culling.decide', () => {
    db.run('culling.note', 'UPDATE culling_item SET rating = ?, pick = ?, label = ? WHERE ordinal = ?', [
      rating,
      pick,
      colour,
      ordinal,
    ])
    db.run('culling.move', 'UPDATE culling_session SET position = ?', [position])
  })
}

/** Writes all that was decided as one act, moves the rejects to the trash where wished, and ends the session. */
export async function applyCulling(
  db: Database,
  step: UndoStep,
  items: readonly CullingItem[],
  trashesRejects: boolean,
): Promise<Changed> {
  const assetIds = items.map(({ assetId }) => assetId)
  return recordChange(db, step, { assetIds }, () => {
    // Few kinds of decisions, many items: one statement for each kind.
    for (const alike of groupBy(items, ({ marks }) => JSON.stringify(marks)).values()) {
      const marks = alike[0]?.marks
      if (marks)
        writeMarks(
          db,
          alike.map(({ assetId }) => assetId),
          marks,
        )
    }
    const rejected = items.filter(({ marks }) => marks.pick === -1).map(({ assetId }) => assetId)
    if (trashesRejects && rejected.length > 0) writeTrashed(db, rejected, step.nowMs)
    forget(db)
  })
}

export async function cancelCulling(db: Database): Promise<void> {
  db.transaction('culling.cancel', () => forget(db))
}

function forget(db: Database): void {
  db.run('culling.forget-items', 'DELETE FROM culling_item')
  db.run('culling.forget', 'DELETE FROM culling_session')
}
