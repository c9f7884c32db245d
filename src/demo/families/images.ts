import { chargeCall, type GatewayContext, seedFor, servedModel, workTime } from '../context'
import { pictureSize, sniffPicture } from '../media/pixels'
import type { EditRecipe, PictureFormat, PictureRecipe } from '../media/recipe'
import type { DemoModel } from '../store/prices'
import { createRandom } from '../store/random'
import { choiceField, type Fields, numberField, parseFields, requiredText, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { type FormFile, parseForm } from '../wire/multipart'
import { Refusal } from '../wire/refusal'
import { eventReply, jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { spoil } from './files'
import { type ImageUsage, outputTokensOf, pictureEvents } from './image-events'
import { assertAllowed, assertPicture, countTokens, sizeOfAspect, sizeOfText, storePicture } from './inputs'

/** Pictures in OpenAI's form: GPT image, Flux, Qwen and Z-Image. */
export const imageRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/images/generations', errors: 'openai', needsKey: true, handle: generate },
  { method: 'POST', path: '/v1/images/edits', errors: 'openai', needsKey: true, handle: edit },
  { method: 'POST', path: '/v1/images/variations', errors: 'openai', needsKey: true, handle: notImplemented },
]

const GPT_SIZES = ['1024x1024', '1536x1024', '1024x1536', 'auto']
const DALLE_SIZES: Readonly<Record<string, readonly string[]>> = {
  'dall-e-3': ['1024x1024', '1792x1024', '1024x1792'],
  'dall-e-2': ['1024x1024', '512x512', '256x256'],
}
const QWEN_SIZES = ['1664x928', '1472x1104', '1328x1328', '1104x1472', '928x1664']
const ASPECTS = ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21']
const MAX_MASK_BYTES = 4 * 1024 * 1024
const MAX_IMAGE_BYTES = 25 * 1024 * 1024

type FreshPicture = PictureRecipe | EditRecipe

interface Size {
  readonly width: number
  readonly height: number
}

const SQUARE: Size = { width: 1024, height: 1024 }

function notImplemented(): Reply {
  throw new Refusal(501, 'api_not_implemented', 'API not implemented')
}

async function generate(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const model = imageModel(fields)
  if (model.id === 'qwen-image-edit-2509') return editByLink(context, request, fields, model)
  const prompt = requiredText(fields, 'prompt', promptLimit(model))
  assertAllowed(prompt)
  const size = sizeFor(model, fields, null)
  const recipes = await recipesFor(context, request, fields, model, (seed) => ({
    kind: 'picture',
    prompt,
    model: model.id,
    seed,
    ...size,
    format: formatOf(fields),
    isTransparent: fields.background === 'transparent',
    hasCaption: true,
  }))
  return answerPictures(context, request, { fields, model, prompt, size, recipes, inputPictures: 0 })
}

async function editByLink(
  context: GatewayContext,
  request: GatewayRequest,
  fields: Fields,
  model: DemoModel,
): Promise<Reply> {
  const prompt = requiredText(fields, 'prompt', 800)
  assertAllowed(prompt)
  const source = await storePicture(context, requiredText(fields, 'image', Number.MAX_SAFE_INTEGER))
  const input = source === null ? null : pictureSize(context.blobs.get(source) ?? Buffer.alloc(0))
  const size = input ?? { width: 1024, height: 1024 }
  const sources = source === null ? [] : [source]
  const recipes = await recipesFor(context, request, fields, model, (seed) =>
    editRecipe(model, { prompt, seed, size, sources, mask: null, fields }),
  )
  return answerPictures(context, request, { fields, model, prompt, size, recipes, inputPictures: 1 })
}

async function edit(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const form = parseForm(request.headers['content-type'] ?? '', request.body)
  const fields: Fields = form.fields
  const model = imageModel(fields)
  const prompt = requiredText(fields, 'prompt', promptLimit(model))
  assertAllowed(prompt)
  const images = form.files.filter(({ field }) => /^image(\[\d*\])?$/.test(field))
  const mask = form.files.find(({ field }) => field === 'mask')
  const size = checkInputs(images, mask, model, fields)
  const sources = images.map(({ bytes }) => context.blobs.put(bytes))
  const maskBlob = mask === undefined ? null : context.blobs.put(mask.bytes)
  const recipes = await recipesFor(context, request, fields, model, (seed) =>
    editRecipe(model, { prompt, seed, size, sources, mask: maskBlob, fields }),
  )
  return answerPictures(context, request, { fields, model, prompt, size, recipes, inputPictures: images.length })
}

/** Throws the refusal for pictures or a mask that will not do; returns the size of the result. */
function checkInputs(images: readonly FormFile[], mask: FormFile | undefined, model: DemoModel, fields: Fields): Size {
  const first = images[0]
  if (first === undefined) throw new Refusal(400, 'invalid_request', 'image is required')
  for (const { bytes } of images) {
    if (bytes.length > MAX_IMAGE_BYTES) throw new Refusal(413, 'read_request_body_failed', 'image file too large')
    assertPicture(bytes)
  }
  const input = pictureSize(first.bytes)
  if (
    model.id === 'dall-e-2' &&
    (input === null || input.width !== input.height || sniffPicture(first.bytes) !== 'png')
  ) {
    throw new Refusal(400, 'invalid_image_format', 'Invalid input image - format must be a square PNG.')
  }
  if (mask !== undefined) {
    assertPicture(mask.bytes)
    const maskSize = pictureSize(mask.bytes)
    if (mask.bytes.length > MAX_MASK_BYTES)
      throw new Refusal(400, 'invalid_image_file', 'Invalid mask: file larger than 4 MB')
    if (input !== null && (maskSize?.width !== input.width || maskSize.height !== input.height)) {
      throw new Refusal(
        400,
        'invalid_mask_image_format',
        'Invalid mask image format - mask size does not match image size',
      )
    }
  }
  return sizeFor(model, fields, input)
}

function imageModel(fields: Fields): DemoModel {
  const id = textField(fields, 'model')
  if (id === '') throw new Refusal(400, 'invalid_request', 'model is required')
  return servedModel(id, 'image-generation')
}

function isGpt(model: DemoModel): boolean {
  return model.id.startsWith('gpt-image')
}

function promptLimit(model: DemoModel): number {
  if (isGpt(model)) return 32_000
  if (model.id === 'dall-e-3') return 4000
  if (model.id === 'dall-e-2') return 1000
  return model.id.startsWith('flux') ? 1000 : 800
}

function formatOf(fields: Fields): PictureFormat {
  return choiceField(fields, 'output_format', ['png', 'jpeg', 'webp'], 'png') === 'jpeg' ? 'jpeg' : 'png'
}

/** The size asked for; GPT image draws in three fixed ones and, left to itself, in the one nearest to its input. */
function sizeFor(model: DemoModel, fields: Fields, input: Size | null): Size {
  const asked = textField(fields, 'size')
  if (asked.includes('×'))
    throw new Refusal(
      400,
      'invalid_request',
      "size an unexpected error occurred in the parameter, please use 'x' instead of the multiplication sign '×'",
    )
  if (isGpt(model)) {
    const size = sizeOfText(choiceField(fields, 'size', GPT_SIZES, 'auto'))
    return size ?? nearestGptSize(input)
  }
  const dallESizes = DALLE_SIZES[model.id]
  if (dallESizes) return sizeOfText(choiceField(fields, 'size', dallESizes, '1024x1024')) ?? SQUARE
  if (model.id.startsWith('flux')) {
    const aspect = choiceField(fields, 'aspect_ratio', ASPECTS, '')
    return aspect === ''
      ? (sizeOfText(asked) ?? input ?? { width: 1024, height: 1024 })
      : sizeOfAspect(aspect, 1024 * 1024)
  }
  if (model.id === 'qwen-image-max')
    return sizeOfText(choiceField(fields, 'size', QWEN_SIZES, '1328x1328')) ?? { width: 1328, height: 1328 }
  const size = sizeOfText(asked) ?? { width: 1024, height: 1536 }
  const pixels = size.width * size.height
  if (pixels < 512 * 512 || pixels > 2048 * 2048) throw new Refusal(400, 'invalid_value', `Invalid size: ${asked}`)
  return size
}

function nearestGptSize(input: Size | null): Size {
  const ratio = input === null ? 1 : input.width / input.height
  if (ratio > 1.2) return { width: 1536, height: 1024 }
  return ratio < 0.84 ? { width: 1024, height: 1536 } : { width: 1024, height: 1024 }
}

interface EditParts {
  readonly prompt: string
  readonly seed: number
  readonly size: Size
  readonly sources: readonly string[]
  readonly mask: string | null
  readonly fields: Fields
}

function editRecipe(model: DemoModel, parts: EditParts): EditRecipe {
  return {
    kind: 'edit',
    prompt: parts.prompt,
    model: model.id,
    seed: parts.seed,
    ...parts.size,
    format: formatOf(parts.fields),
    sources: parts.sources,
    mask: parts.mask,
    maskRule: 'transparent-is-edited',
    repaintsEverything: true,
  }
}

/** One recipe a picture asked for; throws the refusal for a count out of range. */
async function recipesFor(
  context: GatewayContext,
  request: GatewayRequest,
  fields: Fields,
  model: DemoModel,
  make: (seed: number) => FreshPicture,
): Promise<FreshPicture[]> {
  const count = numberField(fields, 'n', 1)
  const most = mostPictures(model)
  if (!Number.isInteger(count) || count < 1 || count > most) {
    throw new Refusal(
      400,
      'invalid_value',
      `Invalid 'n': expected an integer between 1 and ${most}, but got ${count} instead.`,
    )
  }
  const asked = typeof fields.seed === 'number' ? fields.seed : undefined
  const seed = seedFor(context, request, model.id, textField(fields, 'prompt'), asked)
  return Array.from({ length: count }, (_, index) => make((seed + index * 7919) >>> 0))
}

function mostPictures(model: DemoModel): number {
  if (isGpt(model) || model.id.startsWith('flux') || model.id === 'dall-e-2') return 10
  return model.id === 'qwen-image-edit-2509' ? 4 : 1
}

interface Answer {
  readonly fields: Fields
  readonly model: DemoModel
  readonly prompt: string
  readonly size: Size
  readonly recipes: readonly FreshPicture[]
  readonly inputPictures: number
}

async function answerPictures(context: GatewayContext, request: GatewayRequest, answer: Answer): Promise<Reply> {
  const { fields, model, size, recipes } = answer
  const quality = choiceField(fields, 'quality', ['auto', 'high', 'medium', 'low', 'standard', 'hd'], 'auto')
  const usage: ImageUsage = {
    textTokens: countTokens(answer.prompt),
    imageTokens: answer.inputPictures * 323,
    outputTokens: outputTokensOf(size, quality) * recipes.length,
  }
  const inputTokens = usage.textTokens + usage.imageTokens
  chargeCall(context, request, { model, inputTokens, outputTokens: usage.outputTokens, calls: recipes.length })
  if (isGpt(model) && (fields.stream === true || fields.stream === 'true')) {
    return eventReply(pictureEvents(context, recipes, { ...answer, usage, quality }))
  }
  await workTime(context, createRandom(recipes[0]?.seed ?? 0).between(4, 12))
  const data: object[] = []
  for (const [index, recipe] of recipes.entries()) {
    data.push(await pictureItem(context, request, recipe, { fields, model, index }))
  }
  const created = Math.floor(Date.now() / 1000)
  return jsonReply(isGpt(model) ? gptAnswer(created, data, answer, usage, quality) : { created, data })
}

async function pictureItem(
  context: GatewayContext,
  request: GatewayRequest,
  recipe: FreshPicture,
  item: { readonly fields: Fields; readonly model: DemoModel; readonly index: number },
): Promise<object> {
  const asksForBase64 = isGpt(item.model) || item.fields.response_format === 'b64_json'
  if (asksForBase64) {
    const media = spoil(
      await context.kitchen.make(recipe),
      request.fault?.kind === 'link' ? request.fault.trouble : null,
    )
    const base64 = media.bytes.toString('base64')
    return isGpt(item.model) ? { b64_json: base64, url: '', revised_prompt: '' } : { b64_json: base64 }
  }
  const url = `${context.origin}${context.links.pathFor(`${request.id}/${item.index}`, `${request.id}-${item.index}.png`, recipe)}`
  return item.model.id.startsWith('flux') ? { url } : { url, b64_json: '' }
}

function gptAnswer(
  created: number,
  data: readonly object[],
  answer: Answer,
  usage: ImageUsage,
  quality: string,
): object {
  const { fields, size } = answer
  return {
    created,
    data,
    background: fields.background === 'transparent' ? 'transparent' : 'opaque',
    output_format: formatOf(fields),
    quality: quality === 'auto' ? 'high' : quality,
    size: `${size.width}x${size.height}`,
    usage: {
      input_tokens: usage.textTokens + usage.imageTokens,
      input_tokens_details: { image_tokens: usage.imageTokens, text_tokens: usage.textTokens },
      output_tokens: usage.outputTokens,
      total_tokens: usage.textTokens + usage.imageTokens + usage.outputTokens,
    },
  }
}
