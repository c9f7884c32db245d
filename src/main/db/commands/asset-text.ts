import type { Database } from '../database'
import { gramsOf } from '../search-grams'

interface TextRow {
  readonly asset_number: number
  readonly body: string
}

/** Writes what the search reads of a new asset; called inside the transaction that adds it. */
export function addAssetText(db: Database, assetNumber: number, body: string): void {
  db.run('asset.insert-text', 'INSERT INTO asset_text (asset_number, body) VALUES (?, ?)', [assetNumber, body])
  writeGrams(db, assetNumber, body)
}

/**
 * Changes the search text of an asset; called inside the transaction of the change.
 * @param assignment an expression for the new body, which may use the old one
 * @param condition what the row must meet besides, for example `instr(body, ?) = 0`
 */
export function changeAssetText(
  db: Database,
  assetId: string,
  assignment: { readonly sql: string; readonly value: string },
  condition: { readonly sql: string; readonly values: readonly string[] } = { sql: 'TRUE', values: [] },
): void {
  const row = db.get<TextRow>(
    'asset.change-text',
    `UPDATE asset_text SET body = ${assignment.sql}
     WHERE asset_number = (SELECT number FROM asset WHERE id = ?) AND ${condition.sql} RETURNING asset_number, body`,
    [assignment.value, assetId, ...condition.values],
  )
  if (!row) return
  db.run('asset.forget-grams', 'DELETE FROM asset_gram WHERE rowid = ?', [row.asset_number])
  writeGrams(db, row.asset_number, row.body)
}

function writeGrams(db: Database, assetNumber: number, body: string): void {
  db.run('asset.insert-grams', 'INSERT INTO asset_gram (rowid, grams) VALUES (?, ?)', [assetNumber, gramsOf(body)])
}
