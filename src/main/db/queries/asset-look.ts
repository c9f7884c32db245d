import type { MediaKind } from '@shared/domain/media'
import type { Database } from '../database'

export interface LookOfAsset {
  readonly palette: readonly (readonly [number, number, number, number])[]
  readonly framesPerSecond: number | null
  readonly peaks: readonly number[] | null
}

export async function loadLook(db: Database, assetId: string): Promise<LookOfAsset | null> {
  const row = db.get<{ palette_json: string; frames_per_second: number | null; peaks: Uint8Array | null }>(
    'look.load',
    `SELECT palette_json, frames_per_second, peaks FROM asset_look
     WHERE asset_number = (SELECT number FROM asset WHERE id = ?)`,
    [assetId],
  )
  if (!row) return null
  return {
    palette: JSON.parse(row.palette_json) as LookOfAsset['palette'],
    framesPerSecond: row.frames_per_second,
    peaks: row.peaks ? [...row.peaks] : null,
  }
}

/** Assets with a small picture that nobody has looked at, newest first, below a number; for the back-fill. */
export async function listLooksDue(
  db: Database,
  belowNumber: number,
  limit: number,
): Promise<readonly { readonly id: string; readonly number: number; readonly media: MediaKind }[]> {
  return db.all(
    'look.due',
    `SELECT id, number, media FROM asset
     WHERE number < ? AND thumbnail = 'ready' AND media IN ('image', 'video')
       AND NOT EXISTS (SELECT 1 FROM asset_look WHERE asset_number = asset.number)
     ORDER BY number DESC LIMIT ?`,
    [belowNumber, limit],
  )
}

/** Visible assets with a colour near the wanted one, most of it first. */
export async function listByColour(
  db: Database,
  colours: readonly number[],
  limit: number,
): Promise<readonly { readonly assetId: string; readonly share: number }[]> {
  return db.all(
    'look.by-colour',
    `SELECT asset.id AS assetId, sum(asset_colour.share) AS share
     FROM json_each(?) AS wanted CROSS JOIN asset_colour ON asset_colour.colour = wanted.value
       CROSS JOIN asset ON asset.number = asset_colour.asset_number
     WHERE asset.is_hidden = 0 AND asset.trashed_at IS NULL
     GROUP BY asset.number ORDER BY share DESC, asset.number DESC LIMIT ?`,
    [JSON.stringify(colours), limit],
  )
}
