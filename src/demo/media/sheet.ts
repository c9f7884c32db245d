import { assertNever } from '@shared/lib/assert-never'
import { drawEdit, type ReadBlob } from './edit'
import { drawPicture } from './picture'
import { resample } from './pixels'
import { createRaster, type Raster } from './raster'
import type { GridRecipe, ReframeRecipe, StillRecipe } from './recipe'

/** Any still picture as pixels. */
export async function drawStill(recipe: StillRecipe, read: ReadBlob): Promise<Raster> {
  switch (recipe.kind) {
    case 'picture':
      return drawPicture(recipe)
    case 'edit':
      return drawEdit(recipe, read)
    case 'grid':
      return drawGrid(recipe, read)
    case 'reframe':
      return drawReframe(recipe, read)
    default:
      return assertNever(recipe)
  }
}

async function drawGrid(recipe: GridRecipe, read: ReadBlob): Promise<Raster> {
  const tiles: Raster[] = []
  for (const tile of recipe.tiles) tiles.push(await drawStill(tile, read))
  const [first] = tiles
  if (first === undefined) throw new RangeError('A sheet needs four pictures')
  const { width, height } = first
  const sheet = createRaster(width * 2, height * 2)
  for (const [index, tile] of tiles.entries()) {
    for (let y = 0; y < height; y += 1) {
      const row = tile.data.subarray(y * width * 4, (y + 1) * width * 4)
      sheet.data.set(row, ((Math.floor(index / 2) * height + y) * sheet.width + (index % 2) * width) * 4)
    }
  }
  return sheet
}

/** A zoom above 1 shows more: the surroundings carry the edge's colours on. */
async function drawReframe(recipe: ReframeRecipe, read: ReadBlob): Promise<Raster> {
  const source = await drawStill(recipe.of, read)
  const [partWidth, partHeight] = [source.width * recipe.zoom, source.height * recipe.zoom]
  const part = {
    x: (source.width - partWidth) / 2 + source.width * recipe.shiftX,
    y: (source.height - partHeight) / 2 + source.height * recipe.shiftY,
    width: partWidth,
    height: partHeight,
  }
  return resample(source, part, Math.round(source.width * recipe.scale), Math.round(source.height * recipe.scale))
}
