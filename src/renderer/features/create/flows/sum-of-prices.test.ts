import type { Price } from '@shared/domain/money'
import { expect, it } from 'vitest'
import { sumOfPrices } from './sum-of-prices'

const known = (amountMicroUsd: number, certainty: 'exact' | 'estimate' = 'exact'): Price => ({
  kind: 'known',
  amountMicroUsd,
  certainty,
  basis: 'per call',
})

it('adds what is known, and never counts the unknown as nothing', () => {
  expect(sumOfPrices(known(5), known(7, 'estimate'))).toMatchObject({ amountMicroUsd: 12, certainty: 'estimate' })
  expect(sumOfPrices(known(5), known(7))).toMatchObject({ amountMicroUsd: 12, certainty: 'exact' })
  expect(sumOfPrices({ kind: 'unknown', why: 'no entry' }, known(7))).toEqual({ kind: 'unknown', why: 'no entry' })
  expect(sumOfPrices(known(7), { kind: 'unknown', why: 'no entry' })).toEqual({ kind: 'unknown', why: 'no entry' })
})
