import type { Failure } from './app-error'
import type { Progress } from './safety'

/** A folder whose files are shown where they lie, without a copy. */
export interface IndexedFolder {
  readonly id: string
  readonly path: string
  readonly items: number
  readonly missing: number
  /** Wall time of the last whole reading; null before the first. */
  readonly scannedAtMs: number | null
  readonly scan: Progress | null
  /** False where the system cannot tell of changes; they are then found at the next reading. */
  readonly isWatched: boolean
  readonly failure: Failure | null
  /** Media files that could not be shown at the last reading. */
  readonly passedOver: number
  /** The first few of them, by their path in the folder. */
  readonly passedOverExamples: readonly { readonly name: string; readonly reason: string }[]
}
