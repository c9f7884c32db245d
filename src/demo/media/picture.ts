import type { Field } from './noise'
import { paintCaption } from './caption'
import { paintLand } from './paint-land'
import { paintCity, paintPlanet, paintSpace, paintWater } from './paint-places'
import { paintLight, paintSkyRows, paintStars, paintWeather, skyField } from './paint-sky'
import { paintFlock, paintSubject } from './paint-subject'
import { type Plan, planPicture } from './plan'
import { createRaster, mix, type Raster } from './raster'
import type { PictureRecipe } from './recipe'
import { breathe, inSlices, type View } from './view'

const SLICE_ROWS = 96

/** A plan with what is worth keeping between the frames of a clip. */
export interface Scene {
  readonly plan: Plan
  readonly clouds: Field
}

export function createScene(prompt: string, seed: number, model: string): Scene {
  const plan = planPicture(prompt, seed, model)
  return { plan, clouds: skyField(plan.seed) }
}

/** Draws one moment of a scene; `time` runs from 0 to 1 over a clip. */
export async function drawScene(scene: Scene, raster: Raster, time: number): Promise<void> {
  const { plan } = scene
  const view: View = { raster, plan, time, unit: Math.min(raster.width, raster.height) }
  await inSlices(raster.height, SLICE_ROWS, (from, to) => paintSkyRows(view, scene.clouds, from, to))
  if (plan.place === 'space') {
    paintSpace(view)
    await breathe()
    paintStars(view, 1)
    paintPlanet(view)
  } else {
    await paintEarth(view)
  }
  paintSubject(view)
  paintWeather(view)
}

async function paintEarth(view: View): Promise<void> {
  const { raster, plan } = view
  if (plan.mood === 'night' || plan.mood === 'neon') paintStars(view, plan.horizon)
  paintLight(view)
  if (plan.hasBirds && plan.subject?.name !== 'bird')
    paintFlock(view, 0.32, mix(plan.palette.near, plan.palette.far, 0.2))
  await breathe()
  if (plan.place === 'city') {
    paintCity(view)
    return
  }
  const line = raster.height * (plan.horizon + 0.02)
  paintLand(view, plan.place === 'sea' ? line : raster.height)
  if (plan.place === 'sea') paintWater(view, line)
}

/** The picture a recipe describes. */
export async function drawPicture(recipe: PictureRecipe): Promise<Raster> {
  const raster = createRaster(recipe.width, recipe.height)
  await drawScene(createScene(recipe.prompt, recipe.seed, recipe.model), raster, 0)
  await breathe()
  if (recipe.isTransparent === true) fadeEdges(raster)
  else if (recipe.hasCaption === true) paintCaption(raster, recipe.prompt)
  return raster
}

/** Leaves an oval vignette on a transparent ground. */
function fadeEdges(raster: Raster): void {
  for (let y = 0; y < raster.height; y += 1) {
    for (let x = 0; x < raster.width; x += 1) {
      const away = Math.hypot((x / raster.width - 0.5) * 2, (y / raster.height - 0.5) * 2)
      raster.data[(y * raster.width + x) * 4 + 3] = 255 * Math.min(1, Math.max(0, (0.98 - away) * 9))
    }
  }
}
