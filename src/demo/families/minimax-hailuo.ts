import { acceptTask, type GatewayContext, outputUrl, randomDigits, seedFor, servedModel } from '../context'
import { pictureSize } from '../media/pixels'
import type { ClipRecipe } from '../media/recipe'
import { type DemoTask, stateOf } from '../store/tasks'
import { type Fields, numberField, parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { demoSeconds, frameLike } from './clip-inputs'
import { storePicture } from './inputs'

const SHARED = { errors: 'task', needsKey: true } as const

/** MiniMax Hailuo: submit, query, and the file's link. */
export const hailuoRoutes: readonly Route[] = [
  { method: 'POST', path: '/minimax/v1/video_generation', ...SHARED, handle: create },
  { method: 'GET', path: '/minimax/v1/query/video_generation', ...SHARED, handle: query },
  { method: 'GET', path: '/minimax/v1/files/retrieve', ...SHARED, handle: retrieve },
]

const LANDSCAPE = { width: 640, height: 360 }
const SUCCESS = { status_code: 0, status_msg: 'success' }

async function create(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const model = servedModel(textField(fields, 'model'), 'minimax')
  const prompt = textField(fields, 'prompt')
  if (prompt.includes('demo:blocked')) return refused(1026, 'input new_sensitive')
  const fault = faultOf(fields, model.id, prompt)
  if (fault !== null) return refused(2013, `invalid params, ${fault}`)
  const source = await frameField(context, fields, 'first_frame_image')
  const last = await frameField(context, fields, 'last_frame_image')
  if (isTooSmall(context, source) || isTooSmall(context, last)) {
    return refused(2013, 'invalid params, image short side must be greater than 300px')
  }
  const task = acceptTask(context, request, {
    id: randomDigits(15),
    family: 'minimax',
    action: 'video_generation',
    model,
    prompt,
    workSeconds: [30, 90],
    outputs: {
      video: {
        kind: 'clip',
        prompt,
        model: model.id,
        seed: seedFor(context, request, model.id, prompt),
        seconds: demoSeconds(numberField(fields, 'duration', 6)),
        source,
        ...frameLike(context, source, LANDSCAPE),
      },
    },
    details: { fileId: randomDigits(15), isFileOnly: prompt.includes('demo:file-only') },
  })
  return jsonReply({ task_id: task.id, base_resp: SUCCESS })
}

function refused(status_code: number, status_msg: string): Reply {
  return jsonReply({ task_id: '', base_resp: { status_code, status_msg } })
}

function faultOf(fields: Fields, modelId: string, prompt: string): string | null {
  if (prompt.trim() === '' || prompt.length > 2000) return 'prompt length must be between 1 and 2000'
  const [duration, resolution] = [fields.duration ?? 6, fields.resolution ?? '768P']
  const hasLast = textField(fields, 'last_frame_image') !== ''
  if (duration !== 6 && duration !== 10) return 'duration must be 6 or 10'
  if (typeof resolution !== 'string' || !['512P', '768P', '1080P'].includes(resolution)) return 'resolution'
  if (duration === 10 && resolution === '1080P') return '1080P supports 6s only'
  const isOlder = modelId === 'MiniMax-Hailuo-02'
  if (resolution === '512P' && (!isOlder || hasLast)) return 'resolution 512P is not supported here'
  if (hasLast && !isOlder) return 'last_frame_image is not supported by this model'
  const needsFrame = modelId.endsWith('Fast') && textField(fields, 'first_frame_image') === ''
  return needsFrame ? 'first_frame_image is required by this model' : null
}

async function frameField(context: GatewayContext, fields: Fields, name: string): Promise<string | null> {
  const text = textField(fields, name)
  return text === '' ? null : storePicture(context, text)
}

function isTooSmall(context: GatewayContext, blob: string | null): boolean {
  const size = blob === null ? null : pictureSize(context.blobs.get(blob) ?? Buffer.alloc(0))
  return size !== null && Math.min(size.width, size.height) <= 300
}

function query(context: GatewayContext, request: GatewayRequest): Reply {
  const task = context.tasks.find('minimax', request.query.get('task_id') ?? '', request.key)
  if (task === null) throw new Refusal(404, 'task_not_exist', 'task_not_exist')
  return jsonReply({ code: 'success', message: '', data: record(context, task) })
}

const OUTER_WORDS = { queued: 'SUBMITTED', running: 'IN_PROGRESS', succeeded: 'SUCCESS', failed: 'FAILURE' } as const
const INNER_WORDS = { queued: 'Queueing', running: 'Processing', succeeded: 'Success', failed: 'Fail' } as const

/** The gateway's record; in a success its reason holds the number of the file. */
function record(context: GatewayContext, task: DemoTask): object {
  const state = stateOf(task, Date.now())
  const phase = state.phase === 'waiting-for-input' ? 'queued' : state.phase
  const isDone = phase === 'succeeded' && task.statusWord === null
  const failed = { status_code: 1027, status_msg: task.failReason }
  const { width, height } = task.outputs.video as ClipRecipe
  const inner = isDone
    ? {
        status: 'Success',
        task_id: task.id,
        file_id: task.details.fileId,
        video_width: width,
        video_height: height,
        base_resp: SUCCESS,
        ...(task.details.isFileOnly === true ? {} : { file: file(context, task) }),
      }
    : {
        status: INNER_WORDS[phase],
        file_id: '',
        task_id: task.id,
        ...(phase === 'failed' ? { base_resp: failed } : {}),
      }
  return {
    task_id: task.id,
    action: task.action,
    status: task.statusWord ?? OUTER_WORDS[phase],
    fail_reason: phase === 'failed' ? task.failReason : isDone ? task.details.fileId : '',
    submit_time: Math.floor(task.submittedAtMs / 1000),
    start_time: phase === 'queued' ? 0 : Math.floor(task.startsAtMs / 1000),
    finish_time: phase === 'succeeded' || phase === 'failed' ? Math.floor(task.finishesAtMs / 1000) : 0,
    progress: `${Math.round(state.progress * 100)}%`,
    data: inner,
  }
}

function file(context: GatewayContext, task: DemoTask): object {
  const download_url = outputUrl(context, task, 'video', 'output.mp4')
  return {
    bytes: 0,
    file_id: Number(task.details.fileId),
    purpose: 'video_generation',
    filename: 'output.mp4',
    created_at: Math.floor(task.finishesAtMs / 1000),
    download_url,
    backup_download_url: download_url,
  }
}

function retrieve(context: GatewayContext, request: GatewayRequest): Reply {
  const fileId = request.query.get('file_id')
  const task = context.tasks
    .all()
    .find(({ family, key, details }) => family === 'minimax' && key === request.key && details.fileId === fileId)
  if (task === undefined || stateOf(task, Date.now()).phase !== 'succeeded') {
    throw new Refusal(404, 'file_not_exist', 'file_not_exist')
  }
  return jsonReply({ file: file(context, task), base_resp: SUCCESS })
}
