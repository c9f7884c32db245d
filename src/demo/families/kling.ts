import { acceptTask, type GatewayContext, outputUrl, randomDigits, seedFor, servedModel } from '../context'
import { pictureSize } from '../media/pixels'
import type { ClipRecipe } from '../media/recipe'
import { type DemoTask, stateOf } from '../store/tasks'
import { type Fields, parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { storePicture } from './inputs'

type Action = 'text2video' | 'image2video'

const MODELS: Readonly<Record<Action, readonly string[]>> = {
  text2video: [
    'kling-v1',
    'kling-v1-6',
    'kling-v2-master',
    'kling-v2-1-master',
    'kling-v2-5-turbo',
    'kling-v2-6',
    'kling-v3',
  ],
  image2video: [
    'kling-v1',
    'kling-v1-5',
    'kling-v1-6',
    'kling-v2-master',
    'kling-v2-1',
    'kling-v2-1-master',
    'kling-v2-5-turbo',
    'kling-v2-6',
    'kling-v3',
  ],
}
const ASPECTS: Readonly<Record<string, readonly [number, number]>> = {
  '16:9': [640, 360],
  '9:16': [360, 640],
  '1:1': [480, 480],
}
const MAX_PROMPT_CHARACTERS = 2500
const MIN_SIDE_PIXELS = 300

/** Kling's text and picture to video: create, query, list. */
export const klingRoutes: readonly Route[] = (['text2video', 'image2video'] as const).flatMap((action) => {
  const path = `/kling/v1/videos/${action}`
  const shared = { errors: 'kling', needsKey: true } as const
  return [
    { method: 'POST', path, ...shared, handle: (context, request) => create(context, request, action) },
    { method: 'GET', path: `${path}/{id}`, ...shared, handle: (context, request) => query(context, request, action) },
    { method: 'GET', path, ...shared, handle: (context, request) => list(context, request, action) },
  ] satisfies Route[]
})

function envelope(request: GatewayRequest, data: unknown): Reply {
  return jsonReply({ code: 0, message: 'SUCCEED', request_id: request.id, data })
}

function invalid(message: string): Refusal {
  return new Refusal(400, '1201', message)
}

async function create(context: GatewayContext, request: GatewayRequest, action: Action): Promise<Reply> {
  const fields = parseFields(request.body)
  const modelName = textField(fields, 'model_name') || 'kling-v1'
  if (!MODELS[action].includes(modelName)) throw new Refusal(404, '1203', `model_name value '${modelName}' is invalid`)
  const prompt = promptOf(fields, action)
  const seconds = secondsOf(fields)
  checkWord(fields, 'mode', ['std', 'pro'])
  const source = action === 'image2video' ? await sourceOf(context, fields) : null
  const seed = seedFor(context, request, modelName, prompt)
  const clip: ClipRecipe = {
    kind: 'clip',
    prompt,
    model: modelName,
    seed,
    seconds,
    source,
    ...frameOf(context, fields, source),
  }
  const task = acceptTask(context, request, {
    id: randomDigits(18),
    family: 'kling',
    action,
    model: servedModel('kling-video', 'kling'),
    prompt,
    workSeconds: [30, 90],
    outputs: { video: clip },
    details: { videoId: randomDigits(18), externalTaskId: textField(fields, 'external_task_id') },
  })
  const { submittedAtMs } = task
  return envelope(request, {
    task_id: task.id,
    task_info: { external_task_id: task.details.externalTaskId },
    task_status: 'submitted',
    created_at: submittedAtMs,
    updated_at: submittedAtMs,
  })
}

function promptOf(fields: Fields, action: Action): string {
  const prompt = textField(fields, 'prompt')
  if (action === 'text2video' && prompt.trim() === '') throw invalid('prompt can not be empty')
  if (prompt.length > MAX_PROMPT_CHARACTERS) throw invalid('prompt exceeds the maximum length of 2500')
  if (prompt.includes('demo:blocked')) throw new Refusal(400, '1301', 'Failure to pass the risk control system')
  return prompt
}

function secondsOf(fields: Fields): number {
  const seconds = Number(fields.duration ?? 5)
  if (!Number.isInteger(seconds) || seconds < 3 || seconds > 15)
    throw invalid(`duration value '${String(fields.duration)}' is invalid`)
  // The demo's clips stay short whatever was asked for.
  return Math.min(5, seconds)
}

function checkWord(fields: Fields, name: string, words: readonly string[]): void {
  const value = fields[name]
  if (value !== undefined && (typeof value !== 'string' || !words.includes(value)))
    throw invalid(`${name} value '${String(value)}' is invalid`)
}

async function sourceOf(context: GatewayContext, fields: Fields): Promise<string | null> {
  const image = textField(fields, 'image')
  if (image === '' && textField(fields, 'image_tail') === '') throw invalid('image or image_tail is required')
  if (image.startsWith('data:')) throw invalid('image: base64 must not have a data: prefix')
  const source = image === '' ? null : await storePicture(context, image).catch(refusedPicture)
  const size = source === null ? null : pictureSize(context.blobs.get(source) ?? Buffer.alloc(0))
  if (size !== null && Math.min(size.width, size.height) < MIN_SIDE_PIXELS)
    throw invalid('Image pixel is invalid: each side must be at least 300 px')
  return source
}

function refusedPicture(error: unknown): never {
  if (error instanceof Refusal) throw invalid('File is not in a valid base64 format or image')
  throw error
}

function frameOf(context: GatewayContext, fields: Fields, source: string | null): { width: number; height: number } {
  const size = source === null ? null : pictureSize(context.blobs.get(source) ?? Buffer.alloc(0))
  if (size !== null) {
    const scale = Math.sqrt((640 * 360) / (size.width * size.height))
    const even = (value: number): number => Math.max(64, Math.round((value * scale) / 8) * 8)
    return { width: even(size.width), height: even(size.height) }
  }
  const aspect = textField(fields, 'aspect_ratio') || '16:9'
  checkWord(fields, 'aspect_ratio', Object.keys(ASPECTS))
  const [width, height] = ASPECTS[aspect] ?? [640, 360]
  return { width, height }
}

function query(context: GatewayContext, request: GatewayRequest, action: Action): Reply {
  const task = context.tasks.find('kling', request.params.id ?? '', request.key)
  if (task === null || task.action !== action) throw new Refusal(404, '1203', 'task not found')
  return envelope(request, view(context, task))
}

function list(context: GatewayContext, request: GatewayRequest, action: Action): Reply {
  const pageSize = Math.min(500, Math.max(1, Number(request.query.get('pageSize') ?? 30) || 30))
  const page = Math.max(1, Number(request.query.get('pageNum') ?? 1) || 1)
  const tasks = context.tasks
    .all()
    .filter((task) => task.family === 'kling' && task.action === action && task.key === request.key)
  const shown = tasks.toReversed().slice((page - 1) * pageSize, page * pageSize)
  return envelope(
    request,
    shown.map((task) => view(context, task)),
  )
}

const STATUS_WORDS = {
  'waiting-for-input': 'submitted',
  queued: 'submitted',
  running: 'processing',
  succeeded: 'succeed',
  failed: 'failed',
} as const

function view(context: GatewayContext, task: DemoTask): object {
  const { phase } = stateOf(task, Date.now())
  const isDone = phase === 'succeeded' && task.statusWord === null
  const clip = task.outputs.video as ClipRecipe
  const videos = isDone
    ? [
        {
          id: task.details.videoId,
          url: outputUrl(context, task, 'video', 'x.mp4'),
          watermark_url: '',
          duration: clip.seconds.toFixed(1),
        },
      ]
    : null
  return {
    task_id: task.id,
    task_status: task.statusWord ?? STATUS_WORDS[phase],
    task_status_msg: phase === 'failed' ? task.failReason : '',
    task_info: { external_task_id: task.details.externalTaskId },
    ...(videos === null ? {} : { task_result: { videos }, final_unit_deduction: '2' }),
    created_at: task.submittedAtMs,
    updated_at: Math.min(Date.now(), Math.round(task.finishesAtMs)),
  }
}
