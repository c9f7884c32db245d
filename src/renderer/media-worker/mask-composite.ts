import { type MaskWeights, maskWeights, paintedAt } from './mask-weights'
import type { Pixels } from './png-encoder'

/**
 * Puts the masked part of an answer into its source. Pixels that are farther from the mask than the feather come out
 * bit for bit as they went in. All three pictures have the same size.
 */
export function compositeMasked(source: Pixels, answer: Pixels, mask: Pixels, featherPx: number): Pixels {
  assertSameSize(source, answer)
  assertSameSize(source, mask)
  const data = Uint8Array.from(source.data)
  const weights = maskWeights(mask, featherPx)
  if (weights) blendBox(data, answer.data, source.width, weights)
  return { width: source.width, height: source.height, data }
}

function blendBox(into: Uint8Array, answer: Pixels['data'], width: number, weights: MaskWeights): void {
  for (let y = 0, index = 0; y < weights.height; y += 1) {
    let at = ((weights.top + y) * width + weights.left) * 4
    for (let x = 0; x < weights.width; x += 1, index += 1, at += 4) {
      const weight = weights.values[index] ?? 0
      if (weight > 0) blendPixel(into, answer, at, weight)
    }
  }
}

/** Mixes by light, not by number: a see-through pixel's hidden colour must not bleed. */
function blendPixel(into: Uint8Array, answer: Pixels['data'], at: number, weight: number): void {
  const own = (into[at + 3] ?? 0) * (1 - weight)
  const other = (answer[at + 3] ?? 0) * weight
  const alpha = own + other
  for (let channel = 0; channel < 3; channel += 1) {
    const from = into[at + channel] ?? 0
    const to = answer[at + channel] ?? 0
    into[at + channel] = alpha === 0 ? to : Math.round((from * own + to * other) / alpha)
  }
  into[at + 3] = Math.round(alpha)
}

export type Polarity = 'alpha-zero-edits' | 'white-edits' | 'black-edits'

/** A mask as a model wants it; the studio's own are white where the picture is to change. */
export function toPolarity(mask: Pixels, polarity: Polarity): Pixels {
  const data = new Uint8Array(mask.width * mask.height * 4)
  for (let pixel = 0, at = 0; at < data.length; pixel += 1, at += 4) {
    const painted = paintedAt(mask, pixel)
    const grey = polarity === 'white-edits' ? painted : polarity === 'black-edits' ? 255 - painted : 0
    data[at] = grey
    data[at + 1] = grey
    data[at + 2] = grey
    // A pixel that is half edited is of use to nobody here: these models know see-through or not.
    data[at + 3] = polarity === 'alpha-zero-edits' && painted >= 128 ? 0 : 255
  }
  return { width: mask.width, height: mask.height, data }
}

function assertSameSize(first: Pixels, second: Pixels): void {
  if (first.width !== second.width || first.height !== second.height) {
    throw new Error(`Sizes differ: ${first.width} × ${first.height} and ${second.width} × ${second.height}`)
  }
}
