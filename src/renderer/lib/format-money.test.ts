import { expect, test } from 'vitest'
import { describePrice, formatMicroUsd } from './format-money'

test.each([
  [0, '$0.00'],
  [1_250_000, '$1.25'],
  [40_000, '$0.04'],
  [4_200, '$0.0042'],
  [150, '$0.00015'],
  [-2_500_000, '−$2.50'],
  [100_000, '$0.10'],
  [99_999, '$0.10'],
])('%i micro-dollars read %s', (amount, words) => {
  expect(formatMicroUsd(amount)).toBe(words)
})

test('an unknown price never reads as an amount', () => {
  expect(describePrice({ kind: 'unknown', why: 'No list price.' })).toEqual({
    text: 'price unknown',
    detail: 'No list price.',
    isKnown: false,
  })
})

test('an estimate says that it is one', () => {
  expect(
    describePrice({ kind: 'known', amountMicroUsd: 120_000, certainty: 'estimate', basis: 'per token' }).text,
  ).toBe('about $0.12')
})
