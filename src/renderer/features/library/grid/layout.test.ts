import type { AssetBucket } from '@shared/domain/asset'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anchorAt, cellsBetween, layOutSquares, topOfAnchor } from './layout'
import { cellByKey } from './move-focus'
import { boxHeightOf, boxTopOf, gridTopOf, MAX_BOX_PX } from './scroll-map'

const monthOf = (position: number): string =>
  new Date(Date.UTC(2026, 10 - position, 1)).toISOString().slice(0, 'yyyy-mm'.length)

const bucketsOf = (counts: readonly number[]): readonly AssetBucket[] =>
  counts.map((count, position) => ({ month: monthOf(position), count }))

const anyCounts = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 24 })
const anyMetrics = fc.record({
  widthPx: fc.integer({ min: 40, max: 2_600 }),
  minCellPx: fc.integer({ min: 100, max: 320 }),
  gapPx: fc.integer({ min: 0, max: 12 }),
  headerPx: fc.integer({ min: 0, max: 48 }),
})

test('every cell lies inside the grid and no two overlap', () => {
  fc.assert(
    fc.property(anyCounts, anyMetrics, (counts, metrics) => {
      const layout = layOutSquares(bucketsOf(counts), metrics)
      const taken = new Set<string>()
      for (let index = 0; index < layout.total; index += 1) {
        const { leftPx, topPx, widthPx, heightPx } = layout.boxOf(index)
        expect(leftPx + widthPx).toBeLessThanOrEqual(metrics.widthPx)
        expect(topPx + heightPx).toBeLessThanOrEqual(layout.heightPx)
        taken.add(`${leftPx}:${topPx}`)
      }
      expect(taken.size).toBe(counts.reduce((sum, count) => sum + count, 0))
    }),
  )
})

test('a cell is among the cells in sight exactly while its row is', () => {
  fc.assert(
    fc.property(anyCounts, anyMetrics, fc.double({ min: 0, max: 1, noNaN: true }), (counts, metrics, place) => {
      const layout = layOutSquares(bucketsOf(counts), metrics)
      const topPx = place * layout.heightPx
      const { from, to } = cellsBetween(layout, topPx, topPx + 600)
      const hidden = Array.from({ length: layout.total }, (_, index) => index).filter((index) => {
        const box = layout.boxOf(index)
        const isSeen = box.topPx + box.heightPx > topPx && box.topPx < topPx + 600
        return isSeen && (index < from || index >= to)
      })
      expect(hidden).toEqual([])
      expect(to - from).toBeLessThanOrEqual(layout.columns! * (Math.ceil(600 / layout.usualRowPx) + 2))
    }),
  )
})

test('scrolling to any cell by the box brings it into sight, also where the box stands for a taller grid', () => {
  const counts = Array.from({ length: 60 }, (_, month) => 9_000 + 700 * month)
  const layout = layOutSquares(bucketsOf(counts), { widthPx: 1_000, minCellPx: 160, gapPx: 4, headerPx: 40 })
  expect(layout.heightPx).toBeGreaterThan(MAX_BOX_PX)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: layout.total - 1 }), (index) => {
      const wantedTopPx = Math.min(layout.boxOf(index).topPx, layout.heightPx - 600)
      const boxTopPx = Math.round(boxTopOf(wantedTopPx, layout.heightPx, 600))
      expect(boxTopPx).toBeLessThanOrEqual(boxHeightOf(layout.heightPx) - 600)
      const topPx = gridTopOf(boxTopPx, layout.heightPx, 600)
      const { from, to } = cellsBetween(layout, topPx, topPx + 600)
      expect(index >= from && index < to).toBe(true)
    }),
  )
})

test('what was in sight stays there when items arrive in newer months or at the start of its own', () => {
  const metrics = { widthPx: 900, minCellPx: 160, gapPx: 4, headerPx: 40 }
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 60 }), (arrived, deep) => {
      const before = layOutSquares(bucketsOf([30, 200, 50]), metrics)
      const after = layOutSquares(bucketsOf([30 + arrived, 200 + arrived, 50]), metrics)
      const index = 30 + deep
      const anchor = anchorAt(before, before.boxOf(index).topPx)
      const moved = after.boxOf(index + 2 * arrived).topPx - topOfAnchor(after, anchor)
      expect(Math.abs(moved)).toBeLessThanOrEqual(after.usualRowPx)
    }),
  )
})

test('the top of the grid stays the top', () => {
  const layout = layOutSquares(bucketsOf([30]), { widthPx: 900, minCellPx: 160, gapPx: 4, headerPx: 40 })
  expect(topOfAnchor(layout, anchorAt(layout, 0))).toBe(0)
})

test('arrow keys keep the column over the border of months and never leave the grid', () => {
  const layout = layOutSquares(bucketsOf([7, 2, 9]), { widthPx: 500, minCellPx: 100, gapPx: 0, headerPx: 20 })
  expect(layout.columns).toBe(5)
  expect(cellByKey(layout, 3, 'ArrowDown', 3)).toBe(6)
  expect(cellByKey(layout, 6, 'ArrowDown', 3)).toBe(8)
  expect(cellByKey(layout, 8, 'ArrowUp', 3)).toBe(6)
  expect(cellByKey(layout, 9, 'ArrowUp', 3)).toBe(7)
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 17 }),
      fc.constantFrom('ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'),
      (index, key) => {
        const next = cellByKey(layout, index, key, 4)
        expect(next).toBeGreaterThanOrEqual(0)
        expect(next).toBeLessThan(18)
      },
    ),
  )
})
