import { createRandom } from '../store/random'
import { type Colour, fillDisc, fillOutline, mix, smoothOutline } from './raster'
import type { Shape } from './shapes'
import type { View } from './view'

export function paintSubject(view: View): void {
  const { plan, raster, unit, time } = view
  const { subject } = plan
  if (subject === null) return
  const tall = unit * subject.size
  const foot = footOf(view, tall)
  const x = plan.subjectX * raster.width + time * unit * (subject.place === 'ground' ? -0.05 : 0.12)
  const sway = subject.place === 'water' ? Math.sin(time * 9) * 0.04 : 0
  if (subject.name === 'bird') {
    paintFlock(view)
    return
  }
  if (subject.place === 'ground') paintMound(view, x, foot, tall)
  for (const shape of subject.shapes) paintShape(view, shape, { x, foot, tall, sway })
  if (subject.name === 'lighthouse') paintBeam(view, x, foot - tall * 0.845, tall)
}

function footOf(view: View, tall: number): number {
  const { plan, raster, time } = view
  const place: Record<'ground' | 'water' | 'air', number> = {
    ground: raster.height * (plan.place === 'sea' ? plan.horizon + 0.16 : 0.88),
    water: raster.height * (plan.horizon + (plan.place === 'sea' ? 0.13 : 0.2)) + Math.sin(time * 12) * tall * 0.02,
    air: raster.height * 0.48 + Math.sin(time * 5) * tall * 0.08,
  }
  return place[plan.subject?.place ?? 'ground']
}

interface Stand {
  readonly x: number
  readonly foot: number
  readonly tall: number
  readonly sway: number
}

function paintShape(view: View, shape: Shape, stand: Stand): void {
  const placed = shape.points.map((point) => ({
    x: stand.x + (point.x + point.y * stand.sway) * stand.tall,
    y: stand.foot - point.y * stand.tall,
  }))
  const outline = shape.isSmooth ? smoothOutline(placed) : placed
  const colour = toneOf(view, shape.tone)
  const top = stand.foot - stand.tall
  // Lower parts are a little darker, as if lit from the sky.
  const shade = (y: number): Colour => mix(colour, view.plan.palette.near, 0.32 * Math.max(0, (y - top) / stand.tall))
  fillOutline(view.raster, outline, colour, 1, shape.tone === 'glow' ? undefined : shade)
}

function toneOf(view: View, tone: Shape['tone']): Colour {
  const { palette, subjectColour } = view.plan
  const isDark = view.plan.mood === 'night' || view.plan.mood === 'neon' || view.plan.mood === 'cosmos'
  const base = mix(subjectColour, palette.near, isDark ? 0.22 : 0.06)
  if (tone === 'base') return base
  if (tone === 'dark') return mix(base, palette.near, 0.68)
  if (tone === 'light') return mix(base, palette.light, 0.72)
  return mix(palette.light, [255, 214, 120], 0.5)
}

/** Ground under a subject that would otherwise stand on water or in the air. */
function paintMound(view: View, x: number, foot: number, tall: number): void {
  const { plan, raster } = view
  const colour = mix(plan.palette.near, plan.palette.far, 0.12)
  if (plan.place !== 'sea') {
    fillDisc(raster, { x, y: foot }, tall * 0.02, colour, 0.4, tall * 0.05)
    return
  }
  const rock = [
    { x: x - tall * 0.95, y: foot + tall * 0.12 },
    { x: x - tall * 0.5, y: foot - tall * 0.01 },
    { x: x - tall * 0.1, y: foot - tall * 0.035 },
    { x: x + tall * 0.3, y: foot - tall * 0.02 },
    { x: x + tall * 0.8, y: foot + tall * 0.1 },
    { x, y: foot + tall * 0.17 },
  ]
  fillOutline(raster, smoothOutline(rock), colour)
}

/** The beam is the same cone at many lengths, so that its light fades along the way. */
const BEAM_STEPS = 18

function paintBeam(view: View, x: number, y: number, tall: number): void {
  const { raster, plan, time } = view
  const turn = Math.sin(time * 8) * 0.35 + 0.65
  const side = plan.sunX > plan.subjectX ? -1 : 1
  for (let step = 1; step <= BEAM_STEPS; step += 1) {
    const reach = step / BEAM_STEPS
    const far = x + side * raster.width * 0.62 * turn * reach
    const spread = tall * 0.16 * reach
    const beam = [
      { x, y: y - tall * 0.012 },
      { x: far, y: y - spread - tall * 0.05 * reach },
      { x: far, y: y + spread - tall * 0.05 * reach },
      { x, y: y + tall * 0.012 },
    ]
    fillOutline(raster, beam, plan.palette.light, 0.34 / BEAM_STEPS)
  }
  fillDisc(raster, { x, y }, tall * 0.05, plan.palette.light, 0.5, tall * 0.08)
}

/** A loose flock; also used for the small birds of a quiet sky. */
export function paintFlock(view: View, scale = 1, colour = toneOf(view, 'base')): void {
  const { plan, raster, unit, time } = view
  const random = createRandom(plan.seed ^ 0xb12d)
  const wings = plan.subject?.name === 'bird' ? plan.subject.shapes : FAR_BIRD
  for (let bird = 0; bird < 7; bird += 1) {
    const tall = unit * random.between(0.045, 0.11) * scale * (bird === 0 ? 1.6 : 1)
    const x = raster.width * (plan.subjectX + random.between(-0.2, 0.2)) + time * unit * random.between(0.2, 0.3)
    const foot = raster.height * random.between(0.2, 0.42) + Math.sin(time * 22 + bird) * tall * 0.1
    for (const shape of wings) {
      const flap = 0.75 + 0.35 * Math.sin(time * 40 + bird * 2)
      const placed = shape.points.map((point) => ({
        x: x + point.x * tall,
        y: foot - (0.4 + (point.y - 0.4) * flap) * tall,
      }))
      fillOutline(raster, smoothOutline(placed), colour, 0.9)
    }
  }
}

const FAR_BIRD: readonly Shape[] = [
  {
    tone: 'dark',
    isSmooth: true,
    points: [
      { x: -0.5, y: 0.56 },
      { x: -0.22, y: 0.66 },
      { x: 0, y: 0.42 },
      { x: 0.22, y: 0.66 },
      { x: 0.5, y: 0.58 },
      { x: 0.22, y: 0.58 },
      { x: 0, y: 0.32 },
      { x: -0.22, y: 0.58 },
    ],
  },
]
