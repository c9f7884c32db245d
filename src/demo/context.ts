import { randomBytes } from 'node:crypto'
import type { MediaKitchen } from './media/kitchen'
import type { Recipe } from './media/recipe'
import type { Accounts } from './store/accounts'
import type { BlobStore } from './store/blobs'
import type { Faults } from './store/faults'
import type { Journal } from './store/journal'
import type { Ledger } from './store/ledger'
import type { Links } from './store/links'
import { type DemoModel, findModel, priceOf } from './store/prices'
import { createRandom, hashText } from './store/random'
import type { RequestLog } from './store/request-log'
import type { DemoTask, TaskFamily, Tasks } from './store/tasks'
import type { GatewayRequest, ReceivedRequest } from './wire/gateway-request'
import { Refusal } from './wire/refusal'

/** Everything the routes of one gateway share. */
export interface GatewayContext {
  readonly timeScale: number
  readonly seed: number
  readonly startedAtMs: number
  readonly journal: Journal
  readonly accounts: Accounts
  readonly ledger: Ledger
  readonly tasks: Tasks
  readonly links: Links
  readonly blobs: BlobStore
  readonly faults: Faults
  readonly log: RequestLog
  readonly kitchen: MediaKitchen
  readonly onRequest: (request: ReceivedRequest) => void
  /** `http://127.0.0.1:<port>`, known once the gateway listens. */
  origin: string
}

/** A model the gateway sells for this endpoint; throws the 503 that an unknown id gets. */
export function servedModel(id: string, endpoint: DemoModel['endpoint']): DemoModel {
  const model = findModel(id)
  if (model !== null && model.endpoint === endpoint) return model
  throw new Refusal(503, 'model_not_found', `分组 default 下模型 ${id} 无可用渠道（distributor）`)
}

export interface Cost {
  readonly model: DemoModel
  readonly inputTokens?: number
  readonly outputTokens?: number
  readonly calls?: number
  readonly taskId?: string
  readonly isStream?: boolean
}

/** Charges an accepted call once; returns the charge's id. Throws the account's refusal. */
export function chargeCall(context: GatewayContext, request: GatewayRequest, cost: Cost): string {
  const inputTokens = cost.inputTokens ?? 0
  const outputTokens = cost.outputTokens ?? 0
  const charge = context.ledger.charge({
    key: request.key,
    operation: `${request.method} ${request.path}`,
    model: cost.model.id,
    amountUsd: priceOf(cost.model, inputTokens, outputTokens, cost.calls ?? 1),
    requestSha256: request.bodySha256,
    ...(cost.taskId === undefined ? {} : { taskId: cost.taskId }),
    ...(cost.model.price.unit === 'token' ? { inputTokens, outputTokens } : {}),
    ...(cost.isStream === undefined ? {} : { isStream: cost.isStream }),
  })
  return charge.id
}

export interface NewTask {
  readonly id: string
  readonly family: TaskFamily
  readonly action: string
  /** Null where nothing is charged. */
  readonly model: DemoModel | null
  readonly calls?: number
  readonly prompt: string
  /** Lower and upper bound of the work, in seconds at time scale 1. */
  readonly workSeconds: readonly [number, number]
  readonly outputs: Readonly<Record<string, Recipe>>
  readonly details?: DemoTask['details']
  readonly isWaitingForInput?: boolean
}

/** Charges for a task and puts it on record before its submit is answered. */
export function acceptTask(context: GatewayContext, request: GatewayRequest, fresh: NewTask): DemoTask {
  const chargeId =
    fresh.model === null
      ? null
      : chargeCall(context, request, { model: fresh.model, taskId: fresh.id, calls: fresh.calls ?? 1 })
  const random = createRandom(hashText(fresh.id, context.seed))
  const submittedAtMs = Date.now()
  const startsAtMs = submittedAtMs + random.between(0.3, 1.5) * 1000 * context.timeScale
  const fault = request.fault?.kind === 'task' ? request.fault : null
  const outcome = fault === null || fault.outcome === 'status-word' ? wordedOutcome(fresh.prompt) : fault.outcome
  const task: DemoTask = {
    id: fresh.id,
    family: fresh.family,
    key: request.key,
    action: fresh.action,
    model: fresh.model?.id ?? '',
    prompt: fresh.prompt,
    submittedAtMs,
    startsAtMs,
    finishesAtMs: startsAtMs + random.between(...fresh.workSeconds) * 1000 * context.timeScale,
    outcome,
    statusWord: fault?.outcome === 'status-word' ? (fault.word ?? 'rearranging') : null,
    failReason: fault?.reason ?? 'The picture could not be made: the content was flagged by the safety check',
    chargeId,
    isSettled: false,
    isWaitingForInput: fresh.isWaitingForInput ?? false,
    outputs: fresh.outputs,
    details: fresh.details ?? {},
  }
  context.tasks.save(task)
  return task
}

/** Words in a prompt that let a person try the ways a task can go. */
function wordedOutcome(prompt: string): DemoTask['outcome'] {
  if (prompt.includes('demo:fail')) return 'fail'
  return prompt.includes('demo:never') ? 'never' : 'success'
}

/**
 * A seed for a result: the caller's own if it sent one, else one that follows from the words and from how often
 * they were asked before, so that a repeated prompt gives another picture.
 */
export function seedFor(
  context: GatewayContext,
  request: GatewayRequest,
  model: string,
  prompt: string,
  asked?: number,
): number {
  if (asked !== undefined && asked >= 0) return Math.floor(asked) >>> 0
  const name = `${request.key} ${model} ${hashText(prompt)}`
  const count = context.journal.get<number>('counters', name) ?? 0
  context.journal.put('counters', name, count + 1)
  return hashText(`${model}\n${prompt}\n${count}`, context.seed)
}

/** The address of a task's output; a link that has expired is replaced by a fresh one. */
export function outputUrl(context: GatewayContext, task: DemoTask, output: string, name: string): string {
  const recipe = task.outputs[output]
  if (recipe === undefined) return ''
  return `${context.origin}${context.links.pathFor(`${task.id}/${output}`, name, recipe)}`
}

export function randomDigits(length: number): string {
  let digits = ''
  for (const byte of randomBytes(length)) digits += String(byte % 10)
  return digits.replace(/^0/, '1')
}

/** Resolves after the given time at time scale 1. */
export function workTime(context: GatewayContext, seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000 * context.timeScale))
}
