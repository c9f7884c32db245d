import { feathered, maskBounds, maskShares } from './mask'
import { lattice } from './noise'
import { paintWeather } from './paint-sky'
import { paintSubject } from './paint-subject'
import { createScene, drawScene } from './picture'
import { cover, decodePicture } from './pixels'
import { planPicture } from './plan'
import { createRaster, mix, type Raster } from './raster'
import type { EditRecipe } from './recipe'
import { breathe } from './view'

/** Where a source lies, by blob id. */
export type ReadBlob = (id: string) => Buffer | null

/**
 * An edit: new content from the prompt inside the mask, or the prompt's mood and subject over the whole picture
 * where there is no mask. Models that repaint everything also change every pixel outside the mask a little, as the
 * real ones do.
 */
export async function drawEdit(recipe: EditRecipe, read: ReadBlob): Promise<Raster> {
  const { width, height, seed } = recipe
  const sources = recipe.sources
    .map((id) => decodePicture(read(id) ?? Buffer.alloc(0)))
    .filter((source) => source !== null)
  if (sources.length === 0) {
    const fresh = createRaster(width, height)
    await drawScene(createScene(recipe.prompt, seed, recipe.model), fresh, 0)
    return fresh
  }
  const raster = joined(sources, width, height)
  await breathe()
  if (recipe.repaintsEverything) repaint(raster, seed)
  await breathe()
  const mask = recipe.mask === null ? null : decodePicture(read(recipe.mask) ?? Buffer.alloc(0))
  if (mask === null) restyle(raster, recipe)
  else await paintInside(raster, cover(mask, width, height), recipe)
  return raster
}

function joined(sources: readonly Raster[], width: number, height: number): Raster {
  const raster = createRaster(width, height)
  const wide = Math.ceil(width / sources.length)
  for (const [index, source] of sources.entries()) {
    const part = cover(source, Math.min(wide, width - index * wide), height)
    for (let y = 0; y < height; y += 1) {
      const row = part.data.subarray(y * part.width * 4, (y + 1) * part.width * 4)
      raster.data.set(row, (y * width + index * wide) * 4)
    }
  }
  return raster
}

/** Slight changes everywhere: tone, and a grain of a few steps. */
function repaint(raster: Raster, seed: number): void {
  for (let pixel = 0; pixel < raster.width * raster.height; pixel += 1) {
    const grain = (lattice(pixel % raster.width, Math.floor(pixel / raster.width), seed) - 0.5) * 6
    for (let channel = 0; channel < 3; channel += 1) {
      const at = pixel * 4 + channel
      const value = raster.data[at] ?? 0
      // The tone shift leaves hardly a pixel as it was, also where it is pure black or white.
      raster.data[at] = 3 + value * 0.975 + grain * 0.5 + (channel - 1)
    }
    raster.data[pixel * 4 + 3] = 255
  }
}

/** Grades the picture towards the prompt's colours and adds its subject and weather. */
function restyle(raster: Raster, recipe: EditRecipe): void {
  const plan = planPicture(recipe.prompt, recipe.seed, recipe.model)
  const { skyTop, skyMiddle, light } = plan.palette
  for (let at = 0; at < raster.data.length; at += 4) {
    const [red, green, blue] = [raster.data[at] ?? 0, raster.data[at + 1] ?? 0, raster.data[at + 2] ?? 0]
    const brightness = (red * 0.3 + green * 0.59 + blue * 0.11) / 255
    const graded = brightness < 0.5 ? mix(skyTop, skyMiddle, brightness * 2) : mix(skyMiddle, light, brightness * 2 - 1)
    raster.data[at] = red + (graded[0] - red) * 0.4
    raster.data[at + 1] = green + (graded[1] - green) * 0.4
    raster.data[at + 2] = blue + (graded[2] - blue) * 0.4
  }
  const view = { raster, plan, time: 0, unit: Math.min(raster.width, raster.height) }
  paintSubject(view)
  paintWeather(view)
}

/** A scene of the prompt, fitted into the masked place, with a soft inner edge. */
async function paintInside(raster: Raster, mask: Raster, recipe: EditRecipe): Promise<void> {
  const shares = maskShares(mask, recipe.maskRule)
  const bounds = maskBounds(shares, raster.width, raster.height)
  if (bounds === null) return
  const fresh = createRaster(bounds.width, bounds.height)
  await drawScene(createScene(recipe.prompt, recipe.seed, recipe.model), fresh, 0)
  const soft = feathered(shares, raster.width, raster.height, Math.ceil(Math.min(bounds.width, bounds.height) / 24))
  await breathe()
  for (let y = 0; y < bounds.height; y += 1) {
    for (let x = 0; x < bounds.width; x += 1) {
      const pixel = (y + bounds.y) * raster.width + x + bounds.x
      const share = soft[pixel] ?? 0
      if (share <= 0) continue
      for (let channel = 0; channel < 3; channel += 1) {
        const value = raster.data[pixel * 4 + channel] ?? 0
        raster.data[pixel * 4 + channel] =
          value + ((fresh.data[(y * bounds.width + x) * 4 + channel] ?? 0) - value) * share
      }
    }
  }
}
