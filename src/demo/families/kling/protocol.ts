import {
  acceptTask,
  chargeCall,
  type GatewayContext,
  outputUrl,
  randomDigits,
  seedFor,
  servedModel,
} from '../../context'
import type { Recipe } from '../../media/recipe'
import { type DemoTask, stateOf } from '../../store/tasks'
import { type Fields, parseFields, textField } from '../../wire/fields'
import type { GatewayRequest } from '../../wire/gateway-request'
import { Refusal } from '../../wire/refusal'
import { bytesReply, type Reply } from '../../wire/reply'
import type { Route } from '../../wire/router'
import { checkMembers, type Members } from './checks'

/** One call of Kling: where it is, what its body may hold, and what it does. */
export interface KlingCall {
  /** Behind `/kling/v1/`. */
  readonly path: string
  readonly members: Members
  /** For calls that carry a model. */
  readonly models?: readonly string[]
  readonly handle: (context: GatewayContext, request: GatewayRequest, fields: Fields) => Reply | Promise<Reply>
  /** True where a task is made that can be asked for and listed. */
  readonly isTask: boolean
}

const SHARED = { errors: 'kling', needsKey: true } as const

export function routesOf(call: KlingCall): readonly Route[] {
  const path = `/kling/v1/${call.path}`
  const create: Route = { method: 'POST', path, ...SHARED, handle: (context, request) => take(context, request, call) }
  if (!call.isTask) return [create]
  return [
    create,
    {
      method: 'GET',
      path: `${path}/{id}`,
      ...SHARED,
      handle: (context, request) => query(context, request, call.path),
    },
    { method: 'GET', path, ...SHARED, handle: (context, request) => list(context, request, call.path) },
  ]
}

function take(context: GatewayContext, request: GatewayRequest, call: KlingCall): Reply | Promise<Reply> {
  const fields = parseFields(request.body)
  checkMembers(fields, call.members)
  const modelName = textField(fields, 'model_name')
  if (call.models && modelName !== '' && !call.models.includes(modelName))
    throw new Refusal(404, '1203', `model_name value '${modelName}' is invalid`)
  for (const name of ['prompt', 'text', 'sound_effect_prompt', 'element_description'])
    assertAllowed(textField(fields, name))
  return call.handle(context, request, fields)
}

function assertAllowed(words: string): void {
  if (words.includes('demo:blocked')) throw new Refusal(400, '1301', 'Failure to pass the risk control system')
}

/** Identifiers that JavaScript cannot hold go out as whole numbers all the same, as Kling's do. */
export const asWholeNumber = (digits: string): string => `int64:${digits}`

export function envelope(request: GatewayRequest, data: unknown): Reply {
  const json = JSON.stringify({ code: 0, message: 'SUCCEED', request_id: request.id, data })
  return bytesReply(200, 'application/json; charset=utf-8', json.replaceAll(/"int64:(\d+)"/g, '$1'))
}

export interface KlingWork {
  readonly action: string
  /** Of the price list; null where nothing bills it. */
  readonly billedAs: string | null
  readonly prompt: string
  readonly outputs: Readonly<Record<string, Recipe>>
  readonly workSeconds?: readonly [number, number]
  readonly details?: DemoTask['details']
  readonly calls?: number
}

/** Accepts a task and answers with its number. */
export function accept(context: GatewayContext, request: GatewayRequest, fields: Fields, work: KlingWork): Reply {
  const task = acceptTask(context, request, {
    id: randomDigits(18),
    family: 'kling',
    action: work.action,
    model: work.billedAs === null ? null : servedModel(work.billedAs, 'kling'),
    calls: work.calls ?? 1,
    prompt: work.prompt,
    workSeconds: work.workSeconds ?? [30, 90],
    outputs: work.outputs,
    details: { ...keptIds(work.outputs), ...work.details, externalTaskId: textField(fields, 'external_task_id') },
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

/** Clips and sounds get numbers by which later calls name them. */
function keptIds(outputs: Readonly<Record<string, Recipe>>): Readonly<Record<string, string>> {
  const names = Object.keys(outputs).filter((name) => !name.startsWith('image'))
  return Object.fromEntries(names.map((name) => [`${name}Id`, randomDigits(18)]))
}

/** What an answer at once costs. */
export function charge(context: GatewayContext, request: GatewayRequest, billedAs: string): void {
  chargeCall(context, request, { model: servedModel(billedAs, 'kling') })
}

export function seedOf(context: GatewayContext, request: GatewayRequest, prompt: string): number {
  return seedFor(context, request, 'kling', prompt)
}

function query(context: GatewayContext, request: GatewayRequest, action: string): Reply {
  const task = context.tasks.find('kling', request.params.id ?? '', request.key)
  if (task === null || task.action !== action) throw new Refusal(404, '1203', 'task not found')
  return envelope(request, view(context, task))
}

function list(context: GatewayContext, request: GatewayRequest, action: string): Reply {
  const pageSize = Math.min(500, Math.max(1, Number(request.query.get('pageSize') ?? 30) || 30))
  const page = Math.max(1, Number(request.query.get('pageNum') ?? 1) || 1)
  const tasks = tasksOf(context, request.key).filter((task) => task.action === action)
  const shown = tasks.toReversed().slice((page - 1) * pageSize, page * pageSize)
  return envelope(
    request,
    shown.map((task) => view(context, task)),
  )
}

export function tasksOf(context: GatewayContext, key: string): readonly DemoTask[] {
  return context.tasks.all().filter((task) => task.family === 'kling' && task.key === key)
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
  return {
    task_id: task.id,
    task_status: task.statusWord ?? STATUS_WORDS[phase],
    task_status_msg: phase === 'failed' ? task.failReason : '',
    task_info: { external_task_id: task.details.externalTaskId },
    ...(isDone ? { task_result: resultOf(context, task), final_unit_deduction: '2' } : {}),
    created_at: task.submittedAtMs,
    updated_at: Math.min(Date.now(), Math.round(task.finishesAtMs)),
  }
}

function resultOf(context: GatewayContext, task: DemoTask): object {
  const named = (start: string): readonly [string, Recipe][] =>
    Object.entries(task.outputs).filter(([name]) => name.startsWith(start))
  const isSeries = task.details.isSeries === true
  const images = named('image').map(([name], index) => ({ index, url: outputUrl(context, task, name, 'x.png') }))
  const videos = named('video').map(([name, recipe]) => ({
    id: task.details[`${name}Id`],
    ...(task.details.sessionId === undefined ? {} : { session_id: task.details.sessionId }),
    url: outputUrl(context, task, name, 'x.mp4'),
    watermark_url: '',
    duration: recipe.kind === 'clip' ? recipe.seconds.toFixed(1) : '5.0',
  }))
  const audios = named('audio').map(([name]) => {
    const url = outputUrl(context, task, name, 'x.mp3')
    return { id: task.details[`${name}Id`], url_mp3: url, url_wav: url, duration_mp3: '5.0', duration_wav: '5.0' }
  })
  return {
    ...(images.length === 0 || isSeries ? {} : { images, series_images: [] }),
    ...(isSeries ? { images: [], series_images: images } : {}),
    ...(videos.length === 0 ? {} : { videos }),
    ...(audios.length === 0 ? {} : { audios }),
    ...keptOf(context, task),
  }
}

/** Elements and voices that the task made. */
function keptOf(context: GatewayContext, task: DemoTask): object {
  const { elementId, voiceId, name, about } = task.details
  if (elementId !== undefined) {
    const element = { element_id: asWholeNumber(String(elementId)), element_name: name, element_description: about }
    return { elements: [{ ...element, reference_type: 'image_refer', owned_by: 'demo', status: 'succeed' }] }
  }
  if (voiceId === undefined) return {}
  const trialUrl = outputUrl(context, task, 'trial', 'x.mp3')
  return { voices: [{ voice_id: voiceId, voice_name: name, trial_url: trialUrl, owned_by: 'demo' }] }
}
