import { randomUUID } from 'node:crypto'
import { acceptTask, type GatewayContext, outputUrl, seedFor, servedModel } from '../context'
import { pictureSize } from '../media/pixels'
import { type DemoTask, stateOf } from '../store/tasks'
import { choiceField, type Fields, isFields, numberField, parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { demoSeconds, frameLike } from './clip-inputs'
import { storePicture } from './inputs'

const SHARED = { errors: 'task', needsKey: true } as const
const PREFIX = '/alibailian/api/v1'

/** Wan through the vendor's task service: submit and query. */
export const wanRoutes: readonly Route[] = [
  { method: 'POST', path: `${PREFIX}/services/aigc/video-generation/video-synthesis`, ...SHARED, handle: create },
  { method: 'GET', path: `${PREFIX}/tasks/{id}`, ...SHARED, handle: query },
]

const LANDSCAPE = { width: 640, height: 360 }

function invalid(message: string): Refusal {
  return new Refusal(400, 'InvalidParameter', message)
}

function part(fields: Fields, name: string): Fields {
  const value = fields[name] ?? {}
  if (!isFields(value)) throw invalid(`${name} must be an object`)
  return value
}

async function create(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const model = servedModel(textField(fields, 'model'), 'wan')
  const [input, parameters] = [part(fields, 'input'), part(fields, 'parameters')]
  const prompt = textField(input, 'prompt')
  if (prompt.length > 2000) throw invalid('Range of input.prompt length should be [0, 2000]')
  if (prompt.includes('demo:blocked')) {
    throw new Refusal(400, 'DataInspectionFailed', 'Input data may contain inappropriate content.')
  }
  const seconds = secondsOf(parameters, model.id)
  checkResolution(parameters, model.id)
  const source = await frameField(context, input)
  const asked = parameters.seed === undefined ? undefined : numberField(parameters, 'seed', 0)
  const task = acceptTask(context, request, {
    id: randomUUID(),
    family: 'wan',
    action: 'video-synthesis',
    model,
    prompt,
    workSeconds: [40, 100],
    outputs: {
      video: {
        kind: 'clip',
        prompt,
        model: model.id,
        seed: seedFor(context, request, model.id, prompt, asked),
        seconds: demoSeconds(seconds),
        source,
        ...frameLike(context, source, LANDSCAPE),
      },
    },
    details: { seconds, lines: Number.parseInt(textField(parameters, 'resolution') || '1080', 10) },
  })
  return jsonReply({ request_id: request.id, output: { task_id: task.id, task_status: 'PENDING' } })
}

function secondsOf(parameters: Fields, modelId: string): number {
  const allowed = modelId.startsWith('wan2.6') ? [5, 10, 15] : modelId.startsWith('wan2.5') ? [5, 10] : [5]
  const seconds = parameters.duration ?? 5
  if (typeof seconds === 'number' && allowed.includes(seconds)) return seconds
  throw invalid(`duration must be one of ${allowed.join(', ')}`)
}

function checkResolution(parameters: Fields, modelId: string): void {
  const newest = ['720P', '1080P']
  choiceField(parameters, 'resolution', modelId.startsWith('wan2.6') ? newest : ['480P', ...newest], '')
}

async function frameField(context: GatewayContext, input: Fields): Promise<string | null> {
  const text = textField(input, 'img_url')
  if (text === '') throw invalid('Field required: input.img_url')
  const source = await storePicture(context, text).catch((error: unknown) => {
    throw error instanceof Refusal ? invalid('input.img_url: download or decode failed') : error
  })
  const size = source === null ? null : pictureSize(context.blobs.get(source) ?? Buffer.alloc(0))
  const sides = size === null ? [] : [size.width, size.height]
  if (sides.some((side) => side < 360 || side > 2000)) throw invalid('image resolution must be within [360, 2000]')
  return source
}

function query(context: GatewayContext, request: GatewayRequest): Reply {
  const task = context.tasks.find('wan', request.params.id ?? '', request.key)
  if (task === null) throw new Refusal(404, 'task_not_exist', 'task_not_exist')
  return jsonReply({ request_id: request.id, ...view(context, task) })
}

/** A moment as the vendor writes it: local time with thousandths, without a zone. */
function momentOf(atMs: number): string {
  return new Date(atMs).toISOString().replace('T', ' ').replace('Z', '')
}

function view(context: GatewayContext, task: DemoTask): object {
  const { phase } = stateOf(task, Date.now())
  const shared = { task_id: task.id }
  if (phase === 'failed') {
    return { output: { ...shared, task_status: 'FAILED', code: 'DataInspectionFailed', message: task.failReason } }
  }
  if (phase !== 'succeeded' || task.statusWord !== null) {
    return { output: { ...shared, task_status: task.statusWord ?? (phase === 'running' ? 'RUNNING' : 'PENDING') } }
  }
  return {
    output: {
      ...shared,
      task_status: 'SUCCEEDED',
      submit_time: momentOf(task.submittedAtMs),
      scheduled_time: momentOf(task.startsAtMs),
      end_time: momentOf(task.finishesAtMs),
      orig_prompt: task.prompt,
      actual_prompt: task.prompt,
      video_url: outputUrl(context, task, 'video', 'out.mp4'),
    },
    usage: { duration: task.details.seconds, SR: task.details.lines, video_count: 1 },
  }
}
