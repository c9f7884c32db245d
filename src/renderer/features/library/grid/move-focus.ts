import { clamp, type GridLayout, sectionOfIndex } from './layout'

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

/** Rows up or down, over the borders of months, in the same column where the row is long enough. */
function moveRows(layout: GridLayout, index: number, rows: number): number {
  const start = sectionOfIndex(layout, index)
  if (!start) return index
  const column = (index - start.startIndex) % layout.columns
  let position = layout.sections.indexOf(start)
  let row = Math.floor((index - start.startIndex) / layout.columns) + rows
  while (row < 0 && position > 0) row += rowsOf(layout, --position)
  while (row >= rowsOf(layout, position) && position < layout.sections.length - 1) row -= rowsOf(layout, position++)
  const section = layout.sections[position]!
  const lastRow = rowsOf(layout, position) - 1
  return section.startIndex + clamp(clamp(row, 0, lastRow) * layout.columns + column, 0, section.count - 1)
}

function rowsOf(layout: GridLayout, position: number): number {
  return Math.ceil(layout.sections[position]!.count / layout.columns)
}
