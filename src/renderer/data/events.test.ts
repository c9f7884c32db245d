import { expect, test } from 'vitest'
import { createGapDetector } from './events'

test('a missed number is noticed once, and a fresh page starts anywhere', () => {
  const isGap = createGapDetector()
  expect([7, 8, 10, 11].map((number) => isGap(number))).toEqual([false, false, true, false])
})
