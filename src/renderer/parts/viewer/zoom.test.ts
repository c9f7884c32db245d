import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitted, panBy, zoomAt } from './zoom'

const stage = { width: 800, height: 600 }
const picture = { width: 4_000, height: 3_000 }

test('a large picture fits whole, a small one is not blown up', () => {
  const { scale } = fitted(stage, picture)
  expect(scale * picture.height).toBeLessThan(stage.height)
  expect(scale * picture.height).toBeGreaterThan(stage.height * 0.8)
  expect(fitted(stage, { width: 100, height: 50 }).scale).toBe(1)
})

test('what lies under the pointer stays under it while the picture covers the stage', () => {
  const start = zoomAt(fitted(stage, picture), 5, { x: 0, y: 0 }, stage, picture)
  const point = { x: 120, y: -80 }
  const before = (point.x - start.x) / start.scale
  const next = zoomAt(start, 1.5, point, stage, picture)
  expect((point.x - next.x) / next.scale).toBeCloseTo(before)
})

test('no pan or zoom pushes the picture off the stage', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -2_000, max: 2_000 }), fc.double({ min: 0.2, max: 5, noNaN: true })), {
        maxLength: 20,
      }),
      (steps) => {
        let zoom = fitted(stage, picture)
        for (const [move, factor] of steps) {
          zoom = zoomAt(
            panBy(zoom, { x: move, y: -move }, stage, picture),
            factor,
            { x: move % 400, y: 0 },
            stage,
            picture,
          )
        }
        const roomX = Math.max(0, (picture.width * zoom.scale - stage.width) / 2)
        expect(Math.abs(zoom.x)).toBeLessThanOrEqual(roomX + 1e-6)
      },
    ),
  )
})
