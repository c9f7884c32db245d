/** A picture in memory: RGBA, 8 bits each, row by row. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

export type Colour = readonly [red: number, green: number, blue: number]

export interface Point {
  readonly x: number
  readonly y: number
}

export function createRaster(width: number, height: number): Raster {
  return { width, height, data: new Uint8ClampedArray(width * height * 4).fill(255) }
}

export function mix(from: Colour, to: Colour, share: number): Colour {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share, from[2] + (to[2] - from[2]) * share]
}

/** A colour from `#rrggbb`. */
export function hex(text: string): Colour {
  const value = Number.parseInt(text.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** Lays a colour over one pixel; `opacity` from 0 to 1. Pixels outside the picture are ignored. */
export function blendPixel(raster: Raster, x: number, y: number, colour: Colour, opacity: number): void {
  if (x < 0 || y < 0 || x >= raster.width || y >= raster.height) return
  const at = (y * raster.width + x) * 4
  const { data } = raster
  data[at] = (data[at] ?? 0) + (colour[0] - (data[at] ?? 0)) * opacity
  data[at + 1] = (data[at + 1] ?? 0) + (colour[1] - (data[at + 1] ?? 0)) * opacity
  data[at + 2] = (data[at + 2] ?? 0) + (colour[2] - (data[at + 2] ?? 0)) * opacity
}

/** A filled circle with a soft edge of `softness` pixels. */
export function fillDisc(
  raster: Raster,
  centre: Point,
  radius: number,
  colour: Colour,
  opacity = 1,
  softness = 1,
): void {
  const reach = radius + softness
  const top = Math.max(0, Math.floor(centre.y - reach))
  const bottom = Math.min(raster.height - 1, Math.ceil(centre.y + reach))
  for (let y = top; y <= bottom; y += 1) {
    const half = Math.sqrt(Math.max(0, reach * reach - (y - centre.y) ** 2))
    for (let x = Math.floor(centre.x - half); x <= Math.ceil(centre.x + half); x += 1) {
      const distance = Math.hypot(x - centre.x, y - centre.y)
      const cover = Math.min(1, Math.max(0, (radius + softness / 2 - distance) / softness))
      if (cover > 0) blendPixel(raster, x, y, colour, cover * opacity)
    }
  }
}

export function fillRect(
  raster: Raster,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: Colour,
  opacity = 1,
): void {
  const right = Math.min(raster.width, Math.round(x + width))
  const bottom = Math.min(raster.height, Math.round(y + height))
  for (let row = Math.max(0, Math.round(y)); row < bottom; row += 1) {
    for (let column = Math.max(0, Math.round(x)); column < right; column += 1) {
      blendPixel(raster, column, row, colour, opacity)
    }
  }
}

const SUB_ROWS = 4

/** Fills a closed outline (even-odd) with smooth edges. `shade` may colour each row by its height in the picture. */
export function fillOutline(
  raster: Raster,
  outline: readonly Point[],
  colour: Colour,
  opacity = 1,
  shade?: (y: number) => Colour,
): void {
  const rows = outline.map((point) => point.y)
  const top = Math.max(0, Math.floor(Math.min(...rows)))
  const bottom = Math.min(raster.height - 1, Math.ceil(Math.max(...rows)))
  const cover = new Float32Array(raster.width + 2)
  for (let y = top; y <= bottom; y += 1) {
    cover.fill(0)
    let isTouched = false
    for (let sub = 0; sub < SUB_ROWS; sub += 1) {
      const crossings = crossingsAt(outline, y + (sub + 0.5) / SUB_ROWS)
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        isTouched = addSpan(cover, crossings[pair] ?? 0, crossings[pair + 1] ?? 0, raster.width) || isTouched
      }
    }
    if (!isTouched) continue
    const rowColour = shade === undefined ? colour : shade(y)
    for (let x = 0; x < raster.width; x += 1) {
      const share = cover[x] ?? 0
      if (share > 0) blendPixel(raster, x, y, rowColour, Math.min(1, share) * opacity)
    }
  }
}

function crossingsAt(outline: readonly Point[], y: number): number[] {
  const crossings: number[] = []
  let from = outline[outline.length - 1]
  for (const to of outline) {
    if (from !== undefined && from.y <= y !== to.y <= y) {
      crossings.push(from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x))
    }
    from = to
  }
  return crossings.sort((left, right) => left - right)
}

function addSpan(cover: Float32Array, from: number, to: number, width: number): boolean {
  const left = Math.max(0, from)
  const right = Math.min(width, to)
  if (right <= left) return false
  const first = Math.floor(left)
  const last = Math.floor(right)
  if (first === last) {
    cover[first] = (cover[first] ?? 0) + (right - left) / SUB_ROWS
    return true
  }
  cover[first] = (cover[first] ?? 0) + (first + 1 - left) / SUB_ROWS
  for (let x = first + 1; x < last; x += 1) cover[x] = (cover[x] ?? 0) + 1 / SUB_ROWS
  cover[last] = (cover[last] ?? 0) + (right - last) / SUB_ROWS
  return true
}

/** A smooth closed curve through the given points (Catmull-Rom), as an outline. */
export function smoothOutline(points: readonly Point[], steps = 6): Point[] {
  const outline: Point[] = []
  const at = (index: number): Point => points[(index + points.length) % points.length] ?? { x: 0, y: 0 }
  for (let index = 0; index < points.length; index += 1) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)]
    for (let step = 0; step < steps; step += 1) {
      const t = step / steps
      outline.push({
        x: spline(before.x, from.x, to.x, after.x, t),
        y: spline(before.y, from.y, to.y, after.y, t),
      })
    }
  }
  return outline
}

function spline(before: number, from: number, to: number, after: number, t: number): number {
  const a = 2 * from
  const b = to - before
  const c = 2 * before - 5 * from + 4 * to - after
  const d = 3 * from - before - 3 * to + after
  return 0.5 * (a + b * t + c * t * t + d * t * t * t)
}
