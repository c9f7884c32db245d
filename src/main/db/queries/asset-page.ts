import type { AssetCard, AssetCursor, AssetFilter } from '@shared/domain/asset'
import type { Database } from '../database'
import { type AssetCardRow, CARD_COLUMNS, toCard } from '../repositories/asset'
import { compileFilter } from './asset-filter'
import { type AssetSource, pageSource } from './asset-source'
import { type Condition, where } from './condition'
import { startOfNextMonth } from './months'

export interface AssetPageRequest {
  readonly filter: AssetFilter
  readonly after?: AssetCursor | undefined
  /** "2026-11": starts with the newest of that month. */
  readonly fromMonth?: string | undefined
  readonly limit: number
}

/** One page of the grid, newest first, by keyset. */
export async function loadAssetPage(db: Database, request: AssetPageRequest): Promise<readonly AssetCard[]> {
  const source = pageSource(compileFilter(db, request.filter))
  const { sql, values } = where([...source.conditions, ...startConditions(request, source)])
  const order = source.key === 'time' ? 'asset.created_at DESC, asset.id DESC' : `${source.key} DESC`
  const rows = db.all<AssetCardRow>(
    'asset.page',
    `SELECT ${CARD_COLUMNS} FROM ${source.from} WHERE ${sql} ORDER BY ${order} LIMIT ?`,
    [...values, request.limit],
  )
  return rows.map(toCard)
}

function startConditions(request: AssetPageRequest, source: AssetSource): readonly Condition[] {
  const conditions: Condition[] = []
  if (request.after) conditions.push(afterCursor(request.after, source))
  if (request.fromMonth) conditions.push({ sql: 'asset.created_at < ?', values: [startOfNextMonth(request.fromMonth)] })
  return conditions
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
