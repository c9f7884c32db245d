import { createRandom } from '../store/random'
import { cloudField, type Field, lattice, sampleField } from './noise'
import { blendPixel, type Colour, fillDisc, mix } from './raster'
import type { View } from './view'

const DITHER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]

export function skyField(seed: number): Field {
  return cloudField(256, 96, 4, 9, seed)
}

/** Gradient, the light's glow and clouds for rows `from` to `to`. */
export function paintSkyRows(view: View, clouds: Field, from: number, to: number): void {
  const { raster, plan, unit, time } = view
  const { palette } = plan
  const isDark = plan.mood === 'night' || plan.mood === 'neon' || plan.mood === 'cosmos'
  const cloudTint = mix(palette.light, palette.skyLow, isDark ? 0.85 : 0.25)
  const [sunX, sunY] = [plan.sunX * raster.width, sunHeight(view)]
  const glowSize = unit * (isDark ? 0.2 : 0.34)
  const bottom = raster.height * plan.horizon
  for (let y = from; y < to; y += 1) {
    const down = Math.min(1, y / bottom)
    const base = gradient(view, down)
    for (let x = 0; x < raster.width; x += 1) {
      const far = ((x - sunX) ** 2 + (y - sunY) ** 2) / (glowSize * glowSize)
      const glow = (isDark ? 0.34 : 0.62) / ((1 + far) * (1 + far * 0.35))
      const density = sampleField(clouds, (x / raster.width) * 0.8 + time * 0.08, down * 0.95)
      const cloud = Math.max(0, density - (isDark ? 0.56 : 0.5)) * (isDark ? 1.4 : 2.6) * (0.35 + 0.65 * down)
      const veil = Math.min(0.75, cloud)
      const dither = ((DITHER[((y & 3) << 2) | (x & 3)] ?? 0) - 7.5) / 16
      const at = (y * raster.width + x) * 4
      for (let channel = 0; channel < 3; channel += 1) {
        let value = base[channel] ?? 0
        value += ((cloudTint[channel] ?? 0) - value) * veil
        value += ((palette.light[channel] ?? 0) - value) * glow
        raster.data[at + channel] = value + dither
      }
    }
  }
}

function gradient(view: View, down: number): Colour {
  const { skyTop, skyMiddle, skyLow } = view.plan.palette
  return down < 0.55
    ? mix(skyTop, skyMiddle, (down / 0.55) ** 1.15)
    : mix(skyMiddle, skyLow, ((down - 0.55) / 0.45) ** 0.9)
}

/** The light sinks slowly during a clip. */
export function sunHeight(view: View): number {
  return view.raster.height * (view.plan.sunY + view.time * 0.07)
}

export function paintLight(view: View): void {
  const { raster, plan, unit } = view
  const centre = { x: plan.sunX * raster.width, y: sunHeight(view) }
  const isDark = plan.mood === 'night' || plan.mood === 'neon'
  const radius = unit * (isDark ? 0.055 : 0.065)
  fillDisc(raster, centre, radius * 1.9, plan.palette.light, 0.14, radius * 1.2)
  fillDisc(raster, centre, radius, plan.palette.light, 1, Math.max(1, unit / 500))
  if (!isDark) return
  // A few grey spots make the disc a moon.
  const random = createRandom(plan.seed ^ 0x5eed)
  for (let spot = 0; spot < 6; spot += 1) {
    const angle = random.between(0, Math.PI * 2)
    const away = radius * random.between(0.1, 0.62)
    const spotCentre = { x: centre.x + Math.cos(angle) * away, y: centre.y + Math.sin(angle) * away }
    fillDisc(raster, spotCentre, radius * random.between(0.09, 0.22), plan.palette.skyMiddle, 0.14, radius * 0.12)
  }
}

export function paintStars(view: View, share: number): void {
  const { raster, plan, unit, time } = view
  const random = createRandom(plan.seed ^ 0x57a2)
  const count = Math.round(260 * (raster.width / raster.height))
  for (let star = 0; star < count; star += 1) {
    const x = random.between(0, raster.width) - time * unit * 0.01
    const y = random.between(0, raster.height * share)
    const size = random.next() ** 6 * 1.7 + 0.5
    const flicker = 0.75 + 0.25 * Math.sin(time * 18 + star)
    const brightness = random.between(0.25, 0.95) * (1 - (y / (raster.height * share)) * 0.6) * flicker
    fillDisc(raster, { x, y }, (size * unit) / 900, plan.palette.light, brightness, Math.max(1, unit / 700))
  }
}

/** Flakes or drops over the whole picture. */
export function paintWeather(view: View): void {
  const { raster, plan, unit, time } = view
  if (plan.weather === 'clear') return
  const count = plan.weather === 'snow' ? 420 : 320
  for (let index = 0; index < count; index += 1) {
    const size = lattice(index, 3, plan.seed)
    const fall = plan.weather === 'snow' ? 0.9 : 6
    const x = ((lattice(index, 1, plan.seed) + time * 0.05 * (size - 0.3)) % 1) * raster.width
    const y = ((lattice(index, 2, plan.seed) + time * fall * (0.3 + size * 0.5)) % 1) * raster.height
    if (plan.weather === 'snow')
      fillDisc(raster, { x, y }, unit * (0.0012 + size ** 3 * 0.005), [255, 255, 255], 0.75, unit / 350)
    else streak(view, x, y, unit * (0.02 + size * 0.03))
  }
}

function streak(view: View, x: number, y: number, length: number): void {
  for (let step = 0; step < length; step += 1) {
    blendPixel(view.raster, Math.round(x - step * 0.18), Math.round(y + step), [235, 242, 255], 0.22)
  }
}
