const KEPT = 8
const FIELDS = 4
const HUES = 16

/**
 * A perceptual hash: the coarse waves of the brightness, each above or below their median. It hardly changes when a
 * picture is scaled, compressed or tinted.
 * @param pixels RGBA of a square. @returns 64 bits as hex
 */
export function printOf(pixels: Uint8ClampedArray, side: number): string {
  const light = Float64Array.from({ length: side * side }, (_, index) => lightOf(pixels, index))
  const waves = coarseWaves(light, side)
  const middle = waves.slice(1).toSorted((a, b) => a - b)[Math.floor(waves.length / 2)] ?? 0
  let hex = ''
  for (let at = 0; at < waves.length; at += 4) {
    const bits = waves.slice(at, at + 4).map((wave) => (wave > middle ? 1 : 0))
    hex += bits.reduce<number>((sum, bit) => sum * 2 + bit, 0).toString(16)
  }
  return hex
}

/** The 8 × 8 lowest frequencies of a cosine transform. */
function coarseWaves(light: Float64Array, side: number): number[] {
  const rows = new Float64Array(KEPT * side)
  for (let y = 0; y < side; y += 1) {
    for (let u = 0; u < KEPT; u += 1) {
      let sum = 0
      for (let x = 0; x < side; x += 1) sum += (light[y * side + x] ?? 0) * cosine(x, u, side)
      rows[u * side + y] = sum
    }
  }
  const waves: number[] = []
  for (let v = 0; v < KEPT; v += 1) {
    for (let u = 0; u < KEPT; u += 1) {
      let sum = 0
      for (let y = 0; y < side; y += 1) sum += (rows[u * side + y] ?? 0) * cosine(y, v, side)
      waves.push(sum)
    }
  }
  return waves
}

const cosine = (at: number, wave: number, side: number): number =>
  Math.cos(((2 * at + 1) * wave * Math.PI) / (2 * side))

function lightOf(pixels: Uint8ClampedArray, index: number): number {
  const at = index * 4
  return 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0)
}

/** Mean colours of 4 × 4 fields (48 bytes), then how much of each of sixteen hues there is (16 bytes). */
export function layoutOf(pixels: Uint8ClampedArray, side: number): Uint8Array {
  const layout = new Uint8Array(FIELDS * FIELDS * 3 + HUES)
  const sums = new Float64Array(FIELDS * FIELDS * 3)
  const hues = new Float64Array(HUES)
  const perField = (side / FIELDS) ** 2
  for (let index = 0; index < side * side; index += 1) {
    const [red, green, blue] = colourAt(pixels, index)
    const column = Math.floor(((index % side) * FIELDS) / side)
    const field = (Math.floor((Math.floor(index / side) * FIELDS) / side) * FIELDS + column) * 3
    sums[field] = (sums[field] ?? 0) + red
    sums[field + 1] = (sums[field + 1] ?? 0) + green
    sums[field + 2] = (sums[field + 2] ?? 0) + blue
    const { hue, strength } = hueOf(red, green, blue)
    const bin = Math.min(HUES - 1, Math.floor(hue * HUES))
    hues[bin] = (hues[bin] ?? 0) + strength
  }
  for (let at = 0; at < sums.length; at += 1) layout[at] = Math.round((sums[at] ?? 0) / perField)
  for (let bin = 0; bin < HUES; bin += 1) {
    layout[sums.length + bin] = Math.min(255, Math.round(((hues[bin] ?? 0) / (side * side)) * 255))
  }
  return layout
}

function colourAt(pixels: Uint8ClampedArray, index: number): readonly [number, number, number] {
  const at = index * 4
  return [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0]
}

function hueOf(red: number, green: number, blue: number): { readonly hue: number; readonly strength: number } {
  const most = Math.max(red, green, blue)
  const range = most - Math.min(red, green, blue)
  if (range === 0) return { hue: 0, strength: 0 }
  const sixth =
    most === red ? (green - blue) / range : most === green ? 2 + (blue - red) / range : 4 + (red - green) / range
  return { hue: ((sixth + 6) % 6) / 6, strength: range / 255 }
}

/** Up to five colours that stand for the picture, each with its share; the largest first. */
export function paletteOf(pixels: Uint8ClampedArray): [number, number, number, number][] {
  const bins = new Map<number, { count: number; red: number; green: number; blue: number }>()
  let seen = 0
  for (let index = 0; index * 4 < pixels.length; index += 1) {
    if ((pixels[index * 4 + 3] ?? 0) < 128) continue
    const [red, green, blue] = colourAt(pixels, index)
    const key = ((red >> 5) << 6) | ((green >> 5) << 3) | (blue >> 5)
    const bin = bins.get(key) ?? { count: 0, red: 0, green: 0, blue: 0 }
    bins.set(key, { count: bin.count + 1, red: bin.red + red, green: bin.green + green, blue: bin.blue + blue })
    seen += 1
  }
  return [...bins.values()]
    .toSorted((left, right) => right.count - left.count)
    .slice(0, 5)
    .map(({ count, red, green, blue }) => [
      Math.round(red / count),
      Math.round(green / count),
      Math.round(blue / count),
      Math.round((count / seen) * 1_000) / 1_000,
    ])
}
