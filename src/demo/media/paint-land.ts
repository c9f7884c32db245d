import { createRandom } from '../store/random'
import { crestsAlong, hillsAlong, lattice, noiseAlong } from './noise'
import { blendPixel, type Colour, fillOutline, mix, type Point } from './raster'
import { shiftOf, type View } from './view'

const SAND: Colour = [219, 152, 88]

interface Layer {
  /** 0 = farthest, 1 = nearest. */
  readonly depth: number
  readonly base: number
  readonly height: number
  readonly stretch: number
  readonly seed: number
  readonly isSharp: boolean
}

/** Everything between the sky and the lower edge; `floor` is the row where the land ends (water or edge). */
export function paintLand(view: View, floor: number): void {
  const layers = layersOf(view)
  for (const layer of layers) {
    paintLayer(view, layer, floor)
    if (view.plan.place === 'forest') paintPines(view, layer, floor)
  }
  if (view.plan.place === 'hills') paintGrass(view, floor)
}

function layersOf(view: View): Layer[] {
  const { plan } = view
  const isSharp = plan.place === 'mountains' || plan.place === 'sea'
  const count = plan.place === 'sea' ? 2 : 5
  const layers: Layer[] = []
  for (let index = 0; index < count; index += 1) {
    const depth = index / (count - 1)
    // Far mountains are tall and sharp, near ground is low and round.
    const isCrest = isSharp && depth < 0.7
    layers.push({
      depth: plan.place === 'sea' ? depth * 0.45 : depth,
      base: plan.horizon + (plan.place === 'sea' ? 0.02 : depth ** 1.25 * (0.92 - plan.horizon)),
      height: (isCrest ? 0.34 - depth * 0.2 : 0.13 - depth * 0.05) * (plan.place === 'sea' ? 0.42 : 1),
      stretch: isCrest ? 1.7 + depth * 1.2 : plan.place === 'desert' ? 0.9 + depth * 0.5 : 1.3 + depth * 0.9,
      seed: plan.seed + index * 977,
      isSharp: isCrest,
    })
  }
  return layers
}

/** Height of a layer's crest over its base as a share of the picture's height. */
function crestAt(view: View, layer: Layer, x: number): number {
  const along = ((x + shiftOf(view, layer.depth)) / view.unit) * layer.stretch
  const shape = layer.isSharp
    ? crestsAlong(along, layer.seed, 6)
    : hillsAlong(along, layer.seed, view.plan.place === 'desert' ? 2 : 3)
  const fade = view.plan.place === 'sea' ? islandShape(view, x) : 1
  return layer.height * shape * fade
}

/** At sea the far coast stands at one side only. */
function islandShape(view: View, x: number): number {
  const away = Math.abs(x / view.raster.width - (1 - view.plan.sunX)) * 2.1
  return Math.max(0, 1 - away * away)
}

function layerColours(view: View, layer: Layer): { top: Colour; bottom: Colour } {
  const { palette, place } = view.plan
  const bare = mix(palette.far, palette.near, layer.depth ** 0.85)
  const top = place === 'desert' ? mix(bare, SAND, 0.62 - layer.depth * 0.2) : bare
  return { top, bottom: mix(top, mix(palette.skyLow, palette.far, 0.35), 0.42 * (1 - layer.depth * 0.75)) }
}

function paintLayer(view: View, layer: Layer, floor: number): void {
  const { raster, plan } = view
  const { top, bottom } = layerColours(view, layer)
  const depthPixels = raster.height * 0.24
  const hasSnow = layer.isSharp && (plan.mood === 'frost' || plan.weather === 'snow' || plan.place === 'mountains')
  const reach = view.unit * 0.025
  const lightSide = plan.sunX * raster.width
  for (let x = 0; x < raster.width; x += 1) {
    const crest = crestAt(view, layer, x)
    if (plan.place === 'sea' && crest <= 0.001) continue
    const edge = (layer.base - crest) * raster.height
    const slope = crestAt(view, layer, x + reach) - crestAt(view, layer, x - reach)
    // Slopes that face the light are a little brighter.
    const facing = Math.tanh((lightSide - x) / (view.unit * 0.1)) * -slope * (layer.isSharp ? 3.2 : 4)
    const lit = Math.max(-0.16, Math.min(0.2, facing))
    const snowDepth = hasSnow
      ? raster.height *
        layer.height *
        (0.1 + 0.26 * noiseAlong(((x + shiftOf(view, layer.depth)) / view.unit) * 26, layer.seed + 5)) *
        Math.max(0, crest / layer.height - 0.25) *
        2
      : 0
    paintColumn(view, x, edge, floor, snowDepth, (down) => {
      const ground = mix(top, bottom, Math.min(1, down / depthPixels))
      return lit > 0 ? mix(ground, plan.palette.light, lit) : mix(ground, plan.palette.near, -lit)
    })
  }
}

function paintColumn(
  view: View,
  x: number,
  edge: number,
  floor: number,
  snowDepth: number,
  colourAt: (down: number) => Colour,
): void {
  const { raster, plan } = view
  const first = Math.max(0, Math.floor(edge))
  const last = Math.min(raster.height, Math.ceil(floor))
  const snow = mix([255, 255, 255], plan.palette.skyLow, 0.22)
  let colour = colourAt(0)
  for (let y = first; y < last; y += 1) {
    if (((y - first) & 3) === 0) colour = colourAt(y - edge)
    const cover = y === first ? 1 - (edge - first) : 1
    const isSnow = snowDepth > 0 && y - edge < snowDepth
    blendPixel(raster, x, y, isSnow ? mix(colour, snow, 0.82) : colour, cover)
  }
}

function paintPines(view: View, layer: Layer, floor: number): void {
  if (layer.depth < 0.2) return
  const { raster, unit } = view
  const size = unit * (0.05 + layer.depth * 0.17)
  const gap = size * 0.34
  const colour = mix(layerColours(view, layer).top, view.plan.palette.near, 0.35)
  const shift = shiftOf(view, layer.depth)
  const start = Math.floor((shift - size) / gap)
  const end = Math.ceil((raster.width + shift + size) / gap)
  for (let index = start; index <= end; index += 1) {
    if (lattice(index, 9, layer.seed) < 0.22) continue
    const x = index * gap - shift + (lattice(index, 7, layer.seed) - 0.5) * gap * 1.4
    const tall = size * (0.55 + lattice(index, 8, layer.seed) * 0.75)
    const foot = Math.min(floor, (layer.base - crestAt(view, layer, x)) * raster.height + tall * 0.1)
    fillOutline(raster, pine(x, foot, tall), colour)
  }
}

function pine(x: number, foot: number, tall: number): Point[] {
  const wide = tall * 0.2
  const steps = [0.1, 0.32, 0.54, 0.76]
  const left: Point[] = []
  const right: Point[] = []
  for (const [index, step] of steps.entries()) {
    const reach = wide * (1 - index * 0.2)
    left.push({ x: x - reach, y: foot - tall * step }, { x: x - reach * 0.42, y: foot - tall * (step + 0.2) })
    right.push({ x: x + reach, y: foot - tall * step }, { x: x + reach * 0.42, y: foot - tall * (step + 0.2) })
  }
  return [
    { x: x - wide * 0.12, y: foot },
    { x: x - wide * 0.12, y: foot - tall * 0.1 },
    ...left,
    { x, y: foot - tall },
    ...right.toReversed(),
    { x: x + wide * 0.12, y: foot - tall * 0.1 },
    { x: x + wide * 0.12, y: foot },
  ]
}

/** Blades and flower heads along the lower edge of a meadow. */
function paintGrass(view: View, floor: number): void {
  const { raster, plan, unit, time } = view
  const random = createRandom(plan.seed ^ 0x9a55)
  const count = Math.round(320 * (raster.width / raster.height))
  const shift = shiftOf(view, 1.2)
  for (let index = 0; index < count; index += 1) {
    const x = ((random.between(0, raster.width * 1.3) - shift) % (raster.width * 1.3)) - unit * 0.02
    const tall = unit * random.between(0.03, 0.11)
    const lean = unit * (random.between(-0.02, 0.02) + Math.sin(time * 6 + x * 0.01) * 0.006)
    const shade = mix(plan.palette.near, plan.palette.far, random.between(0, 0.3))
    const tip = { x: x + lean, y: floor - tall }
    fillOutline(raster, [{ x: x - unit * 0.003, y: floor }, tip, { x: x + unit * 0.003, y: floor }], shade, 0.9)
    if (random.next() < 0.16)
      dot(view, tip, unit * random.between(0.004, 0.009), random.next() < 0.6 ? plan.subjectColour : plan.palette.light)
  }
}

function dot(view: View, centre: Point, radius: number, colour: Colour): void {
  const points: Point[] = []
  for (let step = 0; step < 10; step += 1) {
    const angle = (step / 10) * Math.PI * 2
    points.push({ x: centre.x + Math.cos(angle) * radius, y: centre.y + Math.sin(angle) * radius })
  }
  fillOutline(view.raster, points, colour, 0.95)
}
