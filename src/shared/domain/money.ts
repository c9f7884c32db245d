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

/** Adds prices; one unknown makes the sum unknown, because a partial sum shown as a total would lie. */
export function sumPrices(prices: readonly Price[]): Price {
  let amountMicroUsd = 0
  let certainty: 'exact' | 'estimate' = 'exact'
  for (const price of prices) {
    if (price.kind === 'unknown') return price
    amountMicroUsd += price.amountMicroUsd
    if (price.certainty === 'estimate') certainty = 'estimate'
  }
  return {
    kind: 'known',
    amountMicroUsd,
    certainty,
    basis: prices.length === 1 ? (prices[0]!.kind === 'known' ? prices[0]!.basis : '') : `${prices.length} runs`,
  }
}
