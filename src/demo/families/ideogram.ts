import { chargeCall, type GatewayContext, seedFor, servedModel, workTime } from '../context'
import { pictureSize } from '../media/pixels'
import type { EditRecipe, PictureRecipe } from '../media/recipe'
import type { DemoModel } from '../store/prices'
import { createRandom } from '../store/random'
import { type Fields, isFields, numberField, parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { inputProblem, type InputRules, readForm } from '../wire/input-rules'
import { type Form, type FormFile, parseForm } from '../wire/multipart'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { LEGACY_RULES, V3_RULES } from './ideogram-rules'
import { assertPicture, sizeOfAspect, sizeOfText } from './inputs'

const SHARED = { method: 'POST', errors: 'ideogram', needsKey: true } as const
const MAX_FILE_BYTES = 10 * 1024 * 1024

/** Ideogram: pictures of version 3, and what is left of the versions before. */
export const ideogramRoutes: readonly Route[] = [
  { ...SHARED, path: '/ideogram/v1/ideogram-v3/{action}', handle: versionThree },
  { ...SHARED, path: '/ideogram/generate', handle: (context, request) => legacy(context, request, 'generate') },
  { ...SHARED, path: '/ideogram/remix', handle: (context, request) => legacy(context, request, 'remix') },
  { ...SHARED, path: '/ideogram/upscale', handle: (context, request) => legacy(context, request, 'upscale') },
  { ...SHARED, path: '/ideogram/describe', handle: describePicture },
]

interface Size {
  readonly width: number
  readonly height: number
}

const SQUARE: Size = { width: 1024, height: 1024 }
const REFERENCES = ['style_reference_images', 'character_reference_images', 'character_reference_images_mask']

async function versionThree(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const action = request.params.action ?? ''
  const rules = Object.hasOwn(V3_RULES, action) ? V3_RULES[action] : undefined
  if (rules === undefined) throw new Refusal(404, 'not_found', 'not found')
  const form = formOf(request, action === 'generate')
  const fields = form === null ? parseFields(request.body) : readForm(form.fields, rules)
  assertInput(fields, rules)
  assertApart(fields, 'resolution', 'aspect_ratio')
  assertApart(fields, 'style_codes', 'style_type')
  const needed = action === 'generate' ? [] : action === 'edit' ? ['image', 'mask'] : ['image']
  const files = filesOf(form, needed, REFERENCES)
  const model = servedModel(
    `ideogram_${action.replace('-', '_')}_V_3_${textField(fields, 'rendering_speed') || 'DEFAULT'}`,
    'ideogram',
  )
  return pictures(context, request, { fields, files, model, size: sizeOf(fields, files.get('image')) })
}

async function legacy(
  context: GatewayContext,
  request: GatewayRequest,
  action: keyof typeof LEGACY_RULES,
): Promise<Reply> {
  const form = action === 'generate' ? null : formOf(request, false)
  const fields = imageRequest(form === null ? parseFields(request.body) : readForm(form.fields, {}))
  assertInput(fields, LEGACY_RULES[action])
  assertApart(fields, 'resolution', 'aspect_ratio')
  const files = filesOf(form, form === null ? [] : ['image_file'], [])
  const version = textField(fields, 'model') || 'V_2'
  if (version.startsWith('V_1') && (fields.style_type !== undefined || fields.resolution !== undefined)) {
    throw invalid(`${version} does not support style_type or resolution`)
  }
  const model = servedModel(action === 'upscale' ? 'ideogram_upscale' : `ideogram_${action}_${version}`, 'ideogram')
  const source = files.get('image_file')
  const size = action === 'upscale' ? doubled(source) : sizeOf(fields, source)
  return pictures(context, request, { fields, files, model, size })
}

/** The options of the older paths: an object in JSON, the text of one in a form. */
function imageRequest(body: Fields): Fields {
  const value = body.image_request
  const options: unknown = typeof value === 'string' ? parseFields(Buffer.from(value)) : value
  if (!isFields(options)) throw invalid('image_request is required')
  return options
}

async function describePicture(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const form = formOf(request, false)
  const version = form?.fields.describe_model_version ?? 'V_3'
  if (!['V_2', 'V_3'].includes(version)) throw invalid('describe_model_version must be V_2 or V_3')
  const file = filesOf(form, ['image_file'], []).get('image_file')
  const size = file === undefined ? null : pictureSize(file.bytes)
  chargeCall(context, request, { model: servedModel('ideogram_describe', 'ideogram') })
  await workTime(context, 2)
  const shape = size === null || size.width === size.height ? 'square' : size.width > size.height ? 'wide' : 'tall'
  const text = `A ${shape} picture in clear light, with one subject at its middle and a calm background behind it.`
  return jsonReply({ descriptions: [{ text }] })
}

/** The form of a request; null for JSON where the path takes JSON. */
function formOf(request: GatewayRequest, takesJson: boolean): Form | null {
  const type = request.headers['content-type'] ?? ''
  if (takesJson && type.startsWith('application/json')) return null
  return parseForm(type, request.body)
}

function filesOf(
  form: Form | null,
  needed: readonly string[],
  optional: readonly string[],
): ReadonlyMap<string, FormFile> {
  const files = form?.files ?? []
  const unknown = files.find(({ field }) => ![...needed, ...optional].includes(field))
  if (unknown !== undefined) throw invalid(`unexpected file field ${unknown.field}`)
  for (const { field, bytes } of files) {
    assertPicture(bytes)
    if (bytes.length > MAX_FILE_BYTES) throw invalid(`${field} is larger than 10MB`)
  }
  for (const name of needed) if (!files.some(({ field }) => field === name)) throw invalid(`${name} is required`)
  const byName = new Map(files.map((file) => [file.field, file]))
  const [image, mask] = ['image', 'mask'].map((name) => pictureSize(byName.get(name)?.bytes ?? Buffer.alloc(0)))
  if (image && mask && (image.width !== mask.width || image.height !== mask.height)) {
    throw invalid('mask must have the same dimensions as image')
  }
  return byName
}

function assertInput(fields: Fields, rules: InputRules): void {
  const problem = inputProblem(fields, rules)
  if (problem !== null) throw invalid(`${problem.field}: ${problem.message}`)
  const prompt = textField(fields, 'prompt')
  if (!prompt.includes('demo:blocked')) return
  throw new Refusal(422, 'unsafe', 'Prompt provided failed safety check')
}

function assertApart(fields: Fields, one: string, other: string): void {
  if (fields[one] === undefined || fields[other] === undefined) return
  throw invalid(`${one} and ${other} may not be used together`)
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'invalid_request', message)
}

function sizeOf(fields: Fields, source: FormFile | undefined): Size {
  const named = textField(fields, 'resolution').replace('RESOLUTION_', '').replace('_', 'x')
  const ratio = textField(fields, 'aspect_ratio').replace('ASPECT_', '').replace(/[x_]/, ':')
  if (named !== '') return sizeOfText(named) ?? SQUARE
  if (ratio !== '') return sizeOfAspect(ratio, 1024 * 1024)
  return (source === undefined ? null : pictureSize(source.bytes)) ?? SQUARE
}

function doubled(source: FormFile | undefined): Size {
  const { width, height } = (source === undefined ? null : pictureSize(source.bytes)) ?? SQUARE
  return { width: Math.min(4096, width * 2), height: Math.min(4096, height * 2) }
}

interface Work {
  readonly fields: Fields
  readonly files: ReadonlyMap<string, FormFile>
  readonly model: DemoModel
  readonly size: Size
}

async function pictures(context: GatewayContext, request: GatewayRequest, work: Work): Promise<Reply> {
  const { fields, model, size } = work
  const count = numberField(fields, 'num_images', 1)
  const prompt = textField(fields, 'prompt')
  const asked = fields.seed === undefined ? undefined : numberField(fields, 'seed', 0)
  const seed = seedFor(context, request, model.id, prompt, asked)
  chargeCall(context, request, { model, calls: count })
  await workTime(context, createRandom(seed).between(5, 15))
  const data = Array.from({ length: count }, (_, index) => {
    const name = `${request.id}-${index}.png`
    const recipe = recipeOf(context, work, prompt, (seed + index * 7919) >>> 0)
    return {
      prompt,
      resolution: `${size.width}x${size.height}`,
      // A word of the prompt lets a person see a picture that is held back.
      ...(prompt.includes('demo:unsafe')
        ? { is_image_safe: false, url: null }
        : {
            is_image_safe: true,
            url: `${context.origin}${context.links.pathFor(`${request.id}/${index}`, name, recipe)}`,
          }),
      seed: recipe.seed,
      style_type: textField(fields, 'style_type') || 'GENERAL',
    }
  })
  return jsonReply({ created: new Date().toISOString(), data })
}

function recipeOf(
  context: GatewayContext,
  { files, model, size }: Work,
  prompt: string,
  seed: number,
): PictureRecipe | EditRecipe {
  const shared = { prompt, model: model.id, seed, ...size, format: 'png' } as const
  const source = files.get('image') ?? files.get('image_file')
  const mask = files.get('mask')
  if (source === undefined) return { ...shared, kind: 'picture', hasCaption: true }
  return {
    ...shared,
    kind: 'edit',
    sources: [context.blobs.put(source.bytes)],
    mask: mask === undefined ? null : context.blobs.put(mask.bytes),
    maskRule: 'black-is-edited',
    repaintsEverything: true,
  }
}
