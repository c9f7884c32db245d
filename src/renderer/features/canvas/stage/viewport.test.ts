import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitViewport, toPicture, toStage, zoomAt } from './viewport'

const coordinate = fc.integer({ min: -5_000, max: 5_000 })
const point = fc.record({ x: coordinate, y: coordinate })
const viewport = fc.record({ x: coordinate, y: coordinate, scale: fc.double({ min: 0.05, max: 20, noNaN: true }) })

describe('the canvas viewport', () => {
  it('shows the whole picture when it is fitted', () => {
    const fitted = fitViewport({ width: 4_000, height: 1_000 }, { width: 1_000, height: 800 })
    const corner = toStage(fitted, { x: 4_000, y: 1_000 })
    expect(corner.x).toBeLessThanOrEqual(1_000)
    expect(corner.y).toBeLessThanOrEqual(800)
    expect(fitted.x).toBeGreaterThanOrEqual(0)
  })

  it('keeps the pixel under the pointer while zooming', () => {
    fc.assert(
      fc.property(viewport, point, fc.double({ min: 0.1, max: 8, noNaN: true }), (before, center, factor) => {
        const after = zoomAt(before, center, factor)
        const was = toPicture(before, center)
        const is = toPicture(after, center)
        expect(is.x).toBeCloseTo(was.x, 3)
        expect(is.y).toBeCloseTo(was.y, 3)
      }),
    )
  })

  it('goes to the picture and back without loss', () => {
    fc.assert(
      fc.property(viewport, point, (view, place) => {
        const back = toStage(view, toPicture(view, place))
        expect(back.x).toBeCloseTo(place.x, 3)
        expect(back.y).toBeCloseTo(place.y, 3)
      }),
    )
  })
})
