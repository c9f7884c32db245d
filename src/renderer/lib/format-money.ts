const MICRO_USD_PER_USD = 1_000_000

/** "$1.25"; amounts under ten cents keep the digits that matter, "$0.0042". */
export function formatMicroUsd(amountMicroUsd: number): string {
  const usd = amountMicroUsd / MICRO_USD_PER_USD
  const size = Math.abs(usd)
  const digits = size === 0 || size >= 0.1 ? 2 : size >= 0.001 ? 4 : 6
  const text = Math.abs(usd).toFixed(digits)
  const trimmed =
    digits > 2
      ? text.replace(/0+$/, '').replace(/\.(\d)?$/, (_match, digit: string | undefined) => `.${digit ?? '0'}0`)
      : text
  return `${usd < 0 ? '−' : ''}$${trimmed}`
}

type PriceShape =
  | {
      readonly kind: 'known'
      readonly amountMicroUsd: number
      readonly certainty: 'exact' | 'estimate'
      readonly basis: string
    }
  | { readonly kind: 'unknown'; readonly why: string }

/** Words for a price; unknown stays unknown and is never shown as zero. Spread it into the Price component. */
export function describePrice(price: PriceShape): {
  readonly text: string
  readonly detail: string
  readonly isKnown: boolean
} {
  if (price.kind === 'unknown') return { text: 'price unknown', detail: price.why, isKnown: false }
  const amount = formatMicroUsd(price.amountMicroUsd)
  return { text: price.certainty === 'estimate' ? `about ${amount}` : amount, detail: price.basis, isKnown: true }
}
