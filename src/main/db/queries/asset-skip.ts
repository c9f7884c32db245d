import { DAY_MS } from '@shared/lib/durations'
import type { Database } from '../database'
import { countBetween } from './asset-buckets'
import type { CompiledFilter } from './asset-filter'
import { where } from './condition'
import { startOfNextMonth } from './months'

export interface PlaceInMonth {
  /** Everything older than this, newest first … */
  readonly beforeMs: number
  /** … after so many. */
  readonly skip: number
}

/**
 * Where so many of a month's newest are passed. Whole days are passed by their counts, so that what is left to be
 * walked over is less than a day; a search, whose days are not counted, is walked from the month's end.
 * @param month for example "2026-11"
 */
export function placeInMonth(db: Database, filter: CompiledFilter, month: string, skip: number): PlaceInMonth {
  const endMs = startOfNextMonth(month)
  if (skip === 0 || !filter.dayConditions) return { beforeMs: endMs, skip }
  const { sql, values } = where(filter.dayConditions)
  const days = db.all<{ day: number; count: number }>(
    'asset.days-before',
    `SELECT day, sum(count) AS count FROM asset_day_count WHERE ${sql} AND day BETWEEN ? AND ?
     GROUP BY day ORDER BY day DESC`,
    [...values, Math.floor(endMs / DAY_MS) - LONGEST_MONTH_DAYS, Math.floor((endMs - 1) / DAY_MS)],
  )
  let place = { beforeMs: endMs, skip }
  for (const { day, count } of days) {
    const startMs = day * DAY_MS
    // Days are UTC's; the month may end within one.
    const ofMonth = startMs + DAY_MS <= endMs ? count : countBetween(db, filter, startMs, endMs - 1)
    if (ofMonth > place.skip) break
    place = { beforeMs: startMs, skip: place.skip - ofMonth }
  }
  return place
}

/** One more than a calendar's, for the day that time zones shift. */
const LONGEST_MONTH_DAYS = 32
