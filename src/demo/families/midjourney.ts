import { chargeCall, type GatewayContext, seedFor, servedModel } from '../context'
import { pictureSize } from '../media/pixels'
import { createRandom, hashText } from '../store/random'
import { parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Handler, Route } from '../wire/router'
import { storePicture, uploadRecipe } from './inputs'
import { confirmWindow, pressButton } from './midjourney-actions'
import { parsePrompt, promptGrid } from './midjourney-pictures'
import { accept, bannedReply, storeAll, submitReply } from './midjourney-submit'
import { fetchTask, imageSeed, listTasks } from './midjourney-view'

const PREFIXES = ['/mj', '/mj-fast/mj', '/mj-turbo/mj', '/mj-relax/mj']

function route(method: string, path: string, handle: Handler): Route[] {
  return PREFIXES.map((prefix) => ({ method, path: `${prefix}${path}`, errors: 'midjourney', needsKey: true, handle }))
}

/** Midjourney through its relay: submit, press buttons, confirm windows, query. */
export const midjourneyRoutes: readonly Route[] = [
  ...route('POST', '/submit/imagine', imagine),
  ...route('POST', '/submit/action', pressButton),
  ...route('POST', '/submit/modal', confirmWindow),
  ...route('POST', '/submit/blend', blend),
  ...route('POST', '/submit/describe', describe),
  ...route('POST', '/submit/upload-discord-images', upload),
  ...route('GET', '/task/{id}/fetch', fetchTask),
  ...route('POST', '/task/list-by-condition', listTasks),
  ...route('GET', '/task/{id}/image-seed', imageSeed),
]

const MAX_PROMPT_CHARACTERS = 6000

async function imagine(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const prompt = textField(fields, 'prompt')
  if (prompt.trim() === '') throw new Refusal(400, 'prompt_is_required', 'prompt_is_required')
  if (prompt.length > MAX_PROMPT_CHARACTERS) throw new Refusal(400, 'prompt_too_long', 'prompt_too_long')
  const banned = bannedReply(prompt)
  if (banned !== null) return banned
  const sources = await storeAll(context, fields)
  const { words, aspect, seed: asked } = parsePrompt(prompt)
  const seed = seedFor(context, request, 'mj_imagine', prompt, asked)
  const image = promptGrid(words, aspect, seed, sources)
  const task = accept(context, request, fields, {
    model: 'mj_imagine',
    action: 'IMAGINE',
    prompt,
    workSeconds: [4, 12],
    image,
  })
  return submitReply(context, request, task)
}

const BLEND_ASPECTS: Readonly<Record<string, string>> = {
  PORTRAIT: '2:3',
  SQUARE: '1:1',
  LANDSCAPE: '3:2',
  '2:3': '2:3',
  '1:1': '1:1',
  '3:2': '3:2',
}

async function blend(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const sources = await storeAll(context, fields)
  if (sources.length < 2 || sources.length > 5)
    throw new Refusal(400, 'bind_request_body_failed', 'base64Array needs 2 to 5 pictures')
  const aspect = BLEND_ASPECTS[textField(fields, 'dimensions')] ?? '1:1'
  const seed = seedFor(context, request, 'mj_blend', sources.join(' '))
  const image = promptGrid('blend', aspect, seed, sources)
  const task = accept(context, request, fields, {
    model: 'mj_blend',
    action: 'BLEND',
    prompt: '',
    workSeconds: [4, 12],
    image,
  })
  return submitReply(context, request, task)
}

const DESCRIPTIONS: readonly string[] = [
  'A quiet landscape in flat colours, layered hills, soft light, poster style',
  'Minimal illustration with a single subject against a wide sky, warm accent',
  'Evening scene with long shadows and a low sun, screen print texture',
  'Calm composition on the rule of thirds, muted palette, fine grain',
  'Storybook picture with gentle gradients, clear silhouettes, thin haze',
]

async function describe(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const picture = textField(fields, 'base64') || textField(fields, 'link')
  const blob = picture === '' ? null : await storePicture(context, picture)
  const bytes = blob === null ? null : context.blobs.get(blob)
  if (blob === null || bytes === null) throw new Refusal(400, 'bind_request_body_failed', 'base64 is required')
  const size = pictureSize(bytes)
  const aspect = size === null ? '1:1' : size.width >= size.height ? '3:2' : '2:3'
  const start = createRandom(hashText(blob)).whole(0, DESCRIPTIONS.length - 1)
  const finalPrompt = ['1️⃣', '2️⃣', '3️⃣', '4️⃣']
    .map((number, index) => `${number} ${DESCRIPTIONS[(start + index) % DESCRIPTIONS.length] ?? ''} --ar ${aspect}`)
    .join('\n\n')
  const task = accept(context, request, fields, {
    model: 'mj_describe',
    action: 'DESCRIBE',
    prompt: '',
    workSeconds: [3, 6],
    image: uploadRecipe(context, blob),
    finalPrompt,
    description: '/describe',
  })
  return submitReply(context, request, task)
}

/** Pictures made public, so that a prompt can name them by address. */
async function upload(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const blobs = await storeAll(context, parseFields(request.body))
  if (blobs.length === 0) throw new Refusal(400, 'bind_request_body_failed', 'base64Array is required')
  chargeCall(context, request, { model: servedModel('mj_uploads', 'midjourney') })
  const result = blobs.map(
    (blob) => `${context.origin}${context.links.pathFor(`upload/${blob}`, 'image.png', uploadRecipe(context, blob))}`,
  )
  return jsonReply({ code: 1, description: 'Submit success', result })
}
