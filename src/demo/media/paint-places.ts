import { createRandom, type Random } from '../store/random'
import { cloudField, lattice, noiseOver, sampleField } from './noise'
import { blendPixel, fillDisc, fillRect, mix } from './raster'
import { shiftOf, type View } from './view'

/** Water from the row `line` down: the picture above mirrored, tinted and rippled. */
export function paintWater(view: View, line: number): void {
  const { raster, plan, unit, time } = view
  const start = Math.round(line)
  const deep = mix(plan.palette.skyTop, plan.palette.near, 0.45)
  for (let y = start; y < raster.height; y += 1) {
    const below = y - start
    const near = below / Math.max(1, raster.height - start)
    const wave = Math.sin(y * (0.9 - near * 0.6) * (420 / unit) + time * 20) * (0.6 + near * 5) * (unit / 700)
    const source = Math.max(0, Math.min(start - 1, Math.round(start - 1 - below * 0.82 + wave)))
    for (let x = 0; x < raster.width; x += 1) {
      const sway =
        Math.sin(y * 0.31 * (700 / unit) + x * 0.012 * (700 / unit) + time * 14) * (1 + near * 9) * (unit / 700)
      const from = (source * raster.width + Math.max(0, Math.min(raster.width - 1, Math.round(x + sway)))) * 4
      const at = (y * raster.width + x) * 4
      const tint = 0.24 + near * 0.42
      for (let channel = 0; channel < 3; channel += 1) {
        const mirrored = raster.data[from + channel] ?? 0
        raster.data[at + channel] = mirrored + ((deep[channel] ?? 0) - mirrored) * tint
      }
    }
  }
  paintGlitter(view, start)
}

/** Short bright strokes under the light. */
function paintGlitter(view: View, start: number): void {
  const { raster, plan, unit, time } = view
  const centre = plan.sunX * raster.width
  for (let y = start + 2; y < raster.height; y += Math.max(2, Math.round(unit / 260))) {
    const near = (y - start) / (raster.height - start)
    const reach = unit * (0.04 + near * 0.12)
    for (let stroke = 0; stroke < 5; stroke += 1) {
      const place = lattice(y, stroke + Math.floor(time * 22), plan.seed)
      const length = unit * (0.008 + 0.035 * lattice(y, stroke + 31, plan.seed)) * (0.4 + near)
      const from = centre + (place - 0.5) * 2 * reach - length / 2
      const strength = 0.55 * (1 - Math.abs(place - 0.5) * 1.8) * (1 - near * 0.45)
      for (let x = 0; x < length; x += 1) blendPixel(raster, Math.round(from + x), y, plan.palette.light, strength)
    }
  }
}

/** Three rows of towers with lit windows; the nearest is the darkest. */
export function paintCity(view: View): void {
  const { raster, plan, unit } = view
  for (let row = 0; row < 3; row += 1) {
    const depth = row / 2
    const wall = mix(mix(plan.palette.far, plan.palette.skyLow, 0.25), plan.palette.near, 0.2 + depth * 0.75)
    const pitch = unit * (0.06 + depth * 0.05)
    const shift = shiftOf(view, depth)
    const first = Math.floor(shift / pitch) - 1
    const last = Math.ceil((raster.width + shift) / pitch) + 1
    for (let index = first; index <= last; index += 1) {
      const random = createRandom(plan.seed + index * 7919 + row * 104729)
      const wide = pitch * random.between(0.72, 1.18)
      const middle = 1 - Math.abs((index * pitch - shift) / raster.width - plan.subjectX) * 0.8
      const tall = raster.height * (0.16 + random.next() ** 1.6 * (0.5 - depth * 0.2) * middle)
      const foot = raster.height * (plan.horizon + 0.1 + depth * 0.16)
      const x = index * pitch - shift
      fillRect(raster, x, foot - tall, wide, raster.height - foot + tall, wall)
      if (random.next() < 0.3)
        fillRect(raster, x + wide * 0.46, foot - tall - unit * 0.05, Math.max(1, unit / 350), unit * 0.05, wall)
      paintWindows(view, random, { x, y: foot - tall, wide, tall: tall + unit * 0.2 }, depth)
    }
  }
}

interface Block {
  readonly x: number
  readonly y: number
  readonly wide: number
  readonly tall: number
}

function paintWindows(view: View, random: Random, block: Block, depth: number): void {
  const { raster, plan, unit } = view
  const gap = unit * (0.011 + depth * 0.006)
  const glass = gap * 0.5
  const lit = [plan.palette.light, mix(plan.palette.light, plan.palette.accent, 0.55), plan.palette.accent]
  const share = plan.mood === 'day' || plan.mood === 'dawn' ? 0.12 : 0.42
  for (let y = block.y + gap; y < Math.min(raster.height, block.y + block.tall) - gap; y += gap * 1.25) {
    for (let x = block.x + gap * 0.7; x < block.x + block.wide - gap; x += gap) {
      if (random.next() > share) continue
      fillRect(raster, x, y, Math.max(1, glass), Math.max(1, glass * 1.2), random.pick(lit), 0.4 + depth * 0.4)
    }
  }
}

/** Nebulae and a banded planet; the ring lies behind it above and before it below. */
export function paintSpace(view: View): void {
  const { raster, plan, time } = view
  const clouds = [cloudField(160, 120, 4, 3, plan.seed + 11), cloudField(160, 120, 3, 4, plan.seed + 23)] as const
  const tints = [plan.palette.far, plan.palette.accent] as const
  for (let y = 0; y < raster.height; y += 1) {
    for (let x = 0; x < raster.width; x += 1) {
      const [u, v] = [(x / raster.width) * 0.85 + time * 0.03, y / raster.height]
      const first = Math.max(0, sampleField(clouds[0], u, v) - 0.42) * 2.2
      const second = Math.max(0, sampleField(clouds[1], u, v) - 0.52) * 1.7
      blendPixel(raster, x, y, tints[0], Math.min(0.8, first))
      blendPixel(raster, x, y, tints[1], Math.min(0.5, second))
    }
  }
}

export function paintPlanet(view: View): void {
  const { raster, plan, unit, time } = view
  const radius = unit * 0.2
  const centre = { x: plan.sunX * raster.width - time * unit * 0.04, y: raster.height * (plan.sunY + 0.14) }
  fillDisc(raster, centre, radius * 1.12, plan.palette.accent, 0.16, radius * 0.3)
  paintRing(view, centre.x, centre.y, radius, -1)
  for (let y = Math.floor(-radius); y <= radius; y += 1) {
    const half = Math.sqrt(Math.max(0, radius * radius - y * y))
    for (let x = Math.floor(-half) - 1; x <= half + 1; x += 1) {
      const inside = Math.min(1, Math.max(0, radius - Math.hypot(x, y) + 0.5))
      const band = noiseOver(
        (y / radius) * 4.5 + Math.sin((x / radius) * 1.6) * 0.25,
        (x / radius) * 0.35 + time,
        plan.seed + 3,
      )
      const shade = Math.max(0, Math.min(1, 0.62 + (x * -0.5 + y * -0.5) / radius))
      const surface = mix(mix(plan.subjectColour, plan.palette.light, band * 0.75), plan.palette.near, 1 - shade)
      blendPixel(raster, Math.round(centre.x + x), Math.round(centre.y + y), surface, inside)
    }
  }
  paintRing(view, centre.x, centre.y, radius, 1)
}

function paintRing(view: View, centreX: number, centreY: number, radius: number, side: -1 | 1): void {
  const { raster, plan } = view
  const tilt = 0.24
  for (let y = 0; y < radius * 2 * tilt; y += 1) {
    for (let x = Math.floor(-radius * 2); x <= radius * 2; x += 1) {
      const away = Math.hypot(x, y / tilt) / radius
      if (away < 1.28 || away > 1.95) continue
      const grain = 0.25 + 0.5 * lattice(Math.floor(away * 46), 5, plan.seed)
      blendPixel(
        raster,
        Math.round(centreX + x),
        Math.round(centreY + side * y + x * 0.12),
        plan.palette.light,
        grain * 0.62,
      )
    }
  }
}
