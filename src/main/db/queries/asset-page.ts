import type { AssetCard, AssetCursor, AssetFilter } from '@shared/domain/asset'
import type { Database } from '../database'
import { type AssetCardRow, CARD_COLUMNS, toCard } from '../repositories/asset'
import { type CompiledFilter, compileFilter } from './asset-filter'
import { placeInMonth } from './asset-skip'
import { type AssetSource, pageSource } from './asset-source'
import { type Condition, where } from './condition'

export interface AssetPageRequest {
  readonly filter: AssetFilter
  readonly after?: AssetCursor | undefined
  /** "2026-11": starts with the newest of that month. */
  readonly fromMonth?: string | undefined
  /** With `fromMonth`: passes over so many of that month's newest. */
  readonly skip?: number | undefined
  readonly limit: number
}

/** One page of the grid, newest first: by keyset, or from a place within a month. */
export async function loadAssetPage(db: Database, request: AssetPageRequest): Promise<readonly AssetCard[]> {
  const compiled = compileFilter(db, request.filter)
  const source = pageSource(compiled)
  const start = startOf(db, compiled, request, source)
  const { sql, values } = where([...source.conditions, ...start.conditions])
  const order = source.key === 'time' ? 'asset.created_at DESC, asset.id DESC' : `${source.key} DESC`
  const rows = db.all<AssetCardRow>(
    'asset.page',
    `SELECT ${CARD_COLUMNS} FROM ${source.from} WHERE ${sql} ORDER BY ${order} LIMIT ?${start.skip > 0 ? ' OFFSET ?' : ''}`,
    [...values, request.limit, ...(start.skip > 0 ? [start.skip] : [])],
  )
  return rows.map(toCard)
}

interface PageStart {
  readonly conditions: readonly Condition[]
  readonly skip: number
}

function startOf(db: Database, filter: CompiledFilter, request: AssetPageRequest, source: AssetSource): PageStart {
  const conditions: Condition[] = []
  if (request.after) conditions.push(afterCursor(request.after, source))
  if (!request.fromMonth) return { conditions, skip: 0 }
  const { beforeMs, skip } = placeInMonth(db, filter, request.fromMonth, request.skip ?? 0)
  conditions.push({ sql: 'asset.created_at < ?', values: [beforeMs] })
  return { conditions, skip }
}

function afterCursor(after: AssetCursor, source: AssetSource): Condition {
  if (source.key === 'time') {
    return { sql: '(asset.created_at, asset.id) < (?, ?)', values: [after.createdAtMs, after.id] }
  }
  // A cursor that was deleted meanwhile has no number; its time then says where to go on.
  return {
    sql: `${source.key} < coalesce((SELECT number FROM asset WHERE id = ?),
      (SELECT min(number) FROM asset WHERE created_at >= ? AND id > ?), 9223372036854775807)`,
    values: [after.id, after.createdAtMs, after.id],
  }
}
