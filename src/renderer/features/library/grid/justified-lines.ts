/** Rows of one block of pictures: where each begins, how high it is, and where its cells lie. */
export interface BlockLines {
  readonly lineCount: number
  /** With the gap beneath the last row. */
  readonly heightPx: number
  /** The row of a picture, counted within the block. */
  readonly lineOf: (offset: number) => number
  readonly lineAt: (topPx: number) => number
  /** The first picture of a row; of the row behind the last: how many there are. */
  readonly startOf: (line: number) => number
  readonly topOf: (line: number) => number
  readonly heightOf: (line: number) => number
  readonly spanOf: (offset: number) => { readonly leftPx: number; readonly widthPx: number }
}

export interface LineMetrics {
  readonly widthPx: number
  /** How high rows should be, as far as filling the width allows. */
  readonly targetPx: number
  readonly gapPx: number
}

/** A row half as high as wished is worse than any other way to break. */
const LEAST_PART_OF_TARGET = 0.5

/**
 * Breaks pictures of known shape into rows that fill the width, each as near to the wished height as all of them
 * together can be; the last row of a month stays short instead of growing over its pictures.
 *
 * @param ratios width by height
 */
export function breakIntoLines(ratios: Float32Array, metrics: LineMetrics, isLastOfMonth: boolean): BlockLines {
  const breaks = bestBreaks(ratios, metrics, isLastOfMonth)
  const lineCount = breaks.length - 1
  const scales = Array.from({ length: lineCount }, (_, line) =>
    scaleOf(ratios, breaks[line]!, breaks[line + 1]!, metrics, isLastOfMonth),
  )
  const heights = scales.map((scale) => Math.max(1, Math.round(scale)))
  const tops = [0]
  for (const height of heights) tops.push(tops.at(-1)! + height + metrics.gapPx)
  const leftOf = (line: number, offset: number): number => {
    let ratio = 0
    for (let each = breaks[line]!; each < offset; each += 1) ratio += ratios[each]!
    return ratio * scales[line]! + (offset - breaks[line]!) * metrics.gapPx
  }
  const lineOf = (offset: number): number => lastAtMost(breaks, offset, lineCount - 1)
  return {
    lineCount,
    heightPx: tops.at(-1)!,
    lineOf,
    lineAt: (topPx) => lastAtMost(tops, topPx, lineCount - 1),
    startOf: (line) => breaks[line]!,
    topOf: (line) => tops[line]!,
    heightOf: (line) => heights[line]!,
    spanOf: (offset) => {
      const line = lineOf(offset)
      const leftPx = Math.round(leftOf(line, offset))
      const rightPx = Math.round(leftOf(line, offset + 1)) - metrics.gapPx
      return { leftPx, widthPx: Math.max(1, rightPx - leftPx) }
    },
  }
}

/** A block whose pictures are not known yet, all of one shape. */
export function assumeLines(count: number, ratio: number, { widthPx, targetPx, gapPx }: LineMetrics): BlockLines {
  const perLine = Math.max(1, Math.round((widthPx + gapPx) / (ratio * targetPx + gapPx)))
  const cellPx = Math.max(1, Math.floor((widthPx - gapPx * (perLine - 1)) / perLine))
  const heightPx = Math.max(1, Math.round(Math.min(cellPx / ratio, targetPx * 2)))
  const rowPx = heightPx + gapPx
  const lineCount = Math.ceil(count / perLine)
  return {
    lineCount,
    heightPx: lineCount * rowPx,
    lineOf: (offset) => Math.floor(offset / perLine),
    lineAt: (topPx) => Math.min(lineCount - 1, Math.max(0, Math.floor(topPx / rowPx))),
    startOf: (line) => Math.min(count, line * perLine),
    topOf: (line) => line * rowPx,
    heightOf: () => heightPx,
    spanOf: (offset) => ({ leftPx: (offset % perLine) * (cellPx + gapPx), widthPx: cellPx }),
  }
}

/** Where rows begin, and the end: the way with the least sum of squared distances from the wished height. */
function bestBreaks(ratios: Float32Array, metrics: LineMetrics, isLastOfMonth: boolean): readonly number[] {
  const { targetPx } = metrics
  const costs = new Float64Array(ratios.length + 1).fill(Infinity)
  const formers = new Int32Array(ratios.length + 1)
  costs[0] = 0
  for (let from = 0; from < ratios.length; from += 1) {
    let ratio = 0
    for (let to = from + 1; to <= ratios.length; to += 1) {
      ratio += ratios[to - 1]!
      const filled = filledHeight(ratio, to - from, metrics)
      if (filled < targetPx * LEAST_PART_OF_TARGET && to > from + 1) break
      const isShort = isLastOfMonth && to === ratios.length && filled > targetPx
      const cost = costs[from]! + (isShort ? 0 : Math.log(filled / targetPx) ** 2)
      if (cost >= costs[to]!) continue
      costs[to] = cost
      formers[to] = from
    }
  }
  const breaks = [ratios.length]
  while (breaks[0]! > 0) breaks.unshift(formers[breaks[0]!]!)
  return breaks
}

/** How high a row is exactly, in pixels per ratio. */
function scaleOf(ratios: Float32Array, from: number, to: number, metrics: LineMetrics, isLastOfMonth: boolean): number {
  let ratio = 0
  for (let each = from; each < to; each += 1) ratio += ratios[each]!
  const filled = filledHeight(ratio, to - from, metrics)
  return isLastOfMonth && to === ratios.length ? Math.min(filled, metrics.targetPx) : filled
}

function filledHeight(ratio: number, count: number, { widthPx, gapPx }: LineMetrics): number {
  return Math.max(1, widthPx - gapPx * (count - 1)) / ratio
}

/** The last place up to `most` whose value is not beyond the given one. */
function lastAtMost(sorted: readonly number[], value: number, most: number): number {
  let low = 0
  let high = most
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (sorted[middle]! <= value) low = middle
    else high = middle - 1
  }
  return low
}
