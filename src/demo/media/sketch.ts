import { assertNever } from '@shared/lib/assert-never'
import type { ClipRecipe, Recipe, StillRecipe } from './recipe'

const LONG_SIDE_PX = 160
/** The encoder wants even sides, and hardly any smaller ones. */
const SHORT_SIDE_PX = 64
const CLIP_SECONDS = 0.25
const SONG_SECONDS = 2

interface Size {
  readonly width: number
  readonly height: number
}

/** The same recipe, small and short: for tests that ask whether a result arrives, not how it looks. */
export function sketchOf(recipe: Recipe): Recipe {
  switch (recipe.kind) {
    case 'picture':
    case 'edit':
    case 'grid':
    case 'reframe':
      return sketchOfStill(recipe)
    case 'clip':
      return sketchOfClip(recipe)
    case 'poster':
      return { ...recipe, of: sketchOfClip(recipe.of) }
    case 'song':
      return { ...recipe, seconds: Math.min(SONG_SECONDS, recipe.seconds) }
    case 'speech':
    case 'vector':
    case 'upload':
      return recipe
    default:
      return assertNever(recipe)
  }
}

function sketchOfClip(recipe: ClipRecipe): ClipRecipe {
  return { ...recipe, ...smaller(recipe), seconds: CLIP_SECONDS }
}

function sketchOfStill(recipe: StillRecipe): StillRecipe {
  switch (recipe.kind) {
    case 'picture':
    case 'edit':
      return { ...recipe, ...smaller(recipe) }
    case 'grid': {
      const [one, two, three, four] = recipe.tiles
      return {
        ...recipe,
        tiles: [sketchOfStill(one), sketchOfStill(two), sketchOfStill(three), sketchOfStill(four)],
      }
    }
    case 'reframe':
      return { ...recipe, of: sketchOfStill(recipe.of) }
    default:
      return assertNever(recipe)
  }
}

function smaller({ width, height }: Size): Size {
  const share = Math.min(1, LONG_SIDE_PX / Math.max(width, height))
  const side = (length: number): number => Math.max(SHORT_SIDE_PX, Math.round((length * share) / 2) * 2)
  return { width: side(width), height: side(height) }
}
