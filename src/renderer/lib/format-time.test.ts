import { expect, test } from 'vitest'
import { formatClock, formatExpectation, formatRange } from './format-time'

test('a clock carries seconds into minutes and hours', () => {
  expect([formatClock(0), formatClock(80_000), formatClock(3_725_000)]).toEqual(['0:00', '1:20', '1:02:05'])
})

test('short ranges stay in seconds, long ones in whole minutes', () => {
  expect([formatRange([10, 30]), formatRange([120, 240]), formatRange([60, 100])]).toEqual([
    '10–30 s',
    '2–4 min',
    '1–2 min',
  ])
})

test('past the usual range it says so instead of promising', () => {
  expect(formatExpectation([120, 240], 80_000)).toBe('usually 2–4 min, now 1:20')
  expect(formatExpectation([120, 240], 300_000)).toBe('longer than usual (usually 2–4 min), now 5:00')
  expect(formatExpectation(null, 5_000)).toBe('running for 0:05')
})
