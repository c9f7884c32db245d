import type { Raster } from './raster'
import type { EditRecipe } from './recipe'

/** How much of each pixel is to be edited, 0 to 1. */
export function maskShares(mask: Raster, rule: EditRecipe['maskRule']): Float32Array {
  const shares = new Float32Array(mask.width * mask.height)
  for (let pixel = 0; pixel < shares.length; pixel += 1) {
    const alpha = (mask.data[pixel * 4 + 3] ?? 255) / 255
    shares[pixel] = shareOf(rule, (mask.data[pixel * 4] ?? 0) / 255, alpha)
  }
  return shares
}

function shareOf(rule: EditRecipe['maskRule'], red: number, alpha: number): number {
  if (rule === 'transparent-is-edited') return 1 - alpha
  return (rule === 'white-is-edited' ? red : 1 - red) * alpha
}

export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The smallest rectangle around everything to be edited; null when that is nothing. */
export function maskBounds(shares: Float32Array, width: number, height: number): Bounds | null {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((shares[y * width + x] ?? 0) < 0.02) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

/** The same shares with an edge that fades inwards over about `radius` pixels; nothing outside gains any. */
export function feathered(shares: Float32Array, width: number, height: number, radius: number): Float32Array {
  const across = blurred(shares, width, height, 1, width, radius)
  const blur = blurred(across, height, width, width, 1, radius)
  return blur.map((value, pixel) => Math.min(shares[pixel] ?? 0, Math.max(0, value * 2 - 1)))
}

/** A box blur along one direction: `length` pixels `step` apart, in `lines` lines `lineStep` apart. */
function blurred(
  values: Float32Array,
  length: number,
  lines: number,
  step: number,
  lineStep: number,
  radius: number,
): Float32Array {
  const result = new Float32Array(values.length)
  for (let line = 0; line < lines; line += 1) {
    const start = line * lineStep
    const at = (index: number): number => values[start + Math.min(length - 1, Math.max(0, index)) * step] ?? 0
    let sum = 0
    for (let index = -radius; index <= radius; index += 1) sum += at(index)
    for (let index = 0; index < length; index += 1) {
      result[start + index * step] = sum / (radius * 2 + 1)
      sum += at(index + radius + 1) - at(index - radius)
    }
  }
  return result
}
