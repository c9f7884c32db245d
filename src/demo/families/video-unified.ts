import { randomBytes, randomUUID } from 'node:crypto'
import { acceptTask, type GatewayContext, outputUrl, seedFor, servedModel } from '../context'
import type { ClipRecipe } from '../media/recipe'
import { type DemoTask, stateOf } from '../store/tasks'
import { choiceField, type Fields, numberField, parseFields, requiredText, textField, textList } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { assertAllowed, storePicture } from './inputs'

/** One create and one query call for Grok and Sora. */
export const videoRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/video/create', errors: 'openai', needsKey: true, handle: create },
  { method: 'GET', path: '/v1/video/query', errors: 'openai', needsKey: true, handle: query },
]

const GROK_SIZES: Readonly<Record<string, readonly [number, number]>> = {
  '16:9': [640, 360],
  '9:16': [360, 640],
  '1:1': [480, 480],
  '3:2': [600, 400],
  '2:3': [400, 600],
}

async function create(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const modelId = textField(fields, 'model')
  if (modelId === '') throw new Refusal(400, 'invalid_request', 'model is required')
  const model = servedModel(modelId, 'openai-video')
  const prompt = requiredText(fields, 'prompt', 10_000)
  assertAllowed(prompt)
  const isSora = modelId.startsWith('sora')
  const first = textList(fields, 'images')[0]
  const source = first === undefined ? null : await storePicture(context, first)
  const seed = seedFor(context, request, modelId, prompt)
  const clip: ClipRecipe = {
    kind: 'clip',
    prompt: scenePrompt(prompt),
    model: modelId,
    seed,
    source,
    seconds: clipSeconds(fields, modelId),
    ...frameSize(fields, isSora),
  }
  const task = acceptTask(context, request, {
    id: isSora ? `sora-2:task_${ulid()}` : `grok:${randomUUID()}`,
    family: 'video',
    action: 'create',
    model,
    prompt,
    workSeconds: [30, 90],
    outputs: { video: clip, poster: { kind: 'poster', of: clip } },
    details: { orientation: textField(fields, 'orientation'), size: textField(fields, 'size') },
  })
  const updated = isSora ? task.submittedAtMs : Math.floor(task.submittedAtMs / 1000)
  return jsonReply({ id: task.id, status: isSora ? 'pending' : 'processing', status_update_time: updated })
}

/** The prompt without the flags some clients put at its end. */
function scenePrompt(prompt: string): string {
  return prompt.replaceAll(/\s--\w+(=\S+)?/g, '').trim()
}

/** Clips of the demo are a few seconds long whatever was asked for; longer wishes get the longer ones. */
function clipSeconds(fields: Fields, modelId: string): number {
  const asked = numberField(fields, 'duration', modelId.endsWith('10s') ? 10 : 6)
  return asked >= 15 ? 5 : asked >= 10 ? 4 : 3
}

function frameSize(fields: Fields, isSora: boolean): { width: number; height: number } {
  if (isSora) {
    const isPortrait = choiceField(fields, 'orientation', ['portrait', 'landscape'], 'landscape') === 'portrait'
    choiceField(fields, 'size', ['small', 'large'], 'small')
    return isPortrait ? { width: 360, height: 640 } : { width: 640, height: 360 }
  }
  const aspect = choiceField(fields, 'aspect_ratio', Object.keys(GROK_SIZES), '16:9')
  choiceField(fields, 'size', ['720P', '1080P'], '720P')
  const [width, height] = GROK_SIZES[aspect] ?? [640, 360]
  return { width, height }
}

/** An id in the shape of a ULID. */
function ulid(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
  return `01${Array.from(randomBytes(24), (byte) => alphabet[byte % 32] ?? '0').join('')}`
}

function query(context: GatewayContext, request: GatewayRequest): Reply {
  const task = context.tasks.find('video', request.query.get('id') ?? '', request.key)
  if (task === null) throw new Refusal(404, 'task_not_exist', 'task_not_exist')
  return jsonReply(task.id.startsWith('grok:') ? grokView(context, task) : soraView(context, task))
}

function grokView(context: GatewayContext, task: DemoTask): object {
  const { phase } = stateOf(task, Date.now())
  const status_update_time = Math.floor(Date.now() / 1000)
  if (phase === 'succeeded' && task.statusWord === null) {
    return {
      id: task.id,
      status: 'completed',
      video_url: outputUrl(context, task, 'video', 'out.mp4'),
      status_update_time,
    }
  }
  if (phase === 'failed') {
    return {
      id: task.id,
      status: 'failed',
      video_url: null,
      enhanced_prompt: '',
      error: task.failReason,
      status_update_time,
    }
  }
  const status = task.statusWord ?? (phase === 'queued' ? 'pending' : 'processing')
  return { id: task.id, status, video_url: null, enhanced_prompt: '', status_update_time }
}

function soraView(context: GatewayContext, task: DemoTask): object {
  const { phase, progress } = stateOf(task, Date.now())
  const innerId = task.id.slice(task.id.indexOf(':') + 1)
  const { width, height } = task.outputs.video as ClipRecipe
  const status_update_time = Date.now()
  if (phase === 'succeeded' && task.statusWord === null) {
    const url = outputUrl(context, task, 'video', 'src.mp4')
    const thumbnail_url = outputUrl(context, task, 'poster', 'thumb.png')
    const detail = { id: innerId, status: 'completed', url, thumbnail_url }
    return {
      id: task.id,
      status: 'completed',
      width,
      height,
      video_url: url,
      thumbnail_url,
      status_update_time,
      detail,
    }
  }
  const isFailed = phase === 'failed'
  const pending_info = {
    status: isFailed ? 'failed' : phase === 'queued' ? 'queued' : 'processing',
    progress_pct: Math.round(progress * 100) / 100,
    failure_reason: isFailed ? task.failReason : null,
    width,
    height,
    n_frames: 450,
  }
  const status = isFailed ? 'failed' : (task.statusWord ?? 'pending')
  const input = {
    model: 'sy_ore',
    size: task.details.size,
    images: [],
    prompt: task.prompt,
    orientation: task.details.orientation,
  }
  return { id: task.id, status, status_update_time, detail: { id: innerId, status, input, pending_info } }
}
