import { cellsBetween, type GridLayout } from './layout'

/** A rectangle in the grid's own pixels; the ends may be in any order. */
export interface Marquee {
  readonly fromX: number
  readonly fromY: number
  readonly toX: number
  readonly toY: number
}

/** The cells that a rectangle touches. */
export function cellsWithin(layout: GridLayout, marquee: Marquee): readonly number[] {
  const left = Math.min(marquee.fromX, marquee.toX)
  const right = Math.max(marquee.fromX, marquee.toX)
  const top = Math.min(marquee.fromY, marquee.toY)
  const bottom = Math.max(marquee.fromY, marquee.toY)
  const { from, to } = cellsBetween(layout, top, bottom)
  const touched: number[] = []
  for (let index = from; index < to; index += 1) {
    const { leftPx, topPx, widthPx, heightPx } = layout.boxOf(index)
    const isBeside = leftPx > right || leftPx + widthPx < left
    const isAbove = topPx + heightPx < top || topPx > bottom
    if (!isBeside && !isAbove) touched.push(index)
  }
  return touched
}
