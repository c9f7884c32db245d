import { randomUUID } from 'node:crypto'
import { acceptTask, type GatewayContext, outputUrl, seedFor, servedModel } from '../context'
import type { ClipRecipe } from '../media/recipe'
import { type DemoTask, stateOf } from '../store/tasks'
import { choiceField, type Fields, parseFields, requiredText, textField, textList } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { demoSeconds, frameLike } from './clip-inputs'
import { assertAllowed, storePicture } from './inputs'

const SHARED = { errors: 'task', needsKey: true } as const

/** Luma's Dream Machine: submit, extend, query, batch. */
export const lumaRoutes: readonly Route[] = [
  { method: 'POST', path: '/luma/generations', ...SHARED, handle: generate },
  { method: 'POST', path: '/luma/generations/{id}/extend', ...SHARED, handle: extend },
  { method: 'GET', path: '/luma/generations/{id}', ...SHARED, handle: query },
  { method: 'POST', path: '/luma/tasks', ...SHARED, handle: batch },
]

const LANDSCAPE = { width: 640, height: 352 }

async function generate(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const model = choiceField(fields, 'model_name', ['ray-v1', 'ray-v2'], 'ray-v1')
  choiceField(fields, 'duration', ['5s'], '5s')
  choiceField(fields, 'resolution', ['720p', '1080p'], '720p')
  return submit(context, request, fields, { action: 'generate', billedAs: 'luma_video_api', model })
}

async function extend(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const earlier = context.tasks.find('luma', request.params.id ?? '', request.key)
  if (earlier === null) throw new Refusal(404, 'task_not_exist', 'task_not_exist')
  if (stateOf(earlier, Date.now()).phase !== 'succeeded') {
    throw new Refusal(400, 'invalid_request', 'the generation to extend is not completed')
  }
  const model = (earlier.outputs.video as ClipRecipe).model
  const kind = { action: 'extend', billedAs: 'luma_video_extend_api', model } as const
  return submit(context, request, parseFields(request.body), kind)
}

interface Kind {
  readonly action: 'generate' | 'extend'
  readonly billedAs: string
  readonly model: string
}

async function submit(context: GatewayContext, request: GatewayRequest, fields: Fields, kind: Kind): Promise<Reply> {
  const prompt = requiredText(fields, 'user_prompt', 5000)
  assertAllowed(prompt)
  const [first, last] = [textField(fields, 'image_url'), textField(fields, 'image_end_url')]
  const source = first === '' ? null : await storePicture(context, first)
  if (last !== '') await storePicture(context, last)
  const clip: ClipRecipe = {
    kind: 'clip',
    prompt,
    model: kind.model,
    seed: seedFor(context, request, kind.model, prompt),
    seconds: demoSeconds(5),
    source,
    ...frameLike(context, source, LANDSCAPE),
  }
  const task = acceptTask(context, request, {
    id: randomUUID(),
    family: 'luma',
    action: kind.action,
    model: servedModel(kind.billedAs, 'luma'),
    prompt,
    workSeconds: [30, 90],
    outputs: { video: clip, still: { kind: 'poster', of: clip } },
  })
  return jsonReply(emptyTask(task, 'pending'))
}

function emptyTask(task: DemoTask, state: string): object {
  return {
    id: task.id,
    prompt: '',
    state,
    queue_state: null,
    created_at: new Date(task.submittedAtMs).toISOString(),
    batch_id: '',
    video: null,
    video_raw: null,
    liked: null,
    estimate_wait_seconds: null,
    thumbnail: null,
    last_frame: null,
  }
}

function query(context: GatewayContext, request: GatewayRequest): Reply {
  const task = context.tasks.find('luma', request.params.id ?? '', request.key)
  if (task === null) throw new Refusal(404, 'task_not_exist', 'task_not_exist')
  return jsonReply(view(context, task))
}

/** A bare list; ids that nobody knows are left out. */
function batch(context: GatewayContext, request: GatewayRequest): Reply {
  const tasks = textList(parseFields(request.body), 'ids')
    .map((id) => context.tasks.find('luma', id, request.key))
    .filter((task) => task !== null)
  return jsonReply(tasks.map((task) => view(context, task)))
}

function view(context: GatewayContext, task: DemoTask): object {
  const { phase } = stateOf(task, Date.now())
  if (phase === 'failed') return { ...emptyTask(task, 'failed'), failure_reason: task.failReason }
  if (phase !== 'succeeded' || task.statusWord !== null) {
    return emptyTask(task, task.statusWord ?? (phase === 'running' ? 'processing' : 'pending'))
  }
  const clip = task.outputs.video as ClipRecipe
  const { width, height } = clip
  const url = outputUrl(context, task, 'video', 'v.mp4')
  const still = { url: outputUrl(context, task, 'still', 't.png'), width, height, media_type: 'image', palette: null }
  const video = { url, download_url: url, width, height }
  return {
    id: task.id,
    state: 'completed',
    created_at: new Date(task.submittedAtMs).toISOString(),
    video,
    video_raw: { url, width, height, duration: clip.seconds, media_type: 'video' },
    thumbnail: still,
    last_frame: still,
    request: { prompt: task.prompt, aspect_ratio: width > height ? '16:9' : '9:16' },
    artifact: { video, created_at: '0001-01-01T00:00:00Z' },
  }
}
