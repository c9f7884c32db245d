import type { AssetCard, AssetOrigin, AssetRelation, ThumbnailState } from '@shared/domain/asset'
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
}

export interface AssetRow extends AssetCardRow {
  readonly number: number
  readonly sha256: string
  readonly mime: string
  readonly extension: string
  readonly byte_size: number
  readonly display_name: string
  readonly origin: AssetOrigin
  readonly generation_id: string | null
  readonly model_id: string | null
  readonly note: string
  readonly is_hidden: number
  readonly trashed_at: number | null
  readonly is_missing: number
  readonly rev: number
}

export interface AssetLinkRow {
  readonly asset_id: string
  readonly relation: AssetRelation
  readonly media: MediaKind
  readonly title: string
}

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
]
  .map((column) => `asset.${column}`)
  .join(', ')

/** A title longer than this says no more in a grid and makes pages heavy. */
const MAX_CARD_TITLE = 96

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
})
