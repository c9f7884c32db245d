/** Money is whole micro-dollars (1 USD = 1,000,000), so that sums are exact. */
export type MicroUsd = number

export const MICRO_USD_PER_USD = 1_000_000

/** A price is known with its basis, or unknown; unknown is never zero. */
export type Price =
  | {
      readonly kind: 'known'
      readonly amountMicroUsd: MicroUsd
      /** `exact`: the gateway charges per call; `estimate`: depends on the answer (tokens, seconds). */
      readonly certainty: 'exact' | 'estimate'
      /** For example "per call, list price of 2026-02-11". */
      readonly basis: string
    }
  | { readonly kind: 'unknown'; readonly why: string }

export const UNKNOWN_PRICE: Price = { kind: 'unknown', why: 'No price is known for this model.' }
