import { type GridLayout, type GridSection, type IndexRange, placeOf, sectionOfIndex } from './layout'

/** One row to draw: the header of a month, or a line of cells. */
export type GridRow =
  | { readonly kind: 'header'; readonly key: string; readonly topPx: number; readonly section: GridSection }
  | { readonly kind: 'cells'; readonly key: string; readonly topPx: number; readonly from: number; readonly to: number }

/** The rows of a stretch of cells, and the row of the focused cell, which must never leave the page. */
export function rowsToDraw(layout: GridLayout, sight: IndexRange, focusIndex: number): readonly GridRow[] {
  const rows: GridRow[] = []
  let index = sight.from
  while (index < sight.to) {
    const section = sectionOfIndex(layout, index)!
    if (index === section.startIndex || index === sight.from) {
      rows.push({ kind: 'header', key: section.month, topPx: section.topPx, section })
    }
    const row = rowFrom(layout, section, index)
    rows.push(row)
    index = row.to
  }
  if (layout.total > 0 && (focusIndex < sight.from || focusIndex >= sight.to)) {
    const section = sectionOfIndex(layout, focusIndex)!
    const start = focusIndex - ((focusIndex - section.startIndex) % layout.columns)
    rows.push(rowFrom(layout, section, start))
  }
  return rows
}

function rowFrom(layout: GridLayout, section: GridSection, from: number): Extract<GridRow, { kind: 'cells' }> {
  const to = Math.min(from + layout.columns, section.startIndex + section.count)
  const row = Math.floor((from - section.startIndex) / layout.columns)
  return { kind: 'cells', key: `${section.month}:${row}`, topPx: placeOf(layout, from).topPx, from, to }
}
