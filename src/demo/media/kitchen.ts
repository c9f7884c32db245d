import { assertNever } from '@shared/lib/assert-never'
import { drawPoster, makeClip } from './clip'
import type { ReadBlob } from './edit'
import { encodePicture } from './pixels'
import type { Media, Recipe } from './recipe'
import { drawStill } from './sheet'
import { sketchOf } from './sketch'
import { makeSong, makeSpeech } from './sound'
import { drawVector } from './vector'

const KEPT_BYTES = 192 * 1024 * 1024

/** Makes media from recipes, each once at a time, and remembers the latest. */
export class MediaKitchen {
  private readonly read: ReadBlob
  private readonly isSketching: boolean
  private readonly made = new Map<string, Promise<Media>>()
  private readonly sizes = new Map<string, number>()
  /** Stills do not wait for clips and songs, which take seconds. */
  private readonly queues = { quick: Promise.resolve(), slow: Promise.resolve() }

  /** @param isSketching true to make everything small and short */
  constructor(read: ReadBlob, isSketching: boolean) {
    this.read = read
    this.isSketching = isSketching
  }

  /** The recipe's media; the same recipe gives the same bytes. */
  make(asked: Recipe): Promise<Media> {
    const recipe = this.isSketching ? sketchOf(asked) : asked
    const name = JSON.stringify(recipe)
    const known = this.made.get(name)
    if (known !== undefined) return known
    const lane = recipe.kind === 'clip' || recipe.kind === 'song' ? 'slow' : 'quick'
    const media = this.queues[lane].then(() => produce(recipe, this.read))
    this.made.set(name, media)
    this.queues[lane] = media.then(
      (done) => this.remember(name, done.bytes.length),
      () => void this.made.delete(name),
    )
    return media
  }

  private remember(name: string, size: number): void {
    this.sizes.set(name, size)
    let total = 0
    for (const kept of this.sizes.values()) total += kept
    for (const [oldest, kept] of this.sizes) {
      if (total <= KEPT_BYTES || oldest === name) return
      this.sizes.delete(oldest)
      this.made.delete(oldest)
      total -= kept
    }
  }
}

async function produce(recipe: Recipe, read: ReadBlob): Promise<Media> {
  switch (recipe.kind) {
    case 'picture':
      return encodePicture(await drawStill(recipe, read), recipe.format, recipe.isTransparent)
    case 'edit':
      return encodePicture(await drawStill(recipe, read), recipe.format)
    case 'grid':
    case 'reframe':
      return encodePicture(await drawStill(recipe, read), 'png')
    case 'clip':
      return { bytes: await makeClip(recipe, read), contentType: 'video/mp4' }
    case 'poster':
      return encodePicture(await drawPoster(recipe.of, read), 'png')
    case 'song':
      return makeSong(recipe)
    case 'speech':
      return makeSpeech(recipe)
    case 'vector':
      return drawVector(recipe)
    case 'upload':
      return { bytes: read(recipe.blob) ?? Buffer.alloc(0), contentType: recipe.contentType }
    default:
      return assertNever(recipe)
  }
}
