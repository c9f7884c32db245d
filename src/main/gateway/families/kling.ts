import type { OperationSpec } from '@shared/catalog/types'
import type { Failure } from '@shared/domain/app-error'
import { readErrorObject } from '../failures'
import type {
  FamilyAdapter,
  GatewayAnswer,
  PollReading,
  RemoteOperation,
  RemoteOutput,
  SubmitReading,
  WireRequest,
} from '../types'
import { emptyAnswer, reasonIn, stateless, taskFailure, unreadableAnswer } from './family-failures'
import { at, firstText, idText, isObject, isPresent, linkedOutput, listOf, longNumberNamed, progressOf } from './read'

/** Kling's own platform behind the gateway; polled at the path of its creation. */
export const klingAdapter: FamilyAdapter = {
  family: 'kling',
  readSubmit,
  pollOne: { request: pollRequest, read: readPoll },
}

const POLL_TIMEOUT_MS = 30_000
const RISK_CONTROL_CODE = 1301

function readSubmit(answer: GatewayAnswer, operation: OperationSpec): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  if (!isAccepted(json.code)) return { kind: 'failed', failure: refusal(json) }
  const id =
    idText(at(json, 'data', 'task_id'), json.task_id, json.data, at(json, 'data', 'data', 'task_id')) ||
    longNumberNamed(answer, 'task_id')
  if (id === '') return { kind: 'failed', failure: unreadableAnswer(answer) }
  return { kind: 'accepted', remote: { id, context: { path: operation.request.path } } }
}

/** Number 0 from Kling, the word `success` from the gateway's own envelope. */
function isAccepted(code: unknown): boolean {
  return code === 0 || code === '0' || code === 'success'
}

function refusal(json: Readonly<Record<string, unknown>>): Failure {
  const failure = readErrorObject(json)
  if (Number(json.code) !== RISK_CONTROL_CODE) return failure
  const words = firstText(json.message)
  return {
    ...failure,
    code: 'refused-content',
    message: `Kling's content filter refused this${words === '' ? '' : `: “${words}”`}. Change the prompt or the picture.`,
    nextStep: 'edit-input',
  }
}

function pollRequest(remote: RemoteOperation): WireRequest {
  const path = remote.context?.path ?? '/kling/v1/videos/text2video'
  return {
    method: 'GET',
    path: `${path}/${encodeURIComponent(remote.id)}`,
    body: { kind: 'none' },
    timeoutMs: POLL_TIMEOUT_MS,
  }
}

/** Kling's state and, around it, the gateway's own, where the gateway adds one. */
interface States {
  readonly native: Readonly<Record<string, unknown>> | null
  readonly outer: Readonly<Record<string, unknown>> | null
}

function statesIn(json: unknown): States {
  let native: States['native'] = null
  let outer: States['outer'] = null
  for (let level = json, depth = 0; isObject(level) && depth < 4; level = level.data, depth += 1) {
    if (typeof level.task_status === 'string') native = level
    else if (typeof level.status === 'string') outer ??= level
  }
  return { native, outer }
}

function readPoll(answer: GatewayAnswer): PollReading {
  const { native, outer } = statesIn(answer.json)
  if (answer.status >= 300 || (native === null && outer === null)) return stateless(answer)
  const word = firstText(outer?.status)
  if (word.toUpperCase() === 'FAILURE')
    return failed(word, reasonIn(outer?.fail_reason, native?.task_status_msg), answer)
  return native === null ? readOuter(word, outer ?? {}, answer) : readNative(native, outer, answer)
}

function readNative(
  native: Readonly<Record<string, unknown>>,
  outer: States['outer'],
  answer: GatewayAnswer,
): PollReading {
  const status = firstText(native.task_status)
  switch (status.toLowerCase()) {
    case 'succeed':
    case 'succeeded':
      return completed(status, outputsIn(native.task_result), answer)
    case 'failed':
      return failed(status, reasonIn(native.task_status_msg, at(answer.json, 'message')), answer)
    default:
      return {
        kind: 'pending',
        status,
        progress: progressOf(outer?.progress, 'percent'),
        isStatusKnown: ['submitted', 'processing'].includes(status.toLowerCase()),
      }
  }
}

/** The gateway's envelope alone; on success its `fail_reason` can hold the link to the result. */
function readOuter(status: string, outer: Readonly<Record<string, unknown>>, answer: GatewayAnswer): PollReading {
  if (status.toUpperCase() === 'SUCCESS') {
    const inside = outputsIn(at(outer, 'data', 'task_result') ?? outer.task_result)
    const link = linkedOutput('video', outer.fail_reason) ?? linkedOutput('video', outer.result_url)
    return completed(status, inside.length > 0 ? inside : [link].filter(isPresent), answer)
  }
  return {
    kind: 'pending',
    status,
    progress: progressOf(outer.progress, 'percent'),
    isStatusKnown: ['NOT_START', 'SUBMITTED', 'QUEUED', 'IN_PROGRESS'].includes(status.toUpperCase()),
  }
}

function completed(status: string, outputs: readonly RemoteOutput[], answer: GatewayAnswer): PollReading {
  if (outputs.length > 0) return { kind: 'completed', status, outputs }
  return { kind: 'failed', status, failure: emptyAnswer('', answer.json) }
}

function failed(status: string, reason: string, answer: GatewayAnswer): PollReading {
  return { kind: 'failed', status, failure: taskFailure(reason, answer.json) }
}

function outputsIn(result: unknown): readonly RemoteOutput[] {
  return [
    ...listOf(at(result, 'videos')).map((item) => linkedOutput('video', at(item, 'url'))),
    ...listOf(at(result, 'images')).map((item) => linkedOutput('image', at(item, 'url'))),
    ...listOf(at(result, 'series_images')).map((item) => linkedOutput('image', at(item, 'url'))),
    ...listOf(at(result, 'audios')).map((item) =>
      linkedOutput('audio', firstText(at(item, 'url_mp3'), at(item, 'url_wav'), at(item, 'url'))),
    ),
  ].filter(isPresent)
}
