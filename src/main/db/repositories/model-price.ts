import type { ModelPrice } from '@shared/contracts/account'

export interface ModelPriceRow {
  readonly model_id: string
  readonly input_micro_usd_per_million: number | null
  readonly output_micro_usd_per_million: number | null
  readonly call_micro_usd: number | null
  readonly source: string
}

export const toModelPrice = (row: ModelPriceRow): ModelPrice => ({
  modelId: row.model_id,
  inputMicroUsdPerMillion: row.input_micro_usd_per_million,
  outputMicroUsdPerMillion: row.output_micro_usd_per_million,
  callMicroUsd: row.call_micro_usd,
  source: row.source,
})
