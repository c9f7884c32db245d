import type { Database } from '../database'
import { rememberChange, type UndoStep } from './undo-log'

/** So many rows share one part of an act. */
const PART = 2_000

/** What was just brought in can be taken out again: its undo puts it into the trash, and doing it again takes it out. */
export async function noteImport(db: Database, step: UndoStep, assetIds: readonly string[]): Promise<void> {
  db.transaction('import.note', () => {
    for (let start = 0; start < assetIds.length; start += PART) {
      const part = assetIds.slice(start, start + PART)
      const rows = db.all<{ number: number }>(
        'import.numbers',
        'SELECT number FROM asset WHERE id IN (SELECT value FROM json_each(?)) AND trashed_at IS NULL',
        [JSON.stringify(part)],
      )
      const changes = rows.map(({ number }) => ({
        table: 'asset' as const,
        before: { number, trashed_at: step.nowMs },
        after: { number, trashed_at: null },
      }))
      if (changes.length > 0) rememberChange(db, { ...step, itemCount: changes.length }, changes)
    }
  })
}
