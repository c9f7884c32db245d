import { COLOUR_LABELS, type PickState } from '@shared/domain/asset'
import type { CullingItem, CullingSession } from '@shared/domain/library-culling'
import type { AssetMarks } from '@shared/domain/library-order'
import type { Database } from '../database'

interface ItemRow {
  readonly asset_id: string
  readonly rating: number | null
  readonly pick: PickState | null
  readonly label: number | null
}

/** The session that is going on; null where there is none. Items that were deleted meanwhile are left out by the view. */
export async function loadCulling(db: Database): Promise<CullingSession | null> {
  const session = db.get<{ title: string; position: number; created_at: number }>(
    'culling.session',
    'SELECT title, position, created_at FROM culling_session',
  )
  if (!session) return null
  const rows = db.all<ItemRow>('culling.items', 'SELECT * FROM culling_item ORDER BY ordinal')
  return {
    title: session.title,
    position: session.position,
    createdAtMs: session.created_at,
    items: rows.map(toItem),
  }
}

const toItem = (row: ItemRow): CullingItem => ({ assetId: row.asset_id, marks: marksOf(row) })

function marksOf({ rating, pick, label }: ItemRow): AssetMarks {
  return {
    ...(rating === null ? {} : { rating }),
    ...(pick === null ? {} : { pick }),
    ...(label === null ? {} : { label: COLOUR_LABELS[label - 1] ?? null }),
  }
}
