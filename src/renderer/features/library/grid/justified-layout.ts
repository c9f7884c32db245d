import type { AssetBucket, AssetCard } from '@shared/domain/asset'
import { assumeLines, type BlockLines, breakIntoLines, type LineMetrics } from './justified-lines'
import {
  clamp,
  type GridLayout,
  type GridLine,
  type GridMetrics,
  type GridSection,
  lastBefore,
  NO_BOX,
  NO_LINE,
  sectionAt,
} from './layout'

/** Panoramas and long strips are cut at their ends, so that neither fills the grid alone. */
const LEAST_RATIO = 1 / 3
const MOST_RATIO = 4
/** The mean shape moves in steps, so that what was not seen yet does not change with each page that comes. */
const MEAN_STEPS = 8

/** Width by height of what the page shows of an item; what has no shape yet is square. */
export function ratioOf({ width, height }: Pick<AssetCard, 'width' | 'height'>): number {
  return width && height ? clamp(width / height, LEAST_RATIO, MOST_RATIO) : 1
}

export interface Shapes {
  /** Items of a block, but for the last of a month. */
  readonly perBlock: number
  /** Ratios of a month's block; null while they are not known. */
  readonly ratiosOf: (month: string, block: number) => Float32Array | null
}

/** Items that are laid out together; what one block turns out to be moves others only up or down. */
interface Block {
  readonly from: number
  readonly count: number
  readonly topPx: number
  readonly lines: BlockLines
}

/** Rows of whole pictures. What is known is laid out once per width; the rest is estimated by number and mean shape. */
export function layOutJustified(buckets: readonly AssetBucket[], metrics: GridMetrics, shapes: Shapes): GridLayout {
  const { gapPx, headerPx } = metrics
  const line: LineMetrics = { widthPx: metrics.widthPx, targetPx: metrics.minCellPx, gapPx }
  const shown = buckets.filter(({ count }) => count > 0)
  const meanRatio = meanOf(shown, shapes)
  const sections: GridSection[] = []
  const blocks: Block[] = []
  let index = 0
  let topPx = 0
  let lineCount = 0
  for (const { month, count } of shown) {
    const section = { month, startIndex: index, count, topPx }
    topPx += headerPx
    for (let from = 0, block = 0; from < count; from += shapes.perBlock, block += 1) {
      const held = Math.min(shapes.perBlock, count - from)
      const ratios = shapes.ratiosOf(month, block)
      const lines =
        ratios?.length === held ? linesOf(ratios, line, from + held === count) : assumeLines(held, meanRatio, line)
      blocks.push({ from: index, count: held, topPx, lines })
      index += held
      topPx += lines.heightPx
      lineCount += lines.lineCount
    }
    sections.push({ ...section, heightPx: topPx - section.topPx })
  }
  return {
    headerPx,
    gapPx,
    columns: null,
    usualRowPx: metrics.minCellPx + gapPx,
    lineCount,
    sections,
    total: index,
    heightPx: topPx,
    lineOf: (at) => {
      const block = blockOf(blocks, at)
      return block ? lineIn(block, block.lines.lineOf(at - block.from)) : NO_LINE
    },
    lineAt: (atPx) => {
      const start = sectionAt(sections, atPx)?.startIndex ?? 0
      const block = lastBefore(blocks, atPx, (each) => each.topPx)
      // In a month's header the last block above is still the former month's.
      const found = block && block.from >= start ? block : blockOf(blocks, start)
      return found ? lineIn(found, found.lines.lineAt(atPx - found.topPx)) : NO_LINE
    },
    boxOf: (at) => {
      const block = blockOf(blocks, at)
      if (!block) return NO_BOX
      const { topPx: lineTopPx, heightPx } = lineIn(block, block.lines.lineOf(at - block.from))
      return { ...block.lines.spanOf(at - block.from), topPx: lineTopPx, heightPx }
    },
  }
}

function blockOf(blocks: readonly Block[], index: number): Block | undefined {
  return lastBefore(blocks, index, (block) => block.from)
}

function lineIn({ from, topPx, lines }: Block, line: number): GridLine {
  return {
    from: from + lines.startOf(line),
    to: from + lines.startOf(line + 1),
    topPx: topPx + lines.topOf(line),
    heightPx: lines.heightOf(line),
  }
}

interface KnownLines extends LineMetrics {
  readonly isLastOfMonth: boolean
  readonly lines: BlockLines
}

const known = new WeakMap<Float32Array, KnownLines>()

function linesOf(ratios: Float32Array, metrics: LineMetrics, isLastOfMonth: boolean): BlockLines {
  const former = known.get(ratios)
  const isSame =
    former?.widthPx === metrics.widthPx &&
    former.targetPx === metrics.targetPx &&
    former.gapPx === metrics.gapPx &&
    former.isLastOfMonth === isLastOfMonth
  if (former && isSame) return former.lines
  const lines = breakIntoLines(ratios, metrics, isLastOfMonth)
  known.set(ratios, { ...metrics, isLastOfMonth, lines })
  return lines
}

const sums = new WeakMap<Float32Array, number>()

function sumOf(ratios: Float32Array): number {
  const sum = sums.get(ratios) ?? ratios.reduce((total, ratio) => total + ratio, 0)
  sums.set(ratios, sum)
  return sum
}

function meanOf(buckets: readonly AssetBucket[], shapes: Shapes): number {
  let sum = 0
  let count = 0
  for (const bucket of buckets) {
    for (let block = 0; block * shapes.perBlock < bucket.count; block += 1) {
      const ratios = shapes.ratiosOf(bucket.month, block)
      if (!ratios) continue
      sum += sumOf(ratios)
      count += ratios.length
    }
  }
  return count === 0 ? 1 : Math.max(1, Math.round((sum / count) * MEAN_STEPS)) / MEAN_STEPS
}
