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

/** All together; unknown as soon as one of them is, because a sum without it would be too low. */
export function sumOfPrices(prices: readonly Price[]): Price {
  const [first = UNKNOWN_PRICE, ...others] = prices
  return others.reduce<Price>((sum, price) => {
    if (sum.kind === 'unknown') return sum
    if (price.kind === 'unknown') return price
    return {
      kind: 'known',
      amountMicroUsd: sum.amountMicroUsd + price.amountMicroUsd,
      certainty: sum.certainty === 'exact' && price.certainty === 'exact' ? 'exact' : 'estimate',
      basis: sum.basis,
    }
  }, first)
}

export const UNKNOWN_PRICE: Price = { kind: 'unknown', why: 'No price is known for this model.' }
