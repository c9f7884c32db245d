import type { GridLayout, GridLine } from './layout'

/** The cell that a key leads to from another one, or null when the key is not for moving. */
export function cellByKey(layout: GridLayout, index: number, key: string, rowsOfPage: number): number | null {
  const last = layout.total - 1
  if (last < 0) return null
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, index - 1)
    case 'ArrowRight':
      return Math.min(last, index + 1)
    case 'ArrowUp':
      return moveRows(layout, index, -1)
    case 'ArrowDown':
      return moveRows(layout, index, 1)
    case 'PageUp':
      return moveRows(layout, index, -rowsOfPage)
    case 'PageDown':
      return moveRows(layout, index, rowsOfPage)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

/** Rows up or down, over the borders of months, to the cell that lies nearest beneath or above. */
function moveRows(layout: GridLayout, index: number, rows: number): number {
  const { leftPx, widthPx } = layout.boxOf(index)
  let line = layout.lineOf(index)
  for (let moved = 0; moved < Math.abs(rows); moved += 1) {
    const beyond = rows < 0 ? line.from - 1 : line.to
    if (beyond < 0 || beyond >= layout.total) break
    line = layout.lineOf(beyond)
  }
  return nearestIn(layout, line, leftPx + widthPx / 2)
}

function nearestIn(layout: GridLayout, line: GridLine, middlePx: number): number {
  let nearest = line.from
  let leastPx = Infinity
  for (let index = line.from; index < line.to; index += 1) {
    const { leftPx, widthPx } = layout.boxOf(index)
    const distancePx = Math.abs(leftPx + widthPx / 2 - middlePx)
    if (distancePx >= leastPx) continue
    nearest = index
    leastPx = distancePx
  }
  return nearest
}
