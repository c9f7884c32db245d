import { describe, expect, it } from 'vitest'
import { median, percentile } from './statistics.ts'

describe('median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[10, 9, 100, 1], 9.5],
    [[7], 7],
  ])('of %j is %d', (values, expected) => expect(median(values)).toBe(expected))

  it('sorts by number, not by spelling, and leaves the list alone', () => {
    const values = [100, 20, 3]
    expect(median(values)).toBe(20)
    expect(values).toEqual([100, 20, 3])
  })

  it('of nothing is no number', () => expect(median([])).toBeNaN())
})

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  it.each([
    [hundred, 95, 95],
    [hundred, 100, 100],
    [hundred, 0, 1],
    [[5, 1], 50, 1],
    [[5, 1], 51, 5],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 1_000], 95, 1_000],
  ])('counts ranks from the smallest (%#)', (values, percent, expected) =>
    expect(percentile(values, percent)).toBe(expected),
  )
})
