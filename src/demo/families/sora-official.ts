import { randomUUID } from 'node:crypto'
import { acceptTask, chargeCall, type GatewayContext, outputUrl, seedFor, servedModel } from '../context'
import type { ClipRecipe } from '../media/recipe'
import { type DemoTask, stateOf } from '../store/tasks'
import { checkFields, type FieldChecks } from '../wire/field-check'
import { type Fields, parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { parseForm } from '../wire/multipart'
import { Refusal } from '../wire/refusal'
import { bytesReply, jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { assertAllowed, assertPicture } from './inputs'

const SHARED = { errors: 'openai', needsKey: true } as const

/** Sora in OpenAI's own format, and its characters. */
export const soraRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/videos', ...SHARED, handle: create },
  { method: 'GET', path: '/v1/videos/{id}', ...SHARED, handle: query },
  { method: 'GET', path: '/v1/videos/{id}/content', ...SHARED, handle: content },
  { method: 'POST', path: '/v1/videos/{id}/remix', ...SHARED, handle: remix },
  { method: 'POST', path: '/sora/v1/characters', ...SHARED, handle: createCharacter },
]

const TEXT = { type: 'text' } as const
const FLAG = { ...TEXT, oneOf: ['true', 'false'] } as const
const SIZES = ['720x1280', '1280x720', '1024x1792', '1792x1024']

/** All form values are texts. */
const FORM: FieldChecks = {
  model: { ...TEXT, isRequired: true, oneOf: ['sora-2', 'sora-2-pro'] },
  prompt: { ...TEXT, isRequired: true, isFilled: true },
  seconds: { ...TEXT, oneOf: ['4', '8', '12', '10', '15', '25'] },
  size: { ...TEXT, oneOf: SIZES },
  watermark: FLAG,
  private: FLAG,
  style: { ...TEXT, oneOf: ['thanksgiving', 'comic', 'news', 'selfie', 'nostalgic', 'anime'] },
  character_url: TEXT,
  character_timestamps: TEXT,
  metadata: TEXT,
  character_from_task: TEXT,
  character_create: FLAG,
}

function create(context: GatewayContext, request: GatewayRequest): Reply {
  const form = parseForm(request.headers['content-type'] ?? '', request.body)
  checkFields(form.fields, FORM)
  const [file] = form.files
  if (form.files.length > 1 || (file !== undefined && file.field !== 'input_reference')) {
    throw new Refusal(400, 'invalid_request', `unknown file "${file?.field ?? ''}"`)
  }
  if (file !== undefined) assertPicture(file.bytes)
  assertPro(form.fields)
  if (textField(form.fields, 'character_url') !== '') assertSpan(textField(form.fields, 'character_timestamps'))
  const source = file === undefined ? null : context.blobs.put(file.bytes)
  return jsonReply(startView(accept(context, request, form.fields, source, null)))
}

function assertPro(fields: Fields): void {
  if (textField(fields, 'model') === 'sora-2-pro') return
  const isLarge = ['1024x1792', '1792x1024'].includes(textField(fields, 'size'))
  if (isLarge || textField(fields, 'seconds') === '25') {
    throw new Refusal(400, 'invalid_value', 'this size or length needs sora-2-pro')
  }
}

/** `start,end` in seconds, one to three apart. */
function assertSpan(text: string): void {
  const [start = Number.NaN, end = Number.NaN] = text.split(',').map(Number)
  if (!(end - start >= 1 && end - start <= 3 && start >= 0)) {
    throw new Refusal(400, 'invalid_value', 'timestamps must be "start,end" with 1 to 3 seconds between them')
  }
}

function accept(
  context: GatewayContext,
  request: GatewayRequest,
  fields: Fields,
  source: string | null,
  parent: DemoTask | null,
): DemoTask {
  const prompt = textField(fields, 'prompt')
  assertAllowed(prompt)
  const model = textField(fields, 'model') || parent?.model || 'sora-2'
  const [width = 1280, height = 720] = (textField(fields, 'size') || '1280x720').split('x').map(Number)
  const earlier = parent === null ? null : (parent.outputs.video as ClipRecipe)
  const clip: ClipRecipe = {
    kind: 'clip',
    prompt: earlier === null ? prompt : `${earlier.prompt} ${prompt}`,
    model,
    seed: seedFor(context, request, model, prompt),
    width: width >= height ? 640 : 360,
    height: width >= height ? 360 : 640,
    seconds: Number(textField(fields, 'seconds') || '4') >= 10 ? 4 : 3,
    source: source ?? earlier?.source ?? null,
  }
  return acceptTask(context, request, {
    id: `video_${randomUUID()}`,
    family: 'sora',
    action: parent === null ? 'create' : 'remix',
    model: servedModel(model, 'openai-video'),
    prompt,
    workSeconds: [30, 90],
    outputs: { video: clip },
    details: {
      seconds: textField(fields, 'seconds') || '4',
      size: textField(fields, 'size') || '720x1280',
      private: textField(fields, 'private'),
      parentId: parent?.id ?? '',
    },
  })
}

function startView(task: DemoTask): object {
  return {
    ...view(task, 'queued', 0),
    ...(task.details.parentId === '' ? {} : { remixed_from_video_id: task.details.parentId }),
  }
}

function view(task: DemoTask, status: string, progress: number): object {
  return {
    id: task.id,
    object: 'video',
    model: task.model,
    status,
    progress,
    seconds: task.details.seconds,
    size: task.details.size,
    created_at: Math.floor(task.submittedAtMs / 1000),
  }
}

function owned(context: GatewayContext, request: GatewayRequest): DemoTask {
  const task = context.tasks.find('sora', request.params.id ?? '', request.key)
  if (task === null) throw new Refusal(404, 'task_not_exist', 'task_not_exist')
  return task
}

function query(context: GatewayContext, request: GatewayRequest): Reply {
  const task = owned(context, request)
  const { phase, progress } = stateOf(task, Date.now())
  if (phase === 'failed') {
    return jsonReply({ ...view(task, 'failed', 100), error: { code: 'moderation_blocked', message: task.failReason } })
  }
  if (phase !== 'succeeded' || task.statusWord !== null) {
    const word = task.statusWord ?? (phase === 'queued' ? 'queued' : 'in_progress')
    return jsonReply(view(task, word, Math.floor(progress * 100)))
  }
  const done = { ...view(task, 'completed', 100), completed_at: Math.floor(task.finishesAtMs / 1000) }
  // OpenAI's own object names no link; this word in a prompt leaves it out, so that the content route is needed.
  if (task.prompt.includes('demo:content-only')) return jsonReply(done)
  return jsonReply({ ...done, video_url: outputUrl(context, task, 'video', 'out.mp4') })
}

async function content(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const task = owned(context, request)
  const recipe = task.outputs.video
  if (stateOf(task, Date.now()).phase !== 'succeeded' || recipe === undefined) {
    throw new Refusal(400, 'video_not_ready', 'the video is not completed')
  }
  const { bytes, contentType } = await context.kitchen.make(recipe)
  return bytesReply(200, contentType, bytes)
}

function remix(context: GatewayContext, request: GatewayRequest): Reply {
  const parent = owned(context, request)
  const fields = parseFields(request.body)
  checkFields(fields, {
    prompt: { ...TEXT, isRequired: true, isFilled: true },
    size: { ...TEXT, oneOf: ['720x1280', '1280x720'] },
  })
  if (parent.details.private === 'true') throw new Refusal(400, 'invalid_request', 'private videos can not be remixed')
  if (stateOf(parent, Date.now()).phase !== 'succeeded') {
    throw new Refusal(400, 'invalid_request', 'the video is not completed')
  }
  return jsonReply(startView(accept(context, request, fields, null, parent)))
}

/** Who is seen in some seconds of a clip, kept under a name. */
function createCharacter(context: GatewayContext, request: GatewayRequest): Reply {
  const fields = parseFields(request.body)
  checkFields(fields, { timestamps: { ...TEXT, isRequired: true, isFilled: true }, url: TEXT, from_task: TEXT })
  assertSpan(textField(fields, 'timestamps'))
  const [url, fromTask] = [textField(fields, 'url'), textField(fields, 'from_task')]
  if ((url === '') === (fromTask === '')) throw new Refusal(400, 'invalid_request', 'give url or from_task')
  if (url !== '' && !/^https?:\/\//.test(url)) throw new Refusal(400, 'invalid_value', 'url is not a link')
  const task = fromTask === '' ? null : findClipTask(context, fromTask, request.key)
  if (fromTask !== '' && task === null) throw new Refusal(404, 'task_not_exist', 'task_not_exist')
  chargeCall(context, request, { model: servedModel('sora-2-characters', 'openai-video') })
  const name = `demo.${randomUUID().slice(0, 8)}`
  const picture = {
    kind: 'picture',
    prompt: `portrait, ${task?.prompt ?? url}`,
    model: 'sora-2',
    seed: seedFor(context, request, 'sora-2-characters', url || fromTask),
    width: 256,
    height: 256,
    format: 'png',
  } as const
  return jsonReply({
    id: `ch_${randomUUID().replaceAll('-', '')}`,
    username: name,
    permalink: `https://sora.chatgpt.com/profile/${name}`,
    profile_picture_url: `${context.origin}${context.links.pathFor(`sora-character/${name}`, 'p.png', picture)}`,
  })
}

function findClipTask(context: GatewayContext, id: string, key: string): DemoTask | null {
  return context.tasks.find('sora', id, key) ?? context.tasks.find('video', id, key)
}
