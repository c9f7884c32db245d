import type { AssetBucket } from '@shared/domain/asset'

/** Squares that a picture fills, or rows of whole pictures. */
export type GridShape = 'square' | 'justified'

export interface GridMetrics {
  readonly widthPx: number
  /** Cells are at least this wide, unless the grid itself is narrower; in rows of whole pictures, about so high. */
  readonly minCellPx: number
  readonly gapPx: number
  readonly headerPx: number
}

/** One month of the grid: a header and rows of cells. */
export interface GridSection {
  readonly month: string
  readonly startIndex: number
  readonly count: number
  readonly topPx: number
  readonly heightPx: number
}

/** A row of cells, `to` exclusive; its height without the gap beneath. */
export interface GridLine {
  readonly from: number
  readonly to: number
  readonly topPx: number
  readonly heightPx: number
}

/** A cell in the grid's own pixels. */
export interface CellBox {
  readonly leftPx: number
  readonly topPx: number
  readonly widthPx: number
  readonly heightPx: number
}

/** Where every cell lies, asked for what is in sight only. */
export interface GridLayout {
  readonly headerPx: number
  readonly gapPx: number
  /** Null where rows hold different numbers of cells. */
  readonly columns: number | null
  /** About how high a row is, with the gap beneath. */
  readonly usualRowPx: number
  readonly lineCount: number
  readonly sections: readonly GridSection[]
  readonly total: number
  readonly heightPx: number
  /** The row that holds a cell. */
  readonly lineOf: (index: number) => GridLine
  /** The row at a height; at a month's header its first row, in a gap the row above. */
  readonly lineAt: (topPx: number) => GridLine
  readonly boxOf: (index: number) => CellBox
}

/** A stretch of cells, `to` exclusive. */
export interface IndexRange {
  readonly from: number
  readonly to: number
}

export const NO_LINE: GridLine = { from: 0, to: 0, topPx: 0, heightPx: 0 }
export const NO_BOX: CellBox = { leftPx: 0, topPx: 0, widthPx: 0, heightPx: 0 }

/** Square cells; the cost grows with the months, not with the items. */
export function layOutSquares(buckets: readonly AssetBucket[], metrics: GridMetrics): GridLayout {
  const { widthPx, minCellPx, gapPx, headerPx } = metrics
  const columns = Math.max(1, Math.floor((widthPx + gapPx) / (minCellPx + gapPx)))
  const cellPx = Math.max(1, Math.floor((widthPx - gapPx * (columns - 1)) / columns))
  const rowPx = cellPx + gapPx
  const rowsOf = (count: number): number => Math.ceil(count / columns)
  const sections: GridSection[] = []
  let startIndex = 0
  let topPx = 0
  let lineCount = 0
  for (const { month, count } of buckets) {
    if (count <= 0) continue
    const heightPx = headerPx + rowsOf(count) * rowPx
    sections.push({ month, startIndex, count, topPx, heightPx })
    startIndex += count
    topPx += heightPx
    lineCount += rowsOf(count)
  }
  const lineOfRow = (section: GridSection, row: number): GridLine => ({
    from: section.startIndex + row * columns,
    to: section.startIndex + Math.min(section.count, (row + 1) * columns),
    topPx: section.topPx + headerPx + row * rowPx,
    heightPx: cellPx,
  })
  const lineOf = (index: number): GridLine => {
    const section = sectionOfIndex(sections, index)
    return section ? lineOfRow(section, Math.floor((index - section.startIndex) / columns)) : NO_LINE
  }
  return {
    headerPx,
    gapPx,
    columns,
    usualRowPx: rowPx,
    lineCount,
    sections,
    total: startIndex,
    heightPx: topPx,
    lineOf,
    lineAt: (atPx) => {
      const section = sectionAt(sections, atPx)
      if (!section) return NO_LINE
      const row = Math.floor((atPx - section.topPx - headerPx) / rowPx)
      return lineOfRow(section, clamp(row, 0, rowsOf(section.count) - 1))
    },
    boxOf: (index) => {
      const line = lineOf(index)
      return { leftPx: (index - line.from) * rowPx, topPx: line.topPx, widthPx: cellPx, heightPx: cellPx }
    },
  }
}

/** The last of sorted items whose `startOf` is not beyond the value; undefined only without items. */
export function lastBefore<Item>(
  items: readonly Item[],
  value: number,
  startOf: (item: Item) => number,
): Item | undefined {
  let low = 0
  let high = items.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (startOf(items[middle]!) <= value) low = middle
    else high = middle - 1
  }
  return items[low]
}

export function sectionOfIndex(sections: readonly GridSection[], index: number): GridSection | undefined {
  return lastBefore(sections, index, (section) => section.startIndex)
}

export function sectionAt(sections: readonly GridSection[], topPx: number): GridSection | undefined {
  return lastBefore(sections, topPx, (section) => section.topPx)
}

/** The cells of all rows that touch a stretch of the grid. */
export function cellsBetween(layout: GridLayout, topPx: number, bottomPx: number): IndexRange {
  const { from } = layout.lineAt(topPx)
  return { from, to: Math.max(from, layout.lineAt(bottomPx).to) }
}

/** A place that survives a change of the grid: counted from the month's end, because new items come at its start. */
export interface GridAnchor {
  readonly month: string
  readonly fromEnd: number
  readonly offsetPx: number
}

export function anchorAt(layout: GridLayout, topPx: number): GridAnchor | null {
  const line = layout.lineAt(topPx)
  const section = sectionOfIndex(layout.sections, line.from)
  if (!section || topPx <= 0) return null
  return {
    month: section.month,
    fromEnd: section.startIndex + section.count - line.from,
    offsetPx: topPx - line.topPx,
  }
}

/** Where the anchor lies now; a month that is gone gives the next older one. */
export function topOfAnchor(layout: GridLayout, anchor: GridAnchor | null): number {
  if (!anchor) return 0
  const section = layout.sections.find(({ month }) => month <= anchor.month)
  if (!section) return layout.heightPx
  if (section.month !== anchor.month) return section.topPx
  const index = section.startIndex + clamp(section.count - anchor.fromEnd, 0, section.count - 1)
  return Math.max(0, layout.lineOf(index).topPx + anchor.offsetPx)
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most))
}
