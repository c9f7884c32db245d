import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wishFor } from './thumb-bitmaps'

const side = fc.integer({ min: 1, max: 900 })

test('what is read covers its box, and is hardly larger than it on the side that is given', () => {
  fc.assert(
    fc.property(side, side, fc.double({ min: 0.1, max: 10, noNaN: true }), (widthPx, heightPx, ratio) => {
      const wish = wishFor('a', { widthPx, heightPx, ratio })
      const readWidthPx = wish.widthPx ?? (wish.heightPx ?? 0) * ratio
      const readHeightPx = wish.heightPx ?? (wish.widthPx ?? 0) / ratio
      expect(readWidthPx).toBeGreaterThanOrEqual(widthPx - 1e-6)
      expect(readHeightPx).toBeGreaterThanOrEqual(heightPx - 1e-6)
      expect(Math.min(readWidthPx - widthPx, readHeightPx - heightPx)).toBeLessThan(16)
    }),
  )
})

test('a cell that grows by a pixel is not read anew', () => {
  expect(wishFor('a', { widthPx: 150, heightPx: 150, ratio: 1 })).toEqual(
    wishFor('a', { widthPx: 151, heightPx: 151, ratio: 1 }),
  )
})

test('a picture of unknown shape is read as it is', () => {
  expect(wishFor('a', { widthPx: 150, heightPx: 150, ratio: null })).toEqual({ src: 'a' })
})
