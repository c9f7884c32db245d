/** What the price list says of a model, in micro-dollars; null where it says nothing. */
export interface ModelPrice {
  readonly modelId: string
  readonly inputMicroUsdPerMillion: number | null
  readonly outputMicroUsdPerMillion: number | null
  readonly callMicroUsd: number | null
  /** For example "list price of 2026-02-06" or "this gateway, today". */
  readonly source: string
}
