import { expect, test } from 'vitest'
import { fitsOneLine } from './choices'
import { ratioOf } from './ratio'

test('ratios are read in every spelling of the vendors', () => {
  expect(ratioOf('16:9')).toBeCloseTo(1.778, 3)
  expect(ratioOf('1024x1536')).toBeCloseTo(0.667, 3)
  expect(ratioOf('portrait')).toBeCloseTo(0.5625, 4)
})

test('a word that is no shape and a side of zero have no ratio', () => {
  expect(ratioOf('auto')).toBeNull()
  expect(ratioOf('0:9')).toBeNull()
  expect(ratioOf('16:9:4')).toBeNull()
})

test('long options become a list instead of running out of the pane', () => {
  expect(fitsOneLine(['Off', 'On'])).toBe(true)
  expect(fitsOneLine(['Standard (720p)', 'Professional (1080p)'])).toBe(false)
  expect(fitsOneLine(['1', '2', '3', '4', '5'])).toBe(false)
})
