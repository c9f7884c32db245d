import {
  type AssetCard,
  type AssetOrigin,
  type AssetRelation,
  COLOUR_LABELS,
  type PickState,
  type ThumbnailState,
} from '@shared/domain/asset'
import type { MediaKind } from '@shared/domain/media'

export interface AssetCardRow {
  readonly id: string
  readonly media: MediaKind
  readonly width: number | null
  readonly height: number | null
  readonly duration_ms: number | null
  readonly title: string
  readonly rating: number
  readonly thumbnail: ThumbnailState
  readonly created_at: number
  readonly number: number
  readonly label: number
  readonly pick: PickState
  readonly stack_id: string | null
  readonly is_missing: number
  /** Of the stack; null where the row was read without it. */
  readonly stack_json?: string | null
}

export interface AssetRow extends AssetCardRow {
  readonly sha256: string
  readonly mime: string
  readonly extension: string
  readonly byte_size: number
  readonly display_name: string
  readonly origin: AssetOrigin
  readonly generation_id: string | null
  readonly model_id: string | null
  readonly note: string
  readonly cost_micro_usd: number | null
  readonly is_hidden: number
  readonly trashed_at: number | null
  readonly rev: number
}

export interface AssetLinkRow {
  readonly asset_id: string
  readonly relation: AssetRelation
  readonly media: MediaKind
  readonly title: string
}

/** Count, open or closed, and winner of the stack of an asset. */
export const STACK_COLUMN =
  '(SELECT json_array(item_count, is_open, winner_number) FROM stack WHERE stack.id = asset.stack_id) AS stack_json'

/** Only what a cell of the grid shows, so that a page of 200 stays small. */
export const CARD_COLUMNS = [
  'id',
  'media',
  'width',
  'height',
  'duration_ms',
  'title',
  'rating',
  'thumbnail',
  'created_at',
  'number',
  'label',
  'pick',
  'stack_id',
  'is_missing',
]
  .map((column) => `asset.${column}`)
  .concat(STACK_COLUMN)
  .join(', ')

/** A title longer than this says no more in a grid and makes pages heavy. */
export const MAX_CARD_TITLE = 96

export const toCard = (row: AssetCardRow): AssetCard => ({
  id: row.id,
  media: row.media,
  width: row.width,
  height: row.height,
  durationMs: row.duration_ms,
  title:
    row.title.length > MAX_CARD_TITLE
      ? `${row.title.slice(0, MAX_CARD_TITLE).replace(/\p{Surrogate}$/u, '')}…`
      : row.title,
  rating: row.rating,
  thumbnail: row.thumbnail,
  createdAtMs: row.created_at,
  ...marksOf(row),
  ...stackOf(row),
  ...(row.is_missing === 1 ? { isMissing: true } : {}),
})

/** Left out where there are none, because pages are to be small. */
function marksOf({ label, pick }: AssetCardRow): Pick<AssetCard, 'label' | 'pick'> {
  const colour = COLOUR_LABELS[label - 1]
  return { ...(colour ? { label: colour } : {}), ...(pick === 0 ? {} : { pick }) }
}

function stackOf({ stack_id: id, stack_json: json, number }: AssetCardRow): Pick<AssetCard, 'stack'> {
  if (id === null || !json) return {}
  const [count, isOpen, winner] = JSON.parse(json) as readonly [number, number, number]
  return count < 2 ? {} : { stack: { id, count, isOpen: isOpen === 1, isWinner: winner === number } }
}
