import type { AssetBucket, AssetCard, AssetCursor, AssetFilter } from '@shared/domain/asset'
import type { Database } from '../database'
import { type AssetCardRow, CARD_COLUMNS, toCard } from '../repositories/asset'
import { monthOf, startOfMonth, startOfNextMonth } from './months'
import { parseSearch, type SearchTerms } from './search-terms'

export interface AssetPageRequest {
  readonly filter: AssetFilter
  readonly after?: AssetCursor | undefined
  /** "2026-11": starts with the newest of that month. */
  readonly fromMonth?: string | undefined
  readonly limit: number
}

interface Condition {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

interface Source {
  readonly from: string
  /** Newest first; a search goes by the number, which its index gives in order without sorting all hits. */
  readonly order: string
  readonly conditions: readonly Condition[]
}

/**
 * One page of the grid, newest first, by keyset. The visible state is spelled out in the SQL and not bound, because
 * SQLite takes a partial index only then.
 */
export async function loadAssetPage(db: Database, request: AssetPageRequest): Promise<readonly AssetCard[]> {
  const source = sourceOf(request.filter)
  const conditions = [...source.conditions, ...startConditions(request, source)]
  const { sql, values } = where(conditions)
  const rows = db.all<AssetCardRow>(
    'asset.page',
    `SELECT ${CARD_COLUMNS} FROM ${source.from} WHERE ${sql} ORDER BY ${source.order} LIMIT ?`,
    [...values, request.limit],
  )
  return rows.map(toCard)
}

/** How many assets each month holds, newest month first. One range count a month, never a scan with dates. */
export async function loadAssetBuckets(db: Database, filter: AssetFilter): Promise<readonly AssetBucket[]> {
  const source = sourceOf(filter)
  if (isSearch(filter)) return countHits(db, source)
  const buckets: AssetBucket[] = []
  let newestMs = newestBefore(db, source, null)
  while (newestMs !== null) {
    const startMs = startOfMonth(newestMs)
    const { sql, values } = where([...source.conditions, between(startMs, newestMs)])
    const count = db.get<{ count: number }>(
      'asset.bucket',
      `SELECT count(*) AS count FROM ${source.from} WHERE ${sql}`,
      values,
    )
    buckets.push({ month: monthOf(newestMs), count: count?.count ?? 0 })
    newestMs = newestBefore(db, source, startMs)
  }
  return buckets
}

function countHits(db: Database, source: Source): readonly AssetBucket[] {
  const { sql, values } = where(source.conditions)
  const hits = db.all<{ created_at: number }>(
    'asset.search-times',
    `SELECT asset.created_at FROM ${source.from} WHERE ${sql} ORDER BY ${source.order}`,
    values,
  )
  const counts = new Map<string, number>()
  for (const hit of hits) {
    const month = monthOf(hit.created_at)
    counts.set(month, (counts.get(month) ?? 0) + 1)
  }
  return [...counts].map(([month, count]) => ({ month, count })).sort((a, b) => (a.month < b.month ? 1 : -1))
}

function newestBefore(db: Database, source: Source, beforeMs: number | null): number | null {
  const before: readonly Condition[] = beforeMs === null ? [] : [{ sql: 'asset.created_at < ?', values: [beforeMs] }]
  const { sql, values } = where([...source.conditions, ...before])
  const row = db.get<{ created_at: number }>(
    'asset.newest',
    `SELECT asset.created_at FROM ${source.from} WHERE ${sql} ORDER BY asset.created_at DESC LIMIT 1`,
    values,
  )
  return row?.created_at ?? null
}

function sourceOf(filter: AssetFilter): Source {
  const terms = filter.search === undefined ? null : parseSearch(filter.search)
  const conditions = [...filterConditions(filter), ...searchConditions(terms)]
  if (terms === null) return { from: 'asset', order: 'asset.created_at DESC, asset.id DESC', conditions }
  if (terms.match === null) {
    return {
      from: 'asset JOIN asset_text ON asset_text.asset_number = asset.number',
      order: 'asset.number DESC',
      conditions,
    }
  }
  // CROSS JOIN keeps the order of the tables: the index first, then each hit's row.
  const texts = terms.patterns.length > 0 ? ' CROSS JOIN asset_text ON asset_text.asset_number = asset.number' : ''
  return {
    from: `asset_search CROSS JOIN asset ON asset.number = asset_search.rowid${texts}`,
    order: 'asset_search.rowid DESC',
    conditions,
  }
}

const isSearch = (filter: AssetFilter): boolean => filter.search !== undefined && parseSearch(filter.search) !== null

function filterConditions(filter: AssetFilter): readonly Condition[] {
  const conditions: Condition[] = [
    {
      sql: `asset.is_hidden = 0 AND asset.trashed_at IS ${filter.trashed === true ? 'NOT NULL' : 'NULL'}`,
      values: [],
    },
  ]
  if (filter.media && filter.media.length > 0) conditions.push(oneOf('asset.media', filter.media))
  if (filter.modelIds && filter.modelIds.length > 0) conditions.push(oneOf('asset.model_id', filter.modelIds))
  if (filter.minRating) conditions.push({ sql: 'asset.rating >= ?', values: [filter.minRating] })
  return conditions
}

function searchConditions(terms: SearchTerms | null): readonly Condition[] {
  if (!terms) return []
  const like = terms.patterns.map((pattern): Condition => ({
    sql: String.raw`asset_text.body LIKE ? ESCAPE '\'`,
    values: [pattern],
  }))
  return terms.match === null ? like : [{ sql: 'asset_search MATCH ?', values: [terms.match] }, ...like]
}

function startConditions(request: AssetPageRequest, source: Source): readonly Condition[] {
  const conditions: Condition[] = []
  if (request.after) conditions.push(afterCursor(request.after, source))
  if (request.fromMonth) conditions.push({ sql: 'asset.created_at < ?', values: [startOfNextMonth(request.fromMonth)] })
  return conditions
}

function afterCursor(after: AssetCursor, source: Source): Condition {
  if (source.from === 'asset') {
    return { sql: '(asset.created_at, asset.id) < (?, ?)', values: [after.createdAtMs, after.id] }
  }
  // A cursor that was deleted meanwhile has no number; its time then says where to go on.
  const column = source.from.startsWith('asset_search') ? 'asset_search.rowid' : 'asset.number'
  return {
    sql: `${column} < coalesce((SELECT number FROM asset WHERE id = ?),
      (SELECT min(number) FROM asset WHERE created_at >= ? AND id > ?), 9223372036854775807)`,
    values: [after.id, after.createdAtMs, after.id],
  }
}

const oneOf = (column: string, values: readonly string[]): Condition => ({
  sql: values.length === 1 ? `${column} = ?` : `${column} IN (${values.map(() => '?').join(', ')})`,
  values,
})

const between = (fromMs: number, toMs: number): Condition => ({
  sql: 'asset.created_at >= ? AND asset.created_at <= ?',
  values: [fromMs, toMs],
})

const where = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.map(({ sql }) => sql).join(' AND '),
  values: conditions.flatMap(({ values }) => values),
})
