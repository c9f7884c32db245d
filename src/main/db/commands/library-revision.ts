import type { Database } from '../database'

/** Counts the library's changes; called inside the transaction of the change. */
export function bumpRevision(db: Database): number {
  const row = db.get<{ rev: number }>(
    'library.bump-revision',
    'UPDATE library_revision SET rev = rev + 1 WHERE singleton = 1 RETURNING rev',
  )
  return row?.rev ?? 0
}
