import type { Pixels } from './png-encoder'

/** How much of the answer each pixel takes, inside the box; outside it nothing is taken. */
export interface MaskWeights {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** 0 to 1, row by row of the box. */
  readonly values: Float32Array
}

/** A mask counts as painted from here on; the edges of a soft brush below it only blend. */
const PAINTED = 128
const FAR = 1e20

/** How strongly a pixel of a mask is painted, 0 to 255: white paints, and what is see-through does not. */
export function paintedAt(mask: Pixels, pixel: number): number {
  const at = pixel * 4
  return Math.round(((mask.data[at] ?? 0) * (mask.data[at + 3] ?? 0)) / 255)
}

/**
 * Weights of a mask with a soft border outwards: 1 inside, falling to 0 at `featherPx` (straight distance) from it.
 * Null where nothing is painted.
 */
export function maskWeights(mask: Pixels, featherPx: number): MaskWeights | null {
  const box = paintedBox(mask, Math.ceil(featherPx))
  if (!box) return null
  const { left, top, width, height } = box
  const values = new Float32Array(width * height)
  const distances = featherPx > 0 ? new Float64Array(width * height) : null
  for (let y = 0, index = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, index += 1) {
      const painted = paintedAt(mask, (top + y) * mask.width + left + x)
      values[index] = painted / 255
      if (distances) distances[index] = painted >= PAINTED ? 0 : FAR
    }
  }
  if (!distances) return { ...box, values }
  squaredDistances(distances, width, height)
  for (let index = 0; index < values.length; index += 1) {
    const distance = Math.sqrt(distances[index] ?? FAR)
    if (distance < featherPx) values[index] = Math.max(values[index] ?? 0, smoothFall(distance / featherPx))
  }
  return { ...box, values }
}

/** 1 at 0, 0 at 1, flat at both ends. */
const smoothFall = (part: number): number => 1 - part * part * (3 - 2 * part)

function paintedBox(mask: Pixels, margin: number): Omit<MaskWeights, 'values'> | null {
  let left = mask.width
  let right = -1
  let top = mask.height
  let bottom = -1
  for (let y = 0, pixel = 0; y < mask.height; y += 1) {
    for (let x = 0; x < mask.width; x += 1, pixel += 1) {
      if (paintedAt(mask, pixel) === 0) continue
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      bottom = y
    }
  }
  if (right < 0) return null
  left = Math.max(0, left - margin)
  top = Math.max(0, top - margin)
  right = Math.min(mask.width - 1, right + margin)
  bottom = Math.min(mask.height - 1, bottom + margin)
  return { left, top, width: right - left + 1, height: bottom - top + 1 }
}

/** Exact Euclidean distance transform (Felzenszwalb and Huttenlocher 2012), squared, in place. */
function squaredDistances(values: Float64Array, width: number, height: number): void {
  const longest = Math.max(width, height)
  const scratch = {
    line: new Float64Array(longest),
    places: new Int32Array(longest),
    bounds: new Float64Array(longest + 1),
  }
  for (let x = 0; x < width; x += 1) transformLine(values, x, width, height, scratch)
  for (let y = 0; y < height; y += 1) transformLine(values, y * width, 1, width, scratch)
}

interface Scratch {
  readonly line: Float64Array
  readonly places: Int32Array
  readonly bounds: Float64Array
}

/** Lower envelope of parabolas along one row or column. */
function transformLine(values: Float64Array, start: number, step: number, length: number, scratch: Scratch): void {
  const { line, places, bounds } = scratch
  for (let index = 0; index < length; index += 1) line[index] = values[start + index * step]!
  let last = 0
  places[0] = 0
  bounds[0] = -FAR
  bounds[1] = FAR
  for (let index = 1; index < length; index += 1) {
    let meets = meeting(line, index, places[last]!)
    while (last > 0 && meets <= bounds[last]!) {
      last -= 1
      meets = meeting(line, index, places[last]!)
    }
    last += 1
    places[last] = index
    bounds[last] = meets
    bounds[last + 1] = FAR
  }
  for (let index = 0, at = 0; index < length; index += 1) {
    while (bounds[at + 1]! < index) at += 1
    const offset = index - places[at]!
    values[start + index * step] = offset * offset + line[places[at]!]!
  }
}

/** Where the parabolas of two places meet. Both far away: nowhere that matters. */
function meeting(line: Float64Array, later: number, earlier: number): number {
  return (line[later]! + later * later - (line[earlier]! + earlier * earlier)) / (2 * later - 2 * earlier)
}
