import type { MediaKind } from './media'

export const ASSET_ORIGINS = ['generated', 'imported', 'derived'] as const
export type AssetOrigin = (typeof ASSET_ORIGINS)[number]

export const ASSET_RELATIONS = ['edit', 'reference', 'mask', 'raw', 'frame', 'variation', 'export'] as const
/** How a child came from its parent; `raw` is the model's untouched answer behind a composite. */
export type AssetRelation = (typeof ASSET_RELATIONS)[number]

export type ThumbnailState = 'pending' | 'ready' | 'none' | 'failed'

/** One cell of the grid: narrow, so that a page of 200 stays small. */
export interface AssetCard {
  readonly id: string
  readonly media: MediaKind
  readonly width: number | null
  readonly height: number | null
  readonly durationMs: number | null
  readonly title: string
  readonly rating: number
  readonly thumbnail: ThumbnailState
  readonly createdAtMs: number
}

export interface AssetLink {
  readonly assetId: string
  readonly relation: AssetRelation
  readonly media: MediaKind
  readonly title: string
}

export interface AssetDetail extends AssetCard {
  readonly sha256: string
  readonly mime: string
  readonly extension: string
  readonly byteSize: number
  readonly displayName: string
  readonly origin: AssetOrigin
  readonly note: string
  readonly trashedAtMs: number | null
  readonly generationId: string | null
  readonly modelId: string | null
  readonly parents: readonly AssetLink[]
  readonly children: readonly AssetLink[]
}

export interface AssetFilter {
  readonly search?: string | undefined
  readonly media?: readonly MediaKind[] | undefined
  readonly modelIds?: readonly string[] | undefined
  readonly minRating?: number | undefined
  readonly trashed?: boolean | undefined
}

/** Newest first, by (createdAtMs, id); the last card of a page is the cursor of the next. */
export interface AssetCursor {
  readonly createdAtMs: number
  readonly id: string
}

/** A stretch of the grid: how many assets of the filter a calendar month holds. */
export interface AssetBucket {
  /** For example "2026-11", in the machine's time zone. */
  readonly month: string
  readonly count: number
}
