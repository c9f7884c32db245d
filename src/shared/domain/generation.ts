import type { GenerationOrigin } from './task'
import type { Price } from './money'

/** Values of a form by field key; assets appear as ids. */
export type Params = Readonly<Record<string, unknown>>

/** Work on the results once they are stored, durable like the task itself. */
export type PostProcess =
  /** Puts only the masked part of the answer into the source picture; all else stays bit-identical. */
  | {
      readonly kind: 'mask-composite'
      readonly sourceAssetId: string
      readonly maskAssetId: string
      readonly featherPx: number
    }

/** What made a result: enough to show it, repeat it and change it. */
export interface Recipe {
  readonly generationId: string
  readonly operationId: string
  readonly specVersion: number
  readonly modelId: string
  readonly params: Params
  readonly prompt: string
  readonly inputAssetIds: readonly string[]
  readonly origin: GenerationOrigin
  readonly estimate: Price
  readonly chargedMicroUsd: number | null
  readonly keyProfileLabel: string | null
  readonly createdAtMs: number
}
