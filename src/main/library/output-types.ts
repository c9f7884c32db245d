import type { Failure } from '@shared/domain/app-error'
import type { PostProcess } from '@shared/domain/generation'
import type { MediaKind } from '@shared/domain/media'

/** The shapes in which results reach the library; equal to what the task engine declares for itself. */

export type InlineSource =
  | { readonly kind: 'base64'; readonly base64: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'text'; readonly text: string }

export interface OutputToStore {
  readonly outputId: string
  readonly taskId: string
  readonly generationId: string
  readonly ordinal: number
  readonly media: MediaKind
  readonly mimeHint: string | null
  readonly title: string | null
  readonly keyProfileId: string
  readonly postProcess: PostProcess | null
}

export type StoreOutcome =
  | { readonly kind: 'stored'; readonly assetId: string }
  | { readonly kind: 'expired'; readonly failure?: Failure }
  | { readonly kind: 'transient'; readonly failure: Failure }
  | { readonly kind: 'quarantined'; readonly failure: Failure }
