import type { MediaKind } from './media'

/** More files than anybody opens on purpose; each may be a window of its own. */
export const MOST_OPENED = 20
export const MOST_COPIED = 500

export const ASSET_ORIGINS = ['generated', 'imported', 'derived'] as const
export type AssetOrigin = (typeof ASSET_ORIGINS)[number]

export const ASSET_RELATIONS = [
  'edit',
  'upscale',
  'reference',
  'mask',
  'raw',
  'frame',
  'cover',
  'variation',
  'export',
] as const
/** How a child came from its parent; `raw` is the model's untouched answer behind a composite. */
export type AssetRelation = (typeof ASSET_RELATIONS)[number]

export const COLOUR_LABELS = ['red', 'yellow', 'green', 'blue', 'purple'] as const
export type ColourLabel = (typeof COLOUR_LABELS)[number]

/** 1 picked, -1 rejected, 0 undecided. */
export type PickState = -1 | 0 | 1

/** What a card shows of the stack that it belongs to. */
export interface CardStack {
  readonly id: string
  readonly count: number
  readonly isOpen: boolean
  readonly isWinner: boolean
}

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
  /** Absent: none, as for most. */
  readonly label?: ColourLabel
  readonly pick?: Exclude<PickState, 0>
  /** Absent: in no stack, or alone in it. */
  readonly stack?: CardStack
  /** Its file was looked for in vain. */
  readonly isMissing?: true
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
  readonly costMicroUsd: number | null
  readonly tags: readonly { readonly id: number; readonly name: string }[]
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
  readonly pick?: PickState | undefined
  readonly label?: ColourLabel | undefined
  /** Of a manual collection and all within it. */
  readonly collectionId?: string | undefined
  /** Of a tag and all beneath it. */
  readonly tagId?: number | undefined
  /** True: closed stacks show their winner only. */
  readonly isFolded?: boolean | undefined
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
