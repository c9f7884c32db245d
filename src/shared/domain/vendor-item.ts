/** What vendors keep for their customers and later calls name by an identifier. */
export const VENDOR_ITEM_KINDS = [
  /** A person, animal or thing that Kling recognises in later clips. */
  'kling-element',
  /** A voice for Kling's clips with sound. */
  'kling-voice',
  /** A clip that Kling made and still holds. */
  'kling-video',
  /** Speech that Kling made and still holds. */
  'kling-audio',
  'sora-character',
  'suno-clip',
  /** A singer that Suno made from a song, for more songs in that voice. */
  'suno-persona',
  /** A picture under a public link that Midjourney's prompts can name; the link is its identifier. */
  'midjourney-picture',
] as const

export type VendorItemKind = (typeof VENDOR_ITEM_KINDS)[number]

/** One thing kept at a vendor, as pickers show it. */
export interface VendorItem {
  readonly id: string
  readonly kind: VendorItemKind
  /** Always text: some vendors count beyond what a number can hold. */
  readonly remoteId: string
  readonly name: string
  /** False for what the vendor offers to everybody. */
  readonly isOwn: boolean
  readonly coverAssetId: string | null
  readonly durationMs: number | null
  readonly createdAtMs: number
}

/** What an answer of a vendor says of a thing that it keeps. */
export interface FoundVendorItem {
  readonly kind: VendorItemKind
  readonly remoteId: string
  /** Absent: the words of the request that made it. */
  readonly name?: string
  readonly isOwn?: boolean
  /** The output of the same answer that shows it; absent: the first input file does. */
  readonly outputOrdinal?: number
  readonly durationMs?: number
}
