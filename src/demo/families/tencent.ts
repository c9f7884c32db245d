import { randomUUID } from 'node:crypto'
import { acceptTask, type GatewayContext, outputUrl, randomDigits, seedFor, servedModel } from '../context'
import type { Recipe } from '../media/recipe'
import { type DemoTask, stateOf } from '../store/tasks'
import { type Fields, isFields, listField, numberField, parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import {
  decimal,
  fileLink,
  inputProblem,
  type InputRules,
  digits,
  integer,
  listOf,
  objectOf,
  oneOf,
  required,
  text,
} from '../wire/input-rules'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { demoSeconds, frameLike, frameOf } from './clip-inputs'
import { sizeOfAspect, storePicture } from './inputs'

const SHARED = { errors: 'tencent', needsKey: true } as const
const PREFIX = '/tencent-vod/v1'

/** Tencent Cloud's generation jobs: snake case in, Tencent's own names out. */
export const tencentRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: `${PREFIX}/aigc-image`,
    ...SHARED,
    handle: (context, request) => create(context, request, 'image'),
  },
  {
    method: 'POST',
    path: `${PREFIX}/aigc-video`,
    ...SHARED,
    handle: (context, request) => create(context, request, 'video'),
  },
  { method: 'GET', path: `${PREFIX}/query/{id}`, ...SHARED, handle: query },
]

type Kind = 'image' | 'video'

const onOff = oneOf('Enabled', 'Disabled')
const fileInfo = objectOf({
  type: oneOf('File', 'Url'),
  url: fileLink,
  file_id: text(),
  text: text(),
  category: oneOf('Image', 'Video'),
})
const shared: InputRules = {
  model_name: required(text()),
  model_version: required(text()),
  prompt: required(text()),
  negative_prompt: text(),
  enhance_prompt: onOff,
  session_id: text(50),
  session_context: text(1000),
  ext_info: text(),
}
const output: InputRules = {
  storage_mode: oneOf('Temporary', 'Permanent'),
  person_generation: oneOf('AllowAdult', 'Disallowed'),
  input_compliance_check: onOff,
  output_compliance_check: onOff,
}
const RULES: Readonly<Record<Kind, InputRules>> = {
  image: {
    ...shared,
    tasks_priority: integer(-10, 10),
    file_infos: listOf(fileInfo, 14),
    output_config: objectOf({
      ...output,
      resolution: text(20),
      aspect_ratio: oneOf('1:1', '3:2', '2:3', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'),
    }),
  },
  video: {
    ...shared,
    tasks_priority: digits(-10, 10),
    file_infos: listOf(fileInfo, 7),
    last_frame_url: fileLink,
    scene_type: oneOf('motion_control', 'avatar_i2v', 'lip_sync'),
    output_config: objectOf({
      ...output,
      resolution: oneOf('720P', '768P', '1080P'),
      aspect_ratio: oneOf('16:9', '9:16', '1:1', '4:3', '3:4'),
      duration: decimal(1, 15),
      audio_generation: onOff,
      enhance_switch: onOff,
      media_name: text(),
    }),
  },
}

async function create(context: GatewayContext, request: GatewayRequest, kind: Kind): Promise<Reply> {
  const fields = parseFields(request.body)
  const problem = inputProblem(fields, RULES[kind])
  if (problem !== null) throw refused('InvalidParameterValue', `${problem.field}: ${problem.message}`)
  const prompt = textField(fields, 'prompt')
  if (prompt.includes('demo:blocked')) throw refused('InvalidParameter.VoilationContent', 'The prompt is not allowed.')
  const id = `aigc-${kind}-${textField(fields, 'model_name')}-${textField(fields, 'model_version')}`.toLowerCase()
  const model = servedModel(id, 'tencent')
  const config = isFields(fields.output_config) ? fields.output_config : {}
  assertLength(config, id)
  const sources = await sourcesOf(context, fields)
  const seed = seedFor(context, request, id, prompt)
  const order: Order = { prompt, model: id, seed, sources, config }
  const task = acceptTask(context, request, {
    id: `${randomDigits(9)}-Aigc${kind === 'image' ? 'Image' : 'Video'}Task-${randomUUID().replaceAll('-', '')}t`,
    family: 'tencent',
    action: kind,
    model,
    prompt,
    workSeconds: kind === 'image' ? [10, 25] : [60, 150],
    outputs: { file: kind === 'image' ? picture(order) : clip(context, order) },
  })
  return jsonReply({ Response: { TaskId: task.id, RequestId: request.id } })
}

/** Tencent says no inside an accepted answer. */
function refused(code: string, message: string): Refusal {
  return new Refusal(200, code, message)
}

function assertLength(config: Fields, id: string): void {
  const seconds = numberField(config, 'duration', 0)
  if (seconds === 0) return
  const isKlingShort = id.includes('kling') && !id.includes('kling-3')
  const allowed = isKlingShort ? [5, 10] : id.includes('hailuo') ? [6, 10] : null
  if (allowed !== null && !allowed.includes(seconds)) {
    throw refused('InvalidParameterValue', `output_config.duration must be one of ${allowed.join(', ')}`)
  }
}

interface Order {
  readonly prompt: string
  readonly model: string
  readonly seed: number
  readonly sources: readonly string[]
  readonly config: Fields
}

async function sourcesOf(context: GatewayContext, fields: Fields): Promise<readonly string[]> {
  const links = listField(fields, 'file_infos').map((file) => (isFields(file) ? textField(file, 'url') : ''))
  const blobs: string[] = []
  for (const link of [...links, textField(fields, 'last_frame_url')].filter((address) => address !== '')) {
    const blob = await storePicture(context, link).catch((error: unknown) => {
      if (error instanceof Refusal) throw refused('InvalidParameterValue', 'file_infos: the file is no picture')
      throw error
    })
    if (blob !== null) blobs.push(blob)
  }
  return blobs
}

function picture({ prompt, model, seed, sources, config }: Order): Recipe {
  const size = sizeOfAspect(textField(config, 'aspect_ratio') || '1:1', 1024 * 1024)
  const drawing = { prompt, model, seed, ...size, format: 'png' } as const
  if (sources.length === 0) return { ...drawing, kind: 'picture', hasCaption: true }
  return { ...drawing, kind: 'edit', sources, mask: null, maskRule: 'white-is-edited', repaintsEverything: true }
}

function clip(context: GatewayContext, { prompt, model, seed, sources, config }: Order): Recipe {
  const [across = 16, down = 9] = (textField(config, 'aspect_ratio') || '16:9').split(':').map(Number)
  const source = sources[0] ?? null
  const seconds = demoSeconds(numberField(config, 'duration', 5))
  return { kind: 'clip', prompt, model, seed, source, seconds, ...frameLike(context, source, frameOf(across / down)) }
}

function query(context: GatewayContext, request: GatewayRequest): Reply {
  const task = context.tasks.find('tencent', request.params.id ?? '', request.key)
  if (task === null) throw new Refusal(404, 'ResourceNotFound', 'task not found')
  const response = view(context, task, request.id)
  // Gateways of this kind also answer with a record of their own around Tencent's answer.
  return jsonReply(task.prompt.includes('demo:record') ? recordAround(task, response) : response)
}

function view(context: GatewayContext, task: DemoTask, requestId: string): object {
  const { phase, progress } = stateOf(task, Date.now())
  const isOver = phase === 'succeeded' || phase === 'failed'
  const status = task.statusWord ?? (isOver ? 'FINISH' : phase === 'running' ? 'PROCESSING' : 'WAITING')
  const name = task.action === 'image' ? 'AigcImageTask' : 'AigcVideoTask'
  const fileName = task.action === 'image' ? 'aigcImageGenFile.png' : 'aigcVideoGenFile.mp4'
  const files =
    phase === 'succeeded' ? [{ StorageMode: 'Temporary', FileUrl: outputUrl(context, task, 'file', fileName) }] : []
  return {
    Response: {
      Status: status,
      TaskType: name,
      RequestId: requestId,
      [name]: {
        TaskId: task.id,
        Status: status,
        Progress: Math.round(progress * 100),
        // A failed job is finished too; only its code tells.
        ErrCode: phase === 'failed' ? 70_000 : 0,
        Message: phase === 'failed' ? task.failReason : '',
        Output: isOver ? { FileInfos: files } : null,
      },
    },
  }
}

function recordAround(task: DemoTask, response: object): object {
  const { phase } = stateOf(task, Date.now())
  const words = { queued: 'QUEUED', running: 'IN_PROGRESS', succeeded: 'SUCCESS', failed: 'FAILURE' } as const
  const status = phase in words ? words[phase as keyof typeof words] : 'NOT_START'
  return {
    code: 'success',
    message: '',
    data: {
      task_id: task.id,
      status,
      progress: phase === 'succeeded' ? '100%' : '30%',
      fail_reason: phase === 'failed' ? task.failReason : '',
      data: phase === 'succeeded' ? response : null,
    },
  }
}
