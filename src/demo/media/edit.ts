import { lattice } from './noise'
import { createScene, drawScene } from './picture'
import { cover, decodePicture } from './pixels'
import { createRaster, type Raster } from './raster'
import type { EditRecipe } from './recipe'
import { breathe } from './view'

/** Where a source lies, by blob id. */
export type ReadBlob = (id: string) => Buffer | null

/**
 * An edit: new content from the prompt inside the mask. Models that repaint everything also change every pixel
 * outside it a little, as the real ones do. Without a mask the prompt's light falls over the whole picture.
 */
export async function drawEdit(recipe: EditRecipe, read: ReadBlob): Promise<Raster> {
  const { width, height, seed } = recipe
  const sources = recipe.sources.map((id) => decodePicture(read(id) ?? Buffer.alloc(0)))
  const first = sources[0] ?? null
  const fresh = createRaster(width, height)
  await drawScene(createScene(recipe.prompt, seed, recipe.model), fresh, 0)
  if (first === null) return fresh
  const raster = joined(sources, width, height)
  await breathe()
  const mask = recipe.mask === null ? null : decodePicture(read(recipe.mask) ?? Buffer.alloc(0))
  if (recipe.repaintsEverything) repaint(raster, seed)
  await breathe()
  const cut = mask === null ? null : cover(mask, width, height)
  layOver(raster, fresh, cut === null ? () => 0.32 : (at) => editShare(cut, at, recipe.maskRule))
  return raster
}

function joined(sources: readonly (Raster | null)[], width: number, height: number): Raster {
  const readable = sources.filter((source): source is Raster => source !== null)
  const raster = createRaster(width, height)
  const wide = Math.ceil(width / readable.length)
  for (const [index, source] of readable.entries()) {
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
      // The tone shift leaves no pixel as it was, also where it is pure black or white.
      raster.data[at] = 3 + value * 0.975 + grain * 0.5 + (channel - 1)
    }
  }
}

function editShare(mask: Raster, pixel: number, rule: EditRecipe['maskRule']): number {
  if (rule === 'transparent-is-edited') return 1 - (mask.data[pixel * 4 + 3] ?? 255) / 255
  return ((mask.data[pixel * 4] ?? 0) / 255) * ((mask.data[pixel * 4 + 3] ?? 255) / 255)
}

function layOver(raster: Raster, fresh: Raster, shareAt: (pixel: number) => number): void {
  for (let pixel = 0; pixel < raster.width * raster.height; pixel += 1) {
    const share = shareAt(pixel)
    if (share <= 0) continue
    for (let at = pixel * 4; at < pixel * 4 + 3; at += 1) {
      const value = raster.data[at] ?? 0
      raster.data[at] = value + ((fresh.data[at] ?? 0) - value) * share
    }
  }
}
