import type { AssetBucket, AssetFilter } from '@shared/domain/asset'
import { DAY_MS } from '@shared/lib/durations'
import type { Database } from '../database'
import { type CompiledFilter, compileFilter, withoutExclusions } from './asset-filter'
import { hitSource, pageSource } from './asset-source'
import { type Condition, where } from './condition'
import { monthOf, startOfMonth, startOfNextMonth } from './months'

/**
 * How many assets each month holds, newest month first. What the counts of the days can tell comes from them; a search,
 * a measure, members of a collection and the trash are counted hit by hit.
 */
export async function loadAssetBuckets(db: Database, filter: AssetFilter): Promise<readonly AssetBucket[]> {
  const compiled = compileFilter(db, filter)
  const months = compiled.excluded
    ? countRemaining(db, compiled, filter)
    : compiled.dayConditions
      ? countDays(db, compiled, compiled.dayConditions)
      : countHits(db, compiled)
  return [...months]
    .filter(([, count]) => count > 0)
    .map(([month, count]) => ({ month, count }))
    .sort((a, b) => (a.month < b.month ? 1 : -1))
}

/** All of the days but those that must not be there. */
function countRemaining(db: Database, compiled: CompiledFilter, filter: AssetFilter): ReadonlyMap<string, number> {
  const wanted = withoutExclusions(compiled, db, filter)
  const months = new Map(countDays(db, { ...wanted, drive: 'time' }, wanted.dayConditions ?? []))
  const excluded = compiled.excluded ?? []
  const hits = countHits(db, {
    ...wanted,
    conditions: [
      ...wanted.conditions,
      { sql: `(${excluded.map(({ sql }) => sql).join(' OR ')})`, values: excluded.flatMap(({ values }) => values) },
    ],
  })
  for (const [month, count] of hits) add(months, month, -count)
  return months
}

function countDays(
  db: Database,
  filter: CompiledFilter,
  conditions: readonly Condition[],
): ReadonlyMap<string, number> {
  const { sql, values } = where(conditions)
  const days = db.all<{ day: number; count: number }>(
    'asset.day-counts',
    `SELECT day, sum(count) AS count FROM asset_day_count WHERE ${sql} GROUP BY day`,
    values,
  )
  const months = new Map<string, number>()
  for (const { day, count } of days) {
    const lastMs = (day + 1) * DAY_MS - 1
    const [first, last] = [monthOf(day * DAY_MS), monthOf(lastMs)]
    // A day of UTC in which a month of this time zone begins.
    const ofLast = first === last ? count : countBetween(db, filter, startOfMonth(lastMs), lastMs)
    add(months, last, ofLast)
    if (first !== last) add(months, first, count - ofLast)
  }
  return months
}

/** How many were made between two times, both included. */
export function countBetween(db: Database, filter: CompiledFilter, fromMs: number, toMs: number): number {
  const source = pageSource(filter)
  const between = { sql: 'asset.created_at BETWEEN ? AND ?', values: [fromMs, toMs] }
  const { sql, values } = where([...source.conditions, between])
  const row = db.get<{ count: number }>(
    'asset.count-between',
    `SELECT count(*) AS count FROM ${source.from} WHERE ${sql}`,
    values,
  )
  return row?.count ?? 0
}

function countHits(db: Database, filter: CompiledFilter): ReadonlyMap<string, number> {
  const source = hitSource(filter)
  const { sql, values } = where(source.conditions)
  const hits = db.column<number>('asset.hit-times', `SELECT asset.created_at FROM ${source.from} WHERE ${sql}`, values)
  const months = new Map<string, number>()
  // Neighbours are mostly of one month: its bounds save the calendar for each hit.
  let month = { name: '', startMs: 0, endMs: 0, count: 0 }
  for (const timeMs of hits) {
    if (timeMs < month.startMs || timeMs >= month.endMs) {
      add(months, month.name, month.count)
      const name = monthOf(timeMs)
      month = { name, startMs: startOfMonth(timeMs), endMs: startOfNextMonth(name), count: 0 }
    }
    month.count += 1
  }
  add(months, month.name, month.count)
  return months
}

function add(months: Map<string, number>, month: string, count: number): void {
  months.set(month, (months.get(month) ?? 0) + count)
}
