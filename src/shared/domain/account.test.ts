import { expect, it } from 'vitest'
import { isBalanceLow } from './account'

it('calls a balance low only where it is known, below the threshold, and a threshold is set', () => {
  const known = { kind: 'known', remainingMicroUsd: 900_000, checkedAtMs: 0 } as const
  expect(isBalanceLow(known, 1_000_000)).toBe(true)
  expect(isBalanceLow(known, 900_000)).toBe(false)
  expect(isBalanceLow(known, null)).toBe(false)
  expect(isBalanceLow({ kind: 'unknown', why: '' }, 1_000_000)).toBe(false)
  expect(isBalanceLow({ kind: 'unlimited', checkedAtMs: 0 }, 1_000_000)).toBe(false)
})
