import type { Database } from '../database'

/** How far changes of assets were followed: all up to this one. */
export interface ChangeCursor {
  readonly rev: number
  readonly number: number
}

export interface ChangedAsset extends ChangeCursor {
  readonly id: string
}

/** Visible and trashed assets that changed behind a place, in the order of their changes. */
export async function listChangedAfter(
  db: Database,
  { rev, number }: ChangeCursor,
  limit: number,
): Promise<readonly ChangedAsset[]> {
  return db.all(
    'asset.changed-after',
    `SELECT id, rev, number FROM asset
     WHERE (rev, number) > (?, ?) AND is_hidden = 0 ORDER BY rev, number LIMIT ?`,
    [rev, number, limit],
  )
}
