import { WrittenList } from '@shared/contracts/answer-text'
import type { AssetCard, AssetCursor, AssetFilter } from '@shared/domain/asset'
import type { Database } from '../database'
import { CARD_TEXT, CARD_TEXT_COLUMNS } from '../repositories/asset-text'
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

/**
 * One page of the grid, newest first: by keyset, or from a place within a month. SQLite writes the text that crosses to
 * the page; two hundred objects in between would cost as much as finding them.
 */
export async function writeAssetPage(db: Database, request: AssetPageRequest): Promise<WrittenList<AssetCard>> {
  const { sql, values } = assetPageQuery(db, request, CARD_TEXT)
  const rows = db.all<{ readonly text: string }>('asset.page', sql, values)
  return new WrittenList<AssetCard>(
    CARD_TEXT_COLUMNS,
    rows.map(({ text }) => text),
  )
}

/** @param columns what is read of each asset of the page, as SQL */
export function assetPageQuery(db: Database, request: AssetPageRequest, columns: string): Condition {
  const compiled = compileFilter(db, request.filter)
  const source = pageSource(compiled)
  const start = startOf(db, compiled, request, source)
  const { sql, values } = where([...source.conditions, ...start.conditions])
  const order = source.key === 'time' ? 'asset.created_at DESC, asset.id DESC' : `${source.key} DESC`
  return {
    sql: `SELECT ${columns} FROM ${source.from} WHERE ${sql} ORDER BY ${order} LIMIT ?${start.skip > 0 ? ' OFFSET ?' : ''}`,
    values: [...values, request.limit, ...(start.skip > 0 ? [start.skip] : [])],
  }
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
