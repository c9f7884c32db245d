import { expect, test } from 'vitest'
import { advance, formatTenths, shuttleRate } from './transport'

test('L and J double up to four times and turn round at single speed', () => {
  expect(shuttleRate(0, 'L')).toBe(1)
  expect(shuttleRate(1, 'L')).toBe(2)
  expect(shuttleRate(4, 'L')).toBe(4)
  expect(shuttleRate(4, 'J')).toBe(-1)
  expect(shuttleRate(-1, 'J')).toBe(-2)
  expect(shuttleRate(-2, 'K')).toBe(0)
})

test('playing stops exactly at the ends, a paused film stands', () => {
  expect(advance({ seconds: 1, rate: 2 }, 0.5, 10)).toEqual({ seconds: 2, rate: 2 })
  expect(advance({ seconds: 9.9, rate: 1 }, 0.5, 10)).toEqual({ seconds: 10, rate: 0 })
  expect(advance({ seconds: 0.2, rate: -1 }, 0.5, 10)).toEqual({ seconds: 0, rate: 0 })
  expect(advance({ seconds: 0, rate: 0 }, 5, 10)).toEqual({ seconds: 0, rate: 0 })
})

test('tenths are cut off, never rounded up to a second that has not come', () => {
  expect(formatTenths(0)).toBe('0:00.0')
  expect(formatTenths(59.96)).toBe('0:59.9')
  expect(formatTenths(60)).toBe('1:00.0')
  expect(formatTenths(0.3)).toBe('0:00.3')
  expect(formatTenths(125.35)).toBe('2:05.3')
})
