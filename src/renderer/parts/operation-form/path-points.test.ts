import type { ListKind } from '@shared/catalog/types'
import { findOperation } from '@shared/catalog/operations'
import { expect, test } from 'vitest'
import { pointsOf, valueOfPoints, withStroke } from './path-points'

const field = findOperation('kling.image2video')?.fields.find(({ key }) => key === 'brush_1_path')
const kind = field?.kind as ListKind
const size = { width: 1000, height: 500 }

test('a point on the screen is counted from the lower left corner at the vendor, and comes back to its place', () => {
  expect(kind.isPath).toBe(true)
  const drawn = [
    { x: 0, y: 500 },
    { x: 250.4, y: 100.2 },
  ]
  const value = valueOfPoints(kind, drawn, size)
  expect(value).toEqual([
    { x: 0, y: 0 },
    { x: 250, y: 400 },
  ])
  expect(pointsOf(kind, value, size)).toEqual([
    { x: 0, y: 500 },
    { x: 250, y: 100 },
  ])
})

test('what is drawn beyond the edge ends at the edge, and nothing is left of no points', () => {
  expect(valueOfPoints(kind, [{ x: 1200, y: -40 }], size)).toEqual([{ x: 1000, y: 500 }])
  expect(valueOfPoints(kind, [], size)).toBeUndefined()
})

test('a stroke sets a point each time the hand has moved, as many as the vendor takes', () => {
  const limits = { ...size, max: kind.max }
  const stroke = Array.from({ length: 400 }, (_, index) => ({ x: index * 2.5, y: 250 }))
  const points = stroke.reduce<readonly { x: number; y: number }[]>((all, next) => withStroke(all, next, limits), [])
  expect(points).toHaveLength(50)
  expect(withStroke(points, { x: 998, y: 250 }, limits)).toBe(points)
  const full = Array.from({ length: kind.max }, (_, index) => ({ x: index * 100, y: 0 }))
  expect(withStroke(full, { x: 0, y: 400 }, limits)).toBe(full)
})

test('a row that is half filled in is no point yet', () => {
  expect(pointsOf(kind, [{ x: 3 }, { x: 3, y: 4 }], size)).toEqual([{ x: 3, y: 496 }])
})
