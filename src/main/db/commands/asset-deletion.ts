import type { Database } from '../database'
import { bumpRevision } from './library-revision'

/**
 * Removes assets for good. Rows that only speak of the past (outputs, takes, jobs) stay without them; masks and raw
 * answers that stood behind nothing else go with them.
 * @returns ids and files of all that is gone, the hidden ones included
 */
export async function deleteAssets(
  db: Database,
  assetIds: readonly string[],
): Promise<{ readonly rev: number; readonly deletedIds: readonly string[] }> {
  return db.transaction('asset.delete', () => {
    const ids = JSON.stringify([...assetIds, ...hiddenBehindOnly(db, assetIds)])
    for (const [name, sql] of RELEASES) db.run(`asset.release-${name}`, sql, [ids])
    const gone = db.all<{ id: string }>(
      'asset.delete-rows',
      'DELETE FROM asset WHERE id IN (SELECT value FROM json_each(?)) RETURNING id',
      [ids],
    )
    return { rev: bumpRevision(db), deletedIds: gone.map(({ id }) => id) }
  })
}

/** Masks and raw answers whose every child is among those that go, and that no canvas uses. */
export async function listHiddenBehindOnly(db: Database, assetIds: readonly string[]): Promise<readonly string[]> {
  return hiddenBehindOnly(db, assetIds)
}

function hiddenBehindOnly(db: Database, assetIds: readonly string[]): readonly string[] {
  const rows = db.all<{ id: string }>(
    'asset.hidden-behind',
    `WITH gone AS (SELECT value AS id FROM json_each(?))
     SELECT DISTINCT asset.id FROM asset_relation JOIN asset ON asset.id = asset_relation.parent_id
     WHERE asset_relation.child_id IN (SELECT id FROM gone) AND asset.is_hidden = 1
       AND NOT EXISTS (SELECT 1 FROM asset_relation AS other WHERE other.parent_id = asset.id
         AND other.child_id NOT IN (SELECT id FROM gone))
       AND NOT EXISTS (SELECT 1 FROM canvas_document WHERE deleted_at IS NULL
         AND (source_asset_id = asset.id OR mask_asset_id = asset.id))`,
    [JSON.stringify(assetIds)],
  )
  return rows.map(({ id }) => id)
}

const RELEASES: readonly (readonly [name: string, sql: string])[] = [
  ['outputs', 'UPDATE output SET asset_id = NULL WHERE asset_id IN (SELECT value FROM json_each(?))'],
  ['takes', 'UPDATE take SET asset_id = NULL WHERE asset_id IN (SELECT value FROM json_each(?))'],
  ['jobs', 'UPDATE media_job SET result_asset_id = NULL WHERE result_asset_id IN (SELECT value FROM json_each(?))'],
  ['masks', 'UPDATE canvas_document SET mask_asset_id = NULL WHERE mask_asset_id IN (SELECT value FROM json_each(?))'],
  [
    'canvases',
    `DELETE FROM canvas_document WHERE deleted_at IS NOT NULL
       AND source_asset_id IN (SELECT value FROM json_each(?))`,
  ],
  [
    'texts',
    `DELETE FROM asset_text WHERE asset_number IN (
       SELECT number FROM asset WHERE id IN (SELECT value FROM json_each(?)))`,
  ],
]
