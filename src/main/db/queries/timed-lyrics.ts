import type { Database } from '../database'

/**
 * The newest text that says when the words of a sound are sung: made by the given operation from the take that the
 * sound is. Null where there is none.
 */
export async function findTimedLyrics(
  db: Database,
  sound: { readonly assetId: string; readonly operationId: string },
): Promise<string | null> {
  const row = db.get<{ id: string }>(
    'timed-lyrics.find',
    `SELECT words.id FROM asset_relation
     JOIN asset AS words ON words.id = asset_relation.child_id AND words.media = 'text' AND words.trashed_at IS NULL
     JOIN generation ON generation.id = words.generation_id AND generation.operation_id = :operationId
     WHERE asset_relation.parent_id = :assetId AND EXISTS (
       SELECT 1 FROM vendor_item JOIN output ON output.id = vendor_item.output_id
       WHERE vendor_item.remote_id = json_extract(generation.params_json, '$.clip_id') AND output.asset_id = :assetId
     ) ORDER BY words.id DESC LIMIT 1`,
    { ...sound },
  )
  return row?.id ?? null
}
