import { type GatewayContext, outputUrl } from '../context'
import { createRandom, hashText } from '../store/random'
import { type DemoTask, stateOf } from '../store/tasks'
import { parseFields, textList } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import { gridButtons, singleButtons } from './midjourney-buttons'

export function fetchTask(context: GatewayContext, request: GatewayRequest): Reply {
  return jsonReply(taskView(context, foundTask(context, request, request.params.id ?? '')))
}

export function listTasks(context: GatewayContext, request: GatewayRequest): Reply {
  const ids = textList(parseFields(request.body), 'ids')
  const tasks = ids.map((id) => context.tasks.find('midjourney', id, request.key)).filter((task) => task !== null)
  return jsonReply(tasks.map((task) => taskView(context, task)))
}

export function imageSeed(context: GatewayContext, request: GatewayRequest): Reply {
  const task = foundTask(context, request, request.params.id ?? '')
  if (stateOf(task, Date.now()).phase !== 'succeeded')
    throw new Refusal(400, 'task_status_not_success', 'task_status_not_success')
  const seed = Math.floor(createRandom(hashText(task.id)).between(1e9, 4.2e9))
  return jsonReply({ code: 1, description: '成功', result: String(seed) })
}

/** The task as its owner may see it; throws the refusal of an unknown id. */
export function foundTask(context: GatewayContext, request: GatewayRequest, id: string): DemoTask {
  const task = context.tasks.find('midjourney', id, request.key)
  if (task === null) throw new Refusal(400, 'task_no_found', 'task_no_found')
  return task
}

const STATUS_WORDS = {
  'waiting-for-input': 'MODAL',
  queued: 'SUBMITTED',
  running: 'IN_PROGRESS',
  succeeded: 'SUCCESS',
  failed: 'FAILURE',
} as const

function taskView(context: GatewayContext, task: DemoTask): object {
  const { phase, progress } = stateOf(task, Date.now())
  const isDone = phase === 'succeeded' && task.statusWord === null
  const isOver = isDone || phase === 'failed'
  const { hash, botType, customId, state, finalPrompt, description } = task.details
  const isDescribe = task.action === 'DESCRIBE'
  const buttons = task.outputs.image?.kind === 'grid' ? gridButtons(String(hash)) : singleButtons(String(hash))
  return {
    id: task.id,
    action: task.action,
    customId,
    botType,
    prompt: task.prompt,
    promptEn: isDescribe && isDone ? finalPrompt : task.prompt,
    description,
    state,
    submitTime: task.submittedAtMs,
    startTime: phase === 'queued' || phase === 'waiting-for-input' ? 0 : Math.round(task.startsAtMs),
    finishTime: isOver ? Math.round(task.finishesAtMs) : 0,
    imageUrl: isDone ? outputUrl(context, task, 'image', `${task.id}.png`) : '',
    status: task.statusWord ?? STATUS_WORDS[phase],
    progress: isDone ? '100%' : `${Math.floor(Math.min(0.99, progress) * 100)}%`,
    failReason: phase === 'failed' ? task.failReason : '',
    buttons: isDone && !isDescribe ? buttons : [],
    maskBase64: '',
    properties: { finalPrompt: isDescribe && !isDone ? '' : finalPrompt, finalZhPrompt: '' },
  }
}
