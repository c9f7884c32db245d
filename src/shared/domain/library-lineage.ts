import type { AssetCard, AssetRelation } from './asset'

/** One item of a family: the one asked about is generation 0, parents lie before it, children behind. */
export interface LineageNode {
  readonly card: AssetCard
  readonly generation: number
  readonly modelId: string | null
  readonly isTrashed: boolean
  readonly isHidden: boolean
}

export interface LineageEdge {
  readonly parentId: string
  readonly childId: string
  readonly relation: AssetRelation
}

/** All that made an item, and all that came of it. */
export interface Lineage {
  readonly assetId: string
  readonly nodes: readonly LineageNode[]
  readonly edges: readonly LineageEdge[]
  /** True where the family is larger than what is shown. */
  readonly isCut: boolean
}

/** A place in the program that shows or needs an item. */
export type AssetUse =
  | { readonly kind: 'chat'; readonly conversationId: string; readonly messageId: string; readonly title: string }
  | { readonly kind: 'shot'; readonly projectId: string; readonly shotId: string; readonly title: string }
  | { readonly kind: 'canvas'; readonly documentId: string; readonly title: string }
  | { readonly kind: 'collection'; readonly collectionId: string; readonly title: string }
  /** A film or a set in the library that was made of it; it stands on its own. */
  | { readonly kind: 'export'; readonly assetId: string; readonly title: string }

/** A place that needs some of several items, and how many of them. */
export interface PlaceOfUse {
  readonly use: AssetUse
  readonly items: number
}

/** How many of some items are used, and by how many places of each kind. */
export interface UseCounts {
  readonly items: number
  readonly chats: number
  readonly shots: number
  readonly canvases: number
}
