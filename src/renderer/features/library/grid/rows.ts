import { type GridLayout, type GridLine, type GridSection, type IndexRange, sectionOfIndex } from './layout'

/** One row to draw: the header of a month, or a line of cells. */
export type GridRow =
  | { readonly kind: 'header'; readonly key: string; readonly topPx: number; readonly section: GridSection }
  | { readonly kind: 'cells'; readonly key: string; readonly line: GridLine }

/** The rows of a stretch of cells, and the row of the focused cell, which must never leave the page. */
export function rowsToDraw(layout: GridLayout, sight: IndexRange, focusIndex: number): readonly GridRow[] {
  const rows: GridRow[] = []
  let index = sight.from
  while (index < sight.to) {
    const section = sectionOfIndex(layout.sections, index)!
    if (index === section.startIndex || index === sight.from) {
      rows.push({ kind: 'header', key: section.month, topPx: section.topPx, section })
    }
    const line = layout.lineOf(index)
    rows.push(rowOf(section, line))
    index = line.to
  }
  if (layout.total > 0 && (focusIndex < sight.from || focusIndex >= sight.to)) {
    rows.push(rowOf(sectionOfIndex(layout.sections, focusIndex)!, layout.lineOf(focusIndex)))
  }
  return rows
}

function rowOf(section: GridSection, line: GridLine): GridRow {
  return { kind: 'cells', key: `${section.month}:${line.from - section.startIndex}`, line }
}
