import type { Database } from '../database'
import { type Changed, recordChange, type UndoStep } from './undo-log'

export interface AssetLook {
  readonly look: {
    /** 64 bits as hex. */
    readonly print: string
    readonly layout: readonly number[]
    readonly palette: readonly (readonly [number, number, number, number])[]
  } | null
  readonly framesPerSecond: number | null
  readonly peaks: readonly number[] | null
}

/** Notes how an asset looks and sounds; an empty note keeps it from being looked at again. */
export async function noteLook(
  db: Database,
  assetId: string,
  { look, framesPerSecond, peaks }: AssetLook,
): Promise<void> {
  db.transaction('look.note', () => {
    const row = db.get<{ number: number }>('look.number', 'SELECT number FROM asset WHERE id = ?', [assetId])
    if (!row) return
    db.run(
      'look.write',
      `INSERT INTO asset_look (asset_number, print, layout, palette_json, frames_per_second, peaks)
       VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (asset_number) DO UPDATE SET print = excluded.print, layout = excluded.layout,
         palette_json = excluded.palette_json,
         frames_per_second = coalesce(excluded.frames_per_second, frames_per_second),
         peaks = coalesce(excluded.peaks, peaks)`,
      [
        row.number,
        look ? Buffer.from(look.print, 'hex') : null,
        look ? Uint8Array.from(look.layout) : null,
        JSON.stringify(look?.palette ?? []),
        framesPerSecond,
        peaks ? Uint8Array.from(peaks) : null,
      ],
    )
    db.run('look.drop-colours', 'DELETE FROM asset_colour WHERE asset_number = ?', [row.number])
    for (const [red, green, blue, share] of look?.palette ?? []) {
      db.run(
        'look.add-colour',
        `INSERT INTO asset_colour VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET share = share + excluded.share`,
        [coarseColour(red, green, blue), row.number, Math.round(share * 1_000)],
      )
    }
  })
}

/** Five bits of each; see the migration. */
export const coarseColour = (red: number, green: number, blue: number): number =>
  ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3)

/** Pictures that look alike and are no duplicates, so that they are not offered again. */
export async function noteDistinct(db: Database, step: UndoStep, assetIds: readonly string[]): Promise<Changed> {
  return recordChange(db, step, { pairsOf: assetIds }, () => {
    db.run(
      'look.distinct',
      `INSERT OR IGNORE INTO distinct_pair
       SELECT one.number, other.number FROM asset AS one JOIN asset AS other ON one.number < other.number
       WHERE one.id IN (SELECT value FROM json_each(?)) AND other.id IN (SELECT value FROM json_each(?))`,
      [JSON.stringify(assetIds), JSON.stringify(assetIds)],
    )
  })
}
