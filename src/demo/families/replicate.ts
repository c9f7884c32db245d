import { randomInt } from 'node:crypto'
import { acceptTask, type GatewayContext, outputUrl, seedFor, servedModel } from '../context'
import { pictureSize } from '../media/pixels'
import type { Recipe } from '../media/recipe'
import { type DemoTask, stateOf } from '../store/tasks'
import { type Fields, isFields, numberField, parseFields, textField, textList } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { inputProblem } from '../wire/input-rules'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { frameLike } from './clip-inputs'
import { sizeOfAspect, sizeOfText, storePicture } from './inputs'
import { ANSWERS_LISTS, REPLICATE_RULES, REPLICATE_VERSIONS } from './replicate-rules'

const SHARED = { errors: 'replicate', needsKey: true } as const
const PREFIX = '/replicate/v1'

/** Replicate's predictions behind the gateway. */
export const replicateRoutes: readonly Route[] = [
  { method: 'POST', path: `${PREFIX}/predictions`, ...SHARED, handle: createByVersion },
  { method: 'POST', path: `${PREFIX}/models/{owner}/{name}/predictions`, ...SHARED, handle: createByModel },
  { method: 'GET', path: `${PREFIX}/predictions/{id}`, ...SHARED, handle: show },
  { method: 'POST', path: `${PREFIX}/predictions/{id}/cancel`, ...SHARED, handle: cancel },
]

interface Size {
  readonly width: number
  readonly height: number
}

const SQUARE: Size = { width: 1024, height: 1024 }
const WIDE_CLIP: Size = { width: 640, height: 360 }
const ID_SIGNS = 'abcdefghjkmnpqrstvwxyz0123456789'

/** A version is a hash, or `owner/name:hash`. */
function createByVersion(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const body = parseFields(request.body)
  const version = textField(body, 'version')
  if (version === '') throw invalid('version is required', 'version')
  const model = REPLICATE_VERSIONS[version.split(':').at(-1) ?? '']
  if (model === undefined) throw invalid('Invalid version or not permitted', 'version')
  return create(context, request, body, model)
}

function createByModel(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const body = parseFields(request.body)
  const model = `${request.params.owner}/${request.params.name}`
  const rules = Object.hasOwn(REPLICATE_RULES, model)
  const version = textField(body, 'version')
  const isOther = version !== '' && REPLICATE_VERSIONS[version] !== model
  if (!rules || isOther) throw new Refusal(404, 'not_found', 'The requested resource could not be found.')
  return create(context, request, body, model)
}

async function create(context: GatewayContext, request: GatewayRequest, body: Fields, model: string): Promise<Reply> {
  const known = new Set(['input', 'version', 'webhook', 'webhook_events_filter', 'stream'])
  const unknown = Object.keys(body).find((name) => !known.has(name))
  if (unknown !== undefined) throw invalid(`${unknown} is not allowed`, unknown)
  const input = body.input
  if (!isFields(input)) throw invalid('input is required', 'input')
  const rules = REPLICATE_RULES[model]
  const problem = rules === undefined ? null : inputProblem(input, rules)
  if (problem !== null) throw invalid(`- input.${problem.field}: ${problem.message}`, problem.field)
  if (numberField(input, 'safety_tolerance', 0) > 2 && input.input_image !== undefined) {
    throw invalid('- input.safety_tolerance: Must be less than or equal to 2 with an input image', 'safety_tolerance')
  }
  const task = await accept(context, request, input, model)
  await waitFor(context, request, task)
  return jsonReply(view(context, task), 201)
}

function invalid(message: string, field: string): Refusal {
  return new Refusal(422, 'invalid_input', message, {}, field)
}

async function accept(
  context: GatewayContext,
  request: GatewayRequest,
  input: Fields,
  modelId: string,
): Promise<DemoTask> {
  const prompt = textField(input, 'prompt') || textField(input, 'prompt_a')
  const model = servedModel(modelId, 'replicate')
  const asked = numberField(input, 'seed', -1)
  const seed = seedFor(context, request, modelId, prompt, asked)
  const isClip = /video|vace/.test(modelId)
  return acceptTask(context, request, {
    id: Array.from({ length: 26 }, () => ID_SIGNS[randomInt(ID_SIGNS.length)]).join(''),
    family: 'replicate',
    action: modelId,
    model,
    prompt: prompt.includes('demo:blocked') ? `${prompt} demo:fail` : prompt,
    workSeconds: isClip ? [60, 150] : [3, 15],
    outputs: await outputsFor(context, input, { model: modelId, prompt, seed }),
  })
}

interface Order {
  readonly model: string
  readonly prompt: string
  readonly seed: number
}

async function outputsFor(context: GatewayContext, input: Fields, order: Order): Promise<Record<string, Recipe>> {
  if (order.model === 'riffusion/riffusion') return loop(order)
  const sources = await sourcesOf(context, input)
  const [source = null] = sources
  if (/video|vace/.test(order.model)) {
    const frame = frameLike(context, source, WIDE_CLIP)
    return { 'output.mp4': { kind: 'clip', ...order, seconds: 4, source, ...frame } }
  }
  const size = sizeOf(context, input, source)
  if (order.model.endsWith('-svg')) return { 'output.svg': { kind: 'vector', ...order, ...size } }
  const mask = await maskOf(context, input, source)
  const maskRule = order.model.startsWith('ideogram') ? 'black-is-edited' : 'white-is-edited'
  const isJpeg = textField(input, 'output_format') === 'jpg'
  const count = numberField(input, 'num_outputs', 1)
  return Object.fromEntries(
    Array.from({ length: count }, (_, index): [string, Recipe] => {
      const shared = {
        ...order,
        seed: (order.seed + index * 7919) >>> 0,
        ...size,
        format: isJpeg ? 'jpeg' : 'png',
      } as const
      const name = `out-${index}.${isJpeg ? 'jpg' : 'png'}`
      if (sources.length === 0) return [name, { ...shared, kind: 'picture', hasCaption: true }]
      return [name, { ...shared, kind: 'edit', sources, mask, maskRule, repaintsEverything: true }]
    }),
  )
}

/** A loop of music, and the picture of its spectrum that it was made from. */
function loop({ model, prompt, seed }: Order): Record<string, Recipe> {
  return {
    'gen_sound.wav': { kind: 'song', title: prompt, tags: prompt, lyrics: '', seed, seconds: 5 },
    'spectrogram.jpg': { kind: 'picture', prompt, model, seed, width: 512, height: 512, format: 'jpeg' },
  }
}

const PICTURES = [
  'input_image',
  'input_image_1',
  'input_image_2',
  'image',
  'image_prompt',
  'first_frame_image',
  'subject_reference',
]

async function sourcesOf(context: GatewayContext, input: Fields): Promise<readonly string[]> {
  const links = [
    ...PICTURES.map((name) => textField(input, name)),
    ...textList(input, 'image_input'),
    ...textList(input, 'src_ref_images'),
  ].filter((link) => link !== '')
  const blobs: string[] = []
  for (const link of links) {
    const blob = await pictureAt(context, link)
    if (blob !== null) blobs.push(blob)
  }
  return blobs
}

function pictureAt(context: GatewayContext, link: string): Promise<string | null> {
  return storePicture(context, link).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    throw invalid('- input.image: Does not look like a picture', 'image')
  })
}

async function maskOf(context: GatewayContext, input: Fields, source: string | null): Promise<string | null> {
  const link = textField(input, 'mask')
  const mask = link === '' ? null : await pictureAt(context, link)
  if (mask === null || source === null) return mask
  const [one, other] = [source, mask].map((blob) => pictureSize(context.blobs.get(blob) ?? Buffer.alloc(0)))
  const isSame = !one || !other || (one.width === other.width && one.height === other.height)
  if (!isSame) throw invalid('- input.mask: Must have the size of the image', 'mask')
  return mask
}

function sizeOf(context: GatewayContext, input: Fields, source: string | null): Size {
  const named = sizeOfText(textField(input, 'size')) ?? sizeOfText(textField(input, 'resolution'))
  const ratio = textField(input, 'aspect_ratio')
  if (/^\d+:\d+$/.test(ratio)) return sizeOfAspect(ratio, 1024 * 1024)
  if (named !== null) return named
  return (source === null ? null : pictureSize(context.blobs.get(source) ?? Buffer.alloc(0))) ?? SQUARE
}

/** `Prefer: wait` holds the answer back until the work is done, or as long as it says. */
async function waitFor(context: GatewayContext, request: GatewayRequest, task: DemoTask): Promise<void> {
  const { prefer } = request.headers
  const asked = /^wait(?:=(\d+))?/.exec(typeof prefer === 'string' ? prefer : '')
  if (asked === null) return
  const mostMs = Number(asked[1] ?? 60) * 1000
  const restMs = Math.min(mostMs * context.timeScale, task.finishesAtMs - Date.now())
  // Timers may ring a moment early, and a work that is all but done has no output.
  if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, Math.ceil(restMs) + 2))
}

function taskOf(context: GatewayContext, request: GatewayRequest): DemoTask {
  const task = context.tasks.find('replicate', request.params.id ?? '', request.key)
  if (task === null) throw new Refusal(404, 'not_found', 'Prediction not found.')
  return task
}

function show(context: GatewayContext, request: GatewayRequest): Reply {
  return jsonReply(view(context, taskOf(context, request)))
}

function cancel(context: GatewayContext, request: GatewayRequest): Reply {
  const task = taskOf(context, request)
  const isRunning = ['queued', 'running'].includes(stateOf(task, Date.now()).phase)
  if (isRunning) context.tasks.save({ ...task, statusWord: 'canceled' })
  return jsonReply({ id: task.id, status: isRunning ? 'canceled' : 'succeeded' })
}

/** The prediction; its addresses point at Replicate, which knows nothing of this gateway's keys. */
function view(context: GatewayContext, task: DemoTask): object {
  const { phase, progress } = stateOf(task, Date.now())
  const words = { running: 'processing', succeeded: 'succeeded', failed: 'failed' } as const
  const word = phase in words ? words[phase as keyof typeof words] : 'starting'
  const url = `https://api.replicate.com/v1/predictions/${task.id}`
  const isDone = phase === 'succeeded' && task.statusWord === null
  return {
    id: task.id,
    model: task.action,
    version: 'hidden',
    input: { prompt: task.prompt },
    logs: phase === 'running' ? `${Math.floor(progress * 100)}%|####      | 14/28` : '',
    output: isDone ? outputOf(context, task) : null,
    data_removed: false,
    error: phase === 'failed' ? task.failReason : null,
    status: task.statusWord ?? word,
    created_at: new Date(task.submittedAtMs).toISOString(),
    ...(isDone ? { completed_at: new Date(task.finishesAtMs).toISOString(), metrics: { predict_time: 3.5 } } : {}),
    urls: { get: url, cancel: `${url}/cancel` },
  }
}

function outputOf(context: GatewayContext, task: DemoTask): unknown {
  const links = Object.keys(task.outputs).map((name) => outputUrl(context, task, name, name))
  if (task.action === 'riffusion/riffusion') return { audio: links[0], spectrogram: links[1] }
  return links.length > 1 || ANSWERS_LISTS.has(task.action) ? links : links[0]
}
