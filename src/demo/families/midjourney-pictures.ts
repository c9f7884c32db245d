import type { EditRecipe, GridRecipe, PictureRecipe, Recipe, StillRecipe } from '../media/recipe'
import type { Press } from './midjourney-buttons'
import { sizeOfAspect } from './inputs'

const TILE_PIXELS = 512 * 512

export interface ParsedPrompt {
  readonly words: string
  readonly aspect: string
  readonly seed: number | undefined
}

/** Splits a prompt into its words and the flags at its end. */
export function parsePrompt(prompt: string): ParsedPrompt {
  const aspect = /--(?:ar|aspect)\s+(\d+:\d+)/.exec(prompt)?.[1] ?? '1:1'
  const seed = /--seed\s+(\d+)/.exec(prompt)?.[1]
  const words = prompt
    .replaceAll(/\s--\w+(\s+(?!--)\S+)?/g, '')
    .replaceAll(/https?:\/\/\S+/g, '')
    .trim()
  return { words, aspect, seed: seed === undefined ? undefined : Number(seed) }
}

function four(make: (index: number) => StillRecipe): GridRecipe {
  return { kind: 'grid', tiles: [make(0), make(1), make(2), make(3)] }
}

/** Four takes on a prompt; reference pictures shine through them. */
export function promptGrid(prompt: string, aspect: string, seed: number, sources: readonly string[]): GridRecipe {
  const size = sizeOfAspect(aspect, TILE_PIXELS)
  return four((index) => {
    const shared = { prompt, model: 'midjourney', seed: (seed + index * 7919) >>> 0, ...size, format: 'png' } as const
    const picture: PictureRecipe = { kind: 'picture', ...shared, hasCaption: true }
    if (sources.length === 0) return picture
    return { kind: 'edit', ...shared, sources, mask: null, maskRule: 'white-is-edited', repaintsEverything: true }
  })
}

export function isStill(recipe: Recipe | undefined): recipe is StillRecipe {
  return recipe !== undefined && ['picture', 'edit', 'grid', 'reframe'].includes(recipe.kind)
}

/** One picture of a sheet; a single picture is itself. */
export function tileOf(recipe: StillRecipe, tile: number): StillRecipe {
  return recipe.kind === 'grid' ? (recipe.tiles[tile - 1] ?? recipe.tiles[0]) : recipe
}

function reframe(of: StillRecipe, zoom: number, shiftX: number, shiftY: number, scale = 1): StillRecipe {
  return { kind: 'reframe', of, zoom, shiftX, shiftY, scale }
}

/** What a press makes out of the parent's picture. */
export function pressed(press: Press, parent: StillRecipe, again: GridRecipe): StillRecipe {
  switch (press.kind) {
    case 'choose':
      return tileOf(parent, press.tile)
    case 'enlarge':
      return reframe(tileOf(parent, 1), 1, 0, 0, 2)
    case 'vary-little':
      return four((index) => reframe(tileOf(parent, 1), 0.94 - index * 0.03, (index - 1.5) * 0.02, 0))
    case 'zoom':
      return four((index) => reframe(tileOf(parent, 1), press.factor + index * 0.04, 0, 0))
    case 'pan':
      return four((index) => reframe(tileOf(parent, 1), 1 + index * 0.03, press.shiftX, press.shiftY))
    case 'vary':
    case 'vary-much':
    case 'again':
    case 'custom-zoom':
    case 'inpaint':
      return again
  }
}

/** The parent's picture with the white part of the mask painted anew, in four takes. */
export function inpainted(
  source: string,
  mask: string | null,
  prompt: string,
  seed: number,
  size: { width: number; height: number },
): GridRecipe {
  return four((index): EditRecipe => ({
    kind: 'edit',
    prompt,
    model: 'midjourney',
    seed: (seed + index * 7919) >>> 0,
    ...size,
    format: 'png',
    sources: [source],
    mask,
    maskRule: 'white-is-edited',
    repaintsEverything: true,
  }))
}

export function zoomedOut(parent: StillRecipe, factor: number): GridRecipe {
  return four((index) => reframe(tileOf(parent, 1), factor + index * 0.02, 0, 0))
}
