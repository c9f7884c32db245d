/** A picture being edited: the source never changes, results are new assets with it as parent. */
export interface CanvasDocument {
  readonly id: string
  readonly title: string
  readonly sourceAssetId: string
  /** White (255) where the picture is to change, black elsewhere; same size as the source. */
  readonly maskAssetId: string | null
  readonly prompt: string
  /** Results of masked edits, newest first. */
  readonly resultAssetIds: readonly string[]
  readonly taskIds: readonly string[]
  readonly createdAtMs: number
  readonly updatedAtMs: number
}
