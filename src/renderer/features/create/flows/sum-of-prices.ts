import { type Price, UNKNOWN_PRICE } from '@shared/domain/money'

/** What two steps cost together; unknown as soon as one of them is. */
export function sumOfPrices(one: Price, other: Price): Price {
  if (one.kind !== 'known') return one
  if (other.kind !== 'known') return other.kind === 'unknown' ? other : UNKNOWN_PRICE
  return {
    kind: 'known',
    amountMicroUsd: one.amountMicroUsd + other.amountMicroUsd,
    certainty: one.certainty === 'exact' && other.certainty === 'exact' ? 'exact' : 'estimate',
    basis: `${one.basis}; then ${other.basis}`,
  }
}
