import { randomBytes } from 'node:crypto'
import { acceptTask, type GatewayContext, outputUrl, randomDigits, seedFor, servedModel } from '../context'
import type { ClipRecipe } from '../media/recipe'
import { type DemoTask, stateOf } from '../store/tasks'
import { type Fields, isFields, listField, parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { demoSeconds, frameLike, frameOf } from './clip-inputs'
import { storePicture } from './inputs'
import { readSettings } from './seedance-settings'

const SHARED = { errors: 'openai', needsKey: true } as const
const PATH = '/volc/v1/contents/generations/tasks'

/** Seedance through the vendor's task service: create, query, list. */
export const seedanceRoutes: readonly Route[] = [
  { method: 'POST', path: PATH, ...SHARED, handle: create },
  { method: 'GET', path: `${PATH}/{id}`, ...SHARED, handle: query },
  { method: 'GET', path: PATH, ...SHARED, handle: list },
]

function invalid(message: string): Refusal {
  return new Refusal(400, 'InvalidParameter', message)
}

async function create(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const model = servedModel(textField(fields, 'model'), 'volc')
  const content = listField(fields, 'content').filter(isFields)
  const text = textField(content.find(({ type }) => type === 'text') ?? {}, 'text')
  const prompt = text.split(/\s--\w/)[0]?.trim() ?? ''
  if (prompt.includes('demo:blocked')) {
    throw new Refusal(
      400,
      'InputTextSensitiveContentDetected',
      'The request failed because the input text may be sensitive.',
    )
  }
  const pictures = content.filter(({ type }) => type === 'image_url')
  checkPictures(model.id, pictures, prompt)
  const settings = readSettings(fields, text, model.id)
  const blobs: (string | null)[] = []
  for (const picture of pictures) blobs.push(await storePicture(context, linkOf(picture)))
  const source = blobs[0] ?? null
  const isAdaptive = settings.ratio === 'adaptive' || settings.ratio === ''
  const [across = 16, down = 9] = (isAdaptive ? '16:9' : settings.ratio).split(':').map(Number)
  const wide = frameOf(across / down)
  const clip: ClipRecipe = {
    kind: 'clip',
    prompt,
    model: model.id,
    seed: seedFor(context, request, model.id, prompt, settings.seed),
    seconds: demoSeconds(settings.seconds),
    source,
    ...(isAdaptive ? frameLike(context, source, wide) : wide),
  }
  const task = acceptTask(context, request, {
    id: `cgt-${randomDigits(14)}-${randomBytes(4).toString('hex').slice(0, 5)}`,
    family: 'volc',
    action: 'create',
    model,
    prompt,
    workSeconds: [30, 80],
    outputs: { video: clip, last: { kind: 'poster', of: clip } },
    details: {
      resolution: settings.resolution,
      ratio: isAdaptive ? '16:9' : settings.ratio,
      duration: settings.seconds,
      returnsLastFrame: fields.return_last_frame === true,
    },
  })
  return jsonReply({ id: task.id, status: 'submitted' })
}

function linkOf(picture: Fields): string {
  const link = isFields(picture.image_url) ? textField(picture.image_url, 'url') : ''
  if (link === '') throw invalid('content.image_url.url is required')
  return link
}

/** Which pictures go together, and with which model. */
function checkPictures(modelId: string, pictures: readonly Fields[], prompt: string): void {
  const roles = pictures.map((picture) => textField(picture, 'role'))
  const references = roles.filter((role) => role === 'reference_image').length
  if (prompt === '' && pictures.length === 0) throw invalid('content is required')
  if (modelId.includes('lite-t2v') && pictures.length > 0) throw invalid('the model does not support image input')
  if (modelId.includes('lite-i2v') && pictures.length === 0) throw invalid('the model needs an image')
  if (references > 0) {
    if (!modelId.includes('lite-i2v')) throw invalid('reference_image is not supported by the model')
    if (references !== pictures.length || references > 4) throw invalid('1 to 4 reference images, and no other role')
    return
  }
  if (pictures.length > 2) throw invalid('at most 2 images')
  const hasBoth = roles.includes('first_frame') && roles.includes('last_frame')
  if (pictures.length === 2 && !hasBoth) throw invalid('two images need the roles first_frame and last_frame')
  if (pictures.length === 2 && modelId.includes('fast')) throw invalid('last_frame is not supported by the model')
}

function query(context: GatewayContext, request: GatewayRequest): Reply {
  const task = context.tasks.find('volc', request.params.id ?? '', request.key)
  if (task === null) throw new Refusal(404, 'task_not_exist', 'task_not_exist')
  return jsonReply(view(context, task))
}

/** The key's own tasks, the latest first; filtered by ids, state and model. */
function list(context: GatewayContext, request: GatewayRequest): Reply {
  const ids = request.query.getAll('filter.task_ids')
  const [status, model] = [request.query.get('filter.status'), request.query.get('filter.model')]
  const size = Math.min(500, Math.max(1, Number(request.query.get('page_size') ?? 20) || 20))
  const page = Math.max(1, Number(request.query.get('page_num') ?? 1) || 1)
  const found = context.tasks
    .all()
    .filter((task) => task.family === 'volc' && task.key === request.key)
    .filter((task) => ids.length === 0 || ids.includes(task.id))
    .filter((task) => (model === null || task.model === model) && (status === null || wordOf(task) === status))
    .toReversed()
  const items = found.slice((page - 1) * size, page * size).map((task) => view(context, task))
  return jsonReply({ total: found.length, items })
}

function wordOf(task: DemoTask): string {
  const { phase } = stateOf(task, Date.now())
  return phase === 'failed' ? phase : (task.statusWord ?? (phase === 'waiting-for-input' ? 'queued' : phase))
}

function view(context: GatewayContext, task: DemoTask): object {
  const status = wordOf(task)
  const created_at = Math.floor(task.submittedAtMs / 1000)
  const updated_at = Math.floor(Math.min(Date.now(), task.finishesAtMs) / 1000)
  const shared = { id: task.id, model: task.model, status }
  if (status === 'failed') {
    const error = { code: 'OutputVideoSensitiveContentDetected', message: task.failReason }
    return { ...shared, error, created_at, updated_at }
  }
  if (status !== 'succeeded') return { ...shared, created_at, updated_at }
  const { resolution, ratio, duration, returnsLastFrame } = task.details
  const last = returnsLastFrame === true ? { last_frame_url: outputUrl(context, task, 'last', 'last.png') } : {}
  return {
    ...shared,
    content: { video_url: outputUrl(context, task, 'video', 'out.mp4'), ...last },
    usage: { completion_tokens: 108_900, total_tokens: 108_900 },
    created_at,
    updated_at,
    resolution,
    ratio,
    duration,
    framespersecond: 24,
  }
}
