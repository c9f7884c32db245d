import type { AssetBucket } from '@shared/domain/asset'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOutJustified, ratioOf } from './justified-layout'
import { anchorAt, cellsBetween, type GridLayout, topOfAnchor } from './layout'
import { cellsWithin } from './marquee'
import { cellByKey } from './move-focus'
import { boxHeightOf, boxTopOf, gridTopOf, MAX_BOX_PX } from './scroll-map'

const PER_BLOCK = 20
const METRICS = { widthPx: 900, minCellPx: 160, gapPx: 4, headerPx: 36 }

const monthOf = (position: number): string =>
  new Date(Date.UTC(2026, 10 - position, 1)).toISOString().slice(0, 'yyyy-mm'.length)
const bucketsOf = (counts: readonly number[]): readonly AssetBucket[] =>
  counts.map((count, position) => ({ month: monthOf(position), count }))

/** Shapes of all blocks that `isKnown` says are there; the same for the same place. */
function shapesOf(
  buckets: readonly AssetBucket[],
  isKnown: (block: number) => boolean,
  seed = 1,
  perBlock = PER_BLOCK,
) {
  const known = new Map<string, Float32Array>()
  return {
    perBlock,
    ratiosOf: (month: string, block: number): Float32Array | null => {
      if (!isKnown(block)) return null
      const key = `${month}/${block}`
      const count = Math.min(
        perBlock,
        (buckets.find((bucket) => bucket.month === month)?.count ?? 0) - block * perBlock,
      )
      const ratios = known.get(key) ?? Float32Array.from({ length: count }, (_, index) => ratioAt(seed, block, index))
      known.set(key, ratios)
      return ratios
    },
  }
}

const ratioAt = (seed: number, block: number, index: number): number =>
  ratioOf({ width: 100 + ((seed * 7_919 + block * 104_729 + index * 1_299_709) % 900), height: 300 })

const anyCounts = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 12 })
const anyMetrics = fc.record({
  widthPx: fc.integer({ min: 40, max: 2_600 }),
  minCellPx: fc.integer({ min: 100, max: 320 }),
  gapPx: fc.integer({ min: 0, max: 12 }),
  headerPx: fc.integer({ min: 0, max: 48 }),
})
const anyLayout = fc
  .record({
    counts: anyCounts,
    metrics: anyMetrics,
    known: fc.constantFrom(0, 1, 2, 3),
    seed: fc.integer({ min: 1, max: 999 }),
  })
  .map(({ counts, metrics, known, seed }) => {
    const buckets = bucketsOf(counts)
    // Nothing known, every second block, every third, or all.
    const isKnown = (block: number): boolean => known > 0 && (known === 3 || block % (known + 1) === 0)
    return {
      metrics,
      isAllKnown: known === 3,
      layout: layOutJustified(buckets, metrics, shapesOf(buckets, isKnown, seed)),
    }
  })

/** All rows from the first to the last. */
function linesOf(layout: GridLayout) {
  const lines = []
  for (let index = 0; index < layout.total; index = lines.at(-1)!.to) lines.push(layout.lineOf(index))
  return lines
}

describe('rows of whole pictures', () => {
  it('hold each item once, one row beneath the other, without overlap', () => {
    fc.assert(
      fc.property(anyLayout, ({ layout, metrics }) => {
        let bottomPx = 0
        let next = 0
        for (const line of linesOf(layout)) {
          expect(line.from).toBe(next)
          expect(line.to).toBeGreaterThan(line.from)
          expect(line.topPx).toBeGreaterThanOrEqual(bottomPx)
          let rightPx = -metrics.gapPx
          for (let index = line.from; index < line.to; index += 1) {
            const box = layout.boxOf(index)
            expect(box).toMatchObject({ topPx: line.topPx, heightPx: line.heightPx })
            expect(box.leftPx).toBe(rightPx + metrics.gapPx)
            rightPx = box.leftPx + box.widthPx
          }
          next = line.to
          bottomPx = line.topPx + line.heightPx + metrics.gapPx
        }
        expect(next).toBe(layout.total)
        expect(bottomPx).toBeLessThanOrEqual(layout.heightPx)
      }),
    )
  })

  it('fill the width, but for the last of a month, which is no higher than wished', () => {
    fc.assert(
      fc.property(anyLayout, ({ layout, metrics, isAllKnown }) => {
        fc.pre(isAllKnown && metrics.widthPx > 400)
        const ends = new Set(layout.sections.map(({ startIndex, count }) => startIndex + count))
        const lines = linesOf(layout).map((line) => {
          const { leftPx, widthPx } = layout.boxOf(line.to - 1)
          return { isEnd: ends.has(line.to), heightPx: line.heightPx, rightPx: leftPx + widthPx }
        })
        const full = lines.filter(({ isEnd }) => !isEnd)
        expect(new Set([metrics.widthPx, ...full.map(({ rightPx }) => rightPx)]).size).toBe(1)
        const short = lines.filter(({ isEnd }) => isEnd)
        expect(short.every(({ heightPx }) => heightPx <= metrics.minCellPx)).toBe(true)
        expect(short.every(({ rightPx }) => rightPx <= metrics.widthPx)).toBe(true)
      }),
    )
  })

  it('keep pictures in their shape and near the wished height', () => {
    const buckets = bucketsOf([90, 60])
    const layout = layOutJustified(
      buckets,
      METRICS,
      shapesOf(buckets, () => true),
    )
    const heights = linesOf(layout).map(({ heightPx }) => heightPx)
    expect(Math.max(...heights)).toBeLessThan(METRICS.minCellPx * 1.5)
    expect(Math.min(...heights)).toBeGreaterThan(METRICS.minCellPx * 0.6)
    const { widthPx, heightPx } = layout.boxOf(7)
    expect(widthPx / heightPx).toBeCloseTo(ratioAt(1, 0, 7), 1)
  })

  it('are in sight exactly while they touch what is in sight', () => {
    fc.assert(
      fc.property(anyLayout, fc.double({ min: 0, max: 1, noNaN: true }), ({ layout }, place) => {
        const topPx = place * layout.heightPx
        const { from, to } = cellsBetween(layout, topPx, topPx + 600)
        const missed = Array.from({ length: layout.total }, (_, index) => index).filter((index) => {
          const box = layout.boxOf(index)
          const isSeen = box.topPx + box.heightPx > topPx && box.topPx < topPx + 600
          return isSeen && (index < from || index >= to)
        })
        expect(missed).toEqual([])
      }),
    )
  })

  it('bring every one of a million items into sight through a scaled box', () => {
    const buckets = bucketsOf(Array.from({ length: 60 }, () => 16_700))
    const layout = layOutJustified(
      buckets,
      METRICS,
      shapesOf(buckets, (block) => block % 7 === 0, 3, 200),
    )
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

  it('keep what is in sight in its place when the shapes above become known', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 120 }), fc.integer({ min: 0, max: 200 }), (index, offsetPx) => {
        const buckets = bucketsOf([60, 80, 40])
        const before = layOutJustified(
          buckets,
          METRICS,
          shapesOf(buckets, (block) => block === 2),
        )
        const after = layOutJustified(
          buckets,
          METRICS,
          shapesOf(buckets, () => true),
        )
        const line = before.lineOf(index)
        const topPx = line.topPx + Math.min(offsetPx, line.heightPx - 1)
        const seen = after.lineOf(line.from)
        const moved = topOfAnchor(after, anchorAt(before, topPx)) - seen.topPx - (topPx - line.topPx)
        expect(moved).toBe(0)
      }),
    )
  })

  it('lead up and down to the cell that lies nearest, and never out of the grid', () => {
    const buckets = bucketsOf([30, 5, 40])
    const layout = layOutJustified(
      buckets,
      METRICS,
      shapesOf(buckets, () => true),
    )
    const middleOf = (index: number): number => layout.boxOf(index).leftPx + layout.boxOf(index).widthPx / 2
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 74 }),
        fc.constantFrom('ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'),
        (index, key) => {
          const next = cellByKey(layout, index, key, 4)!
          expect(next >= 0 && next < 75).toBe(true)
          if (!key.startsWith('Arrow')) return
          const line = layout.lineOf(next)
          for (let other = line.from; other < line.to; other += 1) {
            const distance = Math.abs(middleOf(other) - middleOf(index))
            expect(Math.abs(middleOf(next) - middleOf(index))).toBeLessThanOrEqual(distance)
          }
        },
      ),
    )
    const seen = new Set([0])
    for (let at = 0; at < 74;) seen.add((at = cellByKey(layout, at, 'ArrowRight', 4)!))
    expect(seen.size).toBe(75)
    expect(layout.lineOf(cellByKey(layout, 0, 'ArrowDown', 4)!).from).toBe(layout.lineOf(0).to)
  })

  it('are touched by a drawn rectangle where they lie', () => {
    const buckets = bucketsOf([12])
    const layout = layOutJustified(
      buckets,
      METRICS,
      shapesOf(buckets, () => true),
    )
    const { leftPx, topPx, widthPx, heightPx } = layout.boxOf(1)
    const inside = { fromX: leftPx + 2, fromY: topPx + 2, toX: leftPx + widthPx - 2, toY: topPx + heightPx - 2 }
    expect(cellsWithin(layout, inside)).toEqual([1])
    expect(cellsWithin(layout, { ...inside, fromX: layout.boxOf(0).leftPx })).toEqual([0, 1])
  })
})
