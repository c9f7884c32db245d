import fc from 'fast-check'
import { expect, test } from 'vitest'
import { panShared, WHOLE, zoomShared } from './shared-zoom'

test('what lies under the pointer stays under it', () => {
  const start = zoomShared(WHOLE, 4, { x: 0, y: 0 })
  const point = { x: 0.2, y: -0.1 }
  const before = (point.x - start.x) / start.scale
  const next = zoomShared(start, 1.5, point)
  expect((point.x - next.x) / next.scale).toBeCloseTo(before)
})

test('no step leaves an edge of the cell bare, and zooming out ends whole and in the middle', () => {
  const step = fc.record({
    factor: fc.double({ min: 0.2, max: 5, noNaN: true }),
    x: fc.double({ min: -2, max: 2, noNaN: true }),
    y: fc.double({ min: -2, max: 2, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let zoom = WHOLE
      for (const { factor, x, y } of steps) zoom = panShared(zoomShared(zoom, factor, { x, y }), { x: y, y: x })
      expect(Math.abs(zoom.x)).toBeLessThanOrEqual((zoom.scale - 1) / 2 + 1e-9)
      expect(zoomShared(zoom, 1e-6, { x: 0.3, y: 0.3 })).toEqual({
        scale: 1,
        x: expect.closeTo(0),
        y: expect.closeTo(0),
      })
    }),
  )
})
