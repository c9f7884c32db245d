import { randomUUID } from 'node:crypto'
import { acceptTask, type GatewayContext, outputUrl, seedFor, servedModel } from '../context'
import { pictureSize } from '../media/pixels'
import type { ClipRecipe, EditRecipe, PictureRecipe, Recipe } from '../media/recipe'
import { type DemoTask, stateOf } from '../store/tasks'
import { type Fields, isFields, numberField, parseFields, textField, textList } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { inputProblem } from '../wire/input-rules'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { demoSeconds, frameLike, frameOf } from './clip-inputs'
import { FAL_RULES } from './fal-rules'
import { sizeOfAspect, sizeOfText, storePicture } from './inputs'

const SHARED = { errors: 'fal', needsKey: true } as const

/** fal.ai's queue behind the gateway: a ticket for each job, and one address for its state and its result. */
export const falRoutes: readonly Route[] = [
  { method: 'GET', path: '/fal-ai/{app}/requests/{id}', ...SHARED, handle: result },
  { method: 'GET', path: '/fal-ai/{app}/requests/{id}/status', ...SHARED, handle: status },
  { method: 'PUT', path: '/fal-ai/{app}/requests/{id}/cancel', ...SHARED, handle: cancel },
  { method: 'POST', path: '/fal-ai/{path+}', ...SHARED, handle: submit },
]

interface Size {
  readonly width: number
  readonly height: number
}

const PRESETS: Readonly<Record<string, Size>> = {
  square_hd: { width: 1024, height: 1024 },
  square: { width: 512, height: 512 },
  portrait_4_3: { width: 768, height: 1024 },
  portrait_16_9: { width: 576, height: 1024 },
  landscape_4_3: { width: 1024, height: 768 },
  landscape_16_9: { width: 1024, height: 576 },
  auto_2K: { width: 2048, height: 2048 },
  auto_4K: { width: 4096, height: 4096 },
}

async function submit(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const path = request.params.path ?? ''
  const fields = parseFields(request.body)
  const rules = Object.hasOwn(FAL_RULES, path) ? FAL_RULES[path] : undefined
  const problem = rules === undefined ? null : inputProblem(fields, rules)
  if (problem !== null) throw new Refusal(422, problem.type, problem.message, {}, problem.field)
  const prompt = textField(fields, 'prompt')
  if (prompt.includes('demo:blocked')) {
    const words = 'The content could not be processed because it contained material flagged by a content checker.'
    throw new Refusal(422, 'content_policy_violation', words, {}, 'prompt')
  }
  const model = servedModel(`fal-ai/${path}`, 'fal')
  const sources = await sourcesOf(context, fields)
  const mask = await maskOf(context, fields, sources[0] ?? null)
  const isClip = /veo3|kling-video/.test(path)
  const seed = seedFor(context, request, model.id, prompt, numberField(fields, 'seed', -1))
  const task = acceptTask(context, request, {
    id: randomUUID(),
    family: 'fal',
    action: path,
    model,
    prompt,
    workSeconds: isClip ? [60, 150] : [6, 20],
    outputs: isClip
      ? { video: clip(context, fields, { prompt, model: model.id, seed, source: sources[0] ?? null }) }
      : pictures(context, fields, { prompt, model: model.id, seed, sources, mask }),
  })
  return jsonReply(ticket(task, 'IN_QUEUE'))
}

/** The application is the first part of the path; results are asked for under it. */
function appOf(task: DemoTask): string {
  return task.action.split('/')[0] ?? ''
}

/** The addresses point at fal's own host, which knows nothing of this gateway's keys. */
function ticket(task: DemoTask, word: string): object {
  const url = `https://queue.fal.run/fal-ai/${appOf(task)}/requests/${task.id}`
  return {
    status: word,
    request_id: task.id,
    response_url: url,
    status_url: `${url}/status`,
    cancel_url: `${url}/cancel`,
    logs: null,
    metrics: {},
    queue_position: 0,
  }
}

async function sourcesOf(context: GatewayContext, fields: Fields): Promise<readonly string[]> {
  const named = [
    ['image_url', [textField(fields, 'image_url')]],
    ['tail_image_url', [textField(fields, 'tail_image_url')]],
    ['image_urls', textList(fields, 'image_urls')],
    ['reference_image_urls', textList(fields, 'reference_image_urls')],
  ] as const
  const blobs: string[] = []
  for (const [field, addresses] of named) {
    for (const address of addresses) {
      const blob = address === '' ? null : await pictureAt(context, field, address)
      if (blob !== null) blobs.push(blob)
    }
  }
  return blobs
}

function pictureAt(context: GatewayContext, field: string, address: string): Promise<string | null> {
  return storePicture(context, address).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(422, 'image_load_error', 'Failed to load the image. Please ensure it is valid.', {}, field)
  })
}

async function maskOf(context: GatewayContext, fields: Fields, source: string | null): Promise<string | null> {
  const address = textField(fields, 'mask_url')
  const mask = address === '' ? null : await pictureAt(context, 'mask_url', address)
  if (mask === null || source === null) return mask
  const [one, other] = [source, mask].map((blob) => pictureSize(context.blobs.get(blob) ?? Buffer.alloc(0)))
  if (one && other && (one.width !== other.width || one.height !== other.height)) {
    throw new Refusal(422, 'value_error', 'The mask must have the size of the image', {}, 'mask_url')
  }
  return mask
}

interface Drawing {
  readonly prompt: string
  readonly model: string
  readonly seed: number
  readonly sources: readonly string[]
  readonly mask: string | null
}

function pictures(context: GatewayContext, fields: Fields, drawing: Drawing): Record<string, Recipe> {
  const count = numberField(fields, 'num_images', 1)
  const isJpeg = ['output_format', 'image_format'].some((name) => textField(fields, name) === 'jpeg')
  const { prompt, model, sources, mask } = drawing
  const size = sizeOf(context, fields, sources[0] ?? null)
  return Object.fromEntries(
    Array.from({ length: count }, (_, index): [string, PictureRecipe | EditRecipe] => {
      const seed = (drawing.seed + index * 7919) >>> 0
      const shared = { prompt, model, seed, ...size, format: isJpeg ? 'jpeg' : 'png' } as const
      if (sources.length === 0) return [`image${index}`, { ...shared, kind: 'picture', hasCaption: true }]
      const edit = { kind: 'edit', sources, mask, maskRule: 'white-is-edited', repaintsEverything: true } as const
      return [`image${index}`, { ...shared, ...edit }]
    }),
  )
}

function sizeOf(context: GatewayContext, fields: Fields, source: string | null): Size {
  const asked = fields.image_size
  if (isFields(asked)) return { width: numberField(asked, 'width', 1024), height: numberField(asked, 'height', 1024) }
  const preset = typeof asked === 'string' ? PRESETS[asked] : undefined
  if (preset !== undefined) return preset
  const ratio = textField(fields, 'aspect_ratio')
  if (/^\d+:\d+$/.test(ratio)) return sizeOfAspect(ratio, 1024 * 1024)
  const given = source === null ? null : pictureSize(context.blobs.get(source) ?? Buffer.alloc(0))
  return given ?? sizeOfText('1024x1024') ?? { width: 1024, height: 1024 }
}

interface Scene {
  readonly prompt: string
  readonly model: string
  readonly seed: number
  readonly source: string | null
}

function clip(context: GatewayContext, fields: Fields, scene: Scene): ClipRecipe {
  const ratio = textField(fields, 'aspect_ratio')
  const [across, down] = (/^\d+:\d+$/.test(ratio) ? ratio : '16:9').split(':').map(Number)
  const fallback = frameOf((across ?? 16) / (down ?? 9))
  const seconds = demoSeconds(Number.parseInt(textField(fields, 'duration') || '5', 10))
  return { kind: 'clip', ...scene, seconds, ...frameLike(context, scene.source, fallback) }
}

function taskOf(context: GatewayContext, request: GatewayRequest): DemoTask {
  const task = context.tasks.find('fal', request.params.id ?? '', request.key)
  const { app = '' } = request.params
  if (task === null || (app !== 'auto' && app !== appOf(task))) throw new Refusal(404, '', 'Request not found')
  return task
}

function result(context: GatewayContext, request: GatewayRequest): Reply {
  const task = taskOf(context, request)
  const { phase } = stateOf(task, Date.now())
  if (phase === 'failed') throw new Refusal(422, 'content_policy_violation', task.failReason, {}, 'prompt')
  if (task.statusWord !== null) return jsonReply(ticket(task, task.statusWord))
  if (phase === 'succeeded') return jsonReply(output(context, task))
  // fal itself answers so; gateways of this kind put the state into an accepted answer.
  if (task.prompt.includes('demo:fal-400')) throw new Refusal(400, '', 'Request is still in progress')
  return jsonReply(ticket(task, phase === 'running' ? 'IN_PROGRESS' : 'IN_QUEUE'))
}

function status(context: GatewayContext, request: GatewayRequest): Reply {
  const task = taskOf(context, request)
  const { phase } = stateOf(task, Date.now())
  const words = { running: 'IN_PROGRESS', succeeded: 'COMPLETED', failed: 'COMPLETED' } as const
  return jsonReply(ticket(task, phase in words ? words[phase as keyof typeof words] : 'IN_QUEUE'))
}

function cancel(context: GatewayContext, request: GatewayRequest): Reply {
  const isDone = stateOf(taskOf(context, request), Date.now()).phase !== 'queued'
  return jsonReply({ status: isDone ? 'ALREADY_COMPLETED' : 'CANCELLATION_REQUESTED' }, isDone ? 400 : 202)
}

/** The model's own answer, without any state. */
function output(context: GatewayContext, task: DemoTask): object {
  if (task.outputs.video !== undefined) {
    const url = outputUrl(context, task, 'video', 'output.mp4')
    return { video: { url, content_type: 'video/mp4', file_name: 'output.mp4' } }
  }
  const images = Object.entries(task.outputs).map(([name, recipe]) => {
    const { format, width, height } = recipe as PictureRecipe | EditRecipe
    const url = outputUrl(context, task, name, `${name}.${format === 'jpeg' ? 'jpg' : 'png'}`)
    return { url, width, height, content_type: `image/${format}` }
  })
  const { seed } = Object.values(task.outputs)[0] as PictureRecipe | EditRecipe
  if (/^(vidu|wan)\//.test(task.action)) return { image: images[0], prompt: task.prompt, seed }
  const isUnsafe = task.prompt.includes('demo:unsafe')
  return {
    images,
    timings: { inference: 1.22 },
    seed,
    has_nsfw_concepts: images.map(() => isUnsafe),
    prompt: task.prompt,
  }
}
