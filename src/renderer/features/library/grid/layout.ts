import type { AssetBucket } from '@shared/domain/asset'

export interface GridMetrics {
  readonly widthPx: number
  /** Cells are at least this wide, unless the grid itself is narrower. */
  readonly minCellPx: number
  readonly gapPx: number
  readonly headerPx: number
}

/** One month of the grid: a header and rows of square cells. */
export interface GridSection {
  readonly month: string
  readonly startIndex: number
  readonly count: number
  readonly topPx: number
  readonly heightPx: number
}

export interface GridLayout {
  readonly columns: number
  readonly cellPx: number
  /** A cell and the gap beneath it. */
  readonly rowPx: number
  readonly headerPx: number
  readonly sections: readonly GridSection[]
  readonly total: number
  readonly heightPx: number
}

export interface CellPlace {
  readonly leftPx: number
  readonly topPx: number
}

/** A stretch of cells, `to` exclusive. */
export interface IndexRange {
  readonly from: number
  readonly to: number
}

/** Where every cell lies, from the counts per month alone; the cost grows with the months, not with the items. */
export function layOutGrid(buckets: readonly AssetBucket[], metrics: GridMetrics): GridLayout {
  const { widthPx, minCellPx, gapPx, headerPx } = metrics
  const columns = Math.max(1, Math.floor((widthPx + gapPx) / (minCellPx + gapPx)))
  const cellPx = Math.max(1, Math.floor((widthPx - gapPx * (columns - 1)) / columns))
  const rowPx = cellPx + gapPx
  const sections: GridSection[] = []
  let startIndex = 0
  let topPx = 0
  for (const { month, count } of buckets) {
    if (count <= 0) continue
    const heightPx = headerPx + Math.ceil(count / columns) * rowPx
    sections.push({ month, startIndex, count, topPx, heightPx })
    startIndex += count
    topPx += heightPx
  }
  return { columns, cellPx, rowPx, headerPx, sections, total: startIndex, heightPx: topPx }
}

/** The last of sorted sections whose `startOf` is not beyond the value; undefined only without sections. */
function lastBefore(
  sections: readonly GridSection[],
  value: number,
  startOf: (section: GridSection) => number,
): GridSection | undefined {
  let low = 0
  let high = sections.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (startOf(sections[middle]!) <= value) low = middle
    else high = middle - 1
  }
  return sections[low]
}

export function sectionOfIndex(layout: GridLayout, index: number): GridSection | undefined {
  return lastBefore(layout.sections, index, (section) => section.startIndex)
}

export function sectionAt(layout: GridLayout, topPx: number): GridSection | undefined {
  return lastBefore(layout.sections, topPx, (section) => section.topPx)
}

/** The cell's top left corner in the grid's own pixels. */
export function placeOf(layout: GridLayout, index: number): CellPlace {
  const section = sectionOfIndex(layout, index)
  if (!section) return { leftPx: 0, topPx: 0 }
  const offset = index - section.startIndex
  const row = Math.floor(offset / layout.columns)
  return {
    leftPx: (offset % layout.columns) * layout.rowPx,
    topPx: section.topPx + layout.headerPx + row * layout.rowPx,
  }
}

/** The cells of all rows that touch a stretch of the grid. */
export function cellsBetween(layout: GridLayout, topPx: number, bottomPx: number): IndexRange {
  const first = sectionAt(layout, topPx)
  const last = sectionAt(layout, bottomPx)
  if (!first || !last) return { from: 0, to: 0 }
  const firstRow = Math.floor((topPx - first.topPx - layout.headerPx) / layout.rowPx)
  const lastRow = Math.floor((bottomPx - last.topPx - layout.headerPx) / layout.rowPx)
  const from = first.startIndex + clamp(firstRow * layout.columns, 0, first.count)
  const to = last.startIndex + clamp((lastRow + 1) * layout.columns, 0, last.count)
  return { from, to: Math.max(from, to) }
}

/** A place that survives a change of the grid: counted from the month's end, because new items come at its start. */
export interface GridAnchor {
  readonly month: string
  readonly fromEnd: number
  readonly offsetPx: number
}

export function anchorAt(layout: GridLayout, topPx: number): GridAnchor | null {
  const section = sectionAt(layout, topPx)
  if (!section || topPx <= 0) return null
  const row = Math.max(0, Math.floor((topPx - section.topPx - layout.headerPx) / layout.rowPx))
  const index = Math.min(section.startIndex + section.count - 1, section.startIndex + row * layout.columns)
  return {
    month: section.month,
    fromEnd: section.startIndex + section.count - index,
    offsetPx: topPx - placeOf(layout, index).topPx,
  }
}

/** Where the anchor lies now; a month that is gone gives the next older one. */
export function topOfAnchor(layout: GridLayout, anchor: GridAnchor | null): number {
  if (!anchor) return 0
  const section = layout.sections.find(({ month }) => month <= anchor.month)
  if (!section) return layout.heightPx
  if (section.month !== anchor.month) return section.topPx
  const index = section.startIndex + clamp(section.count - anchor.fromEnd, 0, section.count - 1)
  return Math.max(0, placeOf(layout, index).topPx + anchor.offsetPx)
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most))
}
