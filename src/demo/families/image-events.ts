import { type GatewayContext, workTime } from '../context'
import type { StillRecipe } from '../media/recipe'
import type { Fields } from '../wire/fields'

export interface ImageUsage {
  readonly textTokens: number
  readonly imageTokens: number
  readonly outputTokens: number
}

/** Output tokens of one GPT picture by size and quality, as the vendor lists them. */
export function outputTokensOf(size: { width: number; height: number }, quality: string): number {
  const isSquare = size.width === size.height
  if (quality === 'low') return isSquare ? 272 : 408
  if (quality === 'medium') return isSquare ? 1056 : 1584
  return isSquare ? 4160 : 6240
}

interface Stream {
  readonly fields: Fields
  readonly size: { readonly width: number; readonly height: number }
  readonly inputPictures: number
  readonly usage: ImageUsage
  readonly quality: string
}

/** The events of a streamed picture: previews as asked for, the result, the end mark. */
export async function* pictureEvents(
  context: GatewayContext,
  recipes: readonly StillRecipe[],
  stream: Stream,
): AsyncGenerator<string> {
  const family = stream.inputPictures > 0 ? 'image_edit' : 'image_generation'
  const partials = Math.min(3, Math.max(0, Number(stream.fields.partial_images ?? 0) || 0))
  const shared = {
    size: `${stream.size.width}x${stream.size.height}`,
    quality: stream.quality === 'auto' ? 'high' : stream.quality,
    background: stream.fields.background === 'transparent' ? 'transparent' : 'opaque',
    output_format: stream.fields.output_format === 'jpeg' ? 'jpeg' : 'png',
  }
  for (const recipe of recipes) {
    for (let index = 0; index < partials; index += 1) {
      await workTime(context, 2)
      const preview = (await context.kitchen.make(previewOf(recipe, index, partials))).bytes.toString('base64')
      const type = `${family}.partial_image`
      yield event({ type, partial_image_index: index, b64_json: preview, created_at: seconds(), ...shared })
    }
    await workTime(context, 3)
    const { bytes } = await context.kitchen.make(recipe)
    const { textTokens, imageTokens, outputTokens } = stream.usage
    const usage = {
      input_tokens: textTokens + imageTokens,
      input_tokens_details: { image_tokens: imageTokens, text_tokens: textTokens },
      output_tokens: outputTokens,
      total_tokens: textTokens + imageTokens + outputTokens,
    }
    const type = `${family}.completed`
    yield event({ type, b64_json: bytes.toString('base64'), created_at: seconds(), ...shared, usage })
  }
  yield 'data: [DONE]\n\n'
}

/** A coarser version of the picture: the same scene, drawn small. */
function previewOf(recipe: StillRecipe, index: number, count: number): StillRecipe {
  if (recipe.kind !== 'picture' && recipe.kind !== 'edit') return recipe
  const share = (index + 1) / (count + 1)
  const step = (value: number): number => Math.max(64, Math.round((value * share) / 16) * 16)
  return { ...recipe, width: step(recipe.width), height: step(recipe.height) }
}

function event(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}
