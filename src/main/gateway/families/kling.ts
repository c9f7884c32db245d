import type { OperationSpec } from '@shared/catalog/types'
import type { FamilyAdapter, GatewayAnswer, PollReading, RemoteOperation, SubmitReading, WireRequest } from '../types'
import { emptyAnswer, reasonIn, stateless, taskFailure, unreadableAnswer } from './family-failures'
import { klingListing } from './kling-lists'
import { klingRefusal } from './kling-refusals'
import { type KlingResult, klingResultOf } from './kling-results'
import { klingShelves } from './kling-shelves'
import { readElement, readFaces, readSelectionStep } from './kling-steps'
import { at, firstText, idText, isObject, isPresent, jsonWithLongNumbers, linkedOutput, progressOf } from './read'

/** Kling's own platform behind the gateway; polled at the path of its creation. */
export const klingAdapter: FamilyAdapter = {
  family: 'kling',
  readSubmit,
  pollOne: { request: pollRequest, read: readPoll, retryElsewhere: otherPlace },
  callbackField: 'callback_url',
  listing: klingListing,
  shelves: klingShelves,
}

const POLL_TIMEOUT_MS = 30_000
const OMNI_VIDEO = '/kling/v1/videos/omni-video'
const OMNI_IMAGE = '/kling/v1/images/omni-image'
const ELEMENTS = '/kling/v1/general/advanced-custom-elements'

function readSubmit(answer: GatewayAnswer, operation: OperationSpec, modelId: string): SubmitReading {
  const json = jsonWithLongNumbers(answer)
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  if (!isAccepted(json.code)) return { kind: 'failed', failure: klingRefusal(json) }
  if (operation.mode === 'sync') return readAtOnce(json, operation, answer)
  return accepted(json, operation.request.path, modelId) ?? { kind: 'failed', failure: unreadableAnswer(answer) }
}

function accepted(json: Readonly<Record<string, unknown>>, path: string, modelId: string): SubmitReading | null {
  const id = idText(at(json, 'data', 'task_id'), json.task_id, json.data, at(json, 'data', 'data', 'task_id'))
  return id === '' ? null : { kind: 'accepted', remote: { id, context: { path, model: modelId } } }
}

/** Some calls are done when they are answered. */
function readAtOnce(
  json: Readonly<Record<string, unknown>>,
  operation: OperationSpec,
  answer: GatewayAnswer,
): SubmitReading {
  const data = resultHolder(json)
  switch (operation.request.path.split('/').at(-1)) {
    case 'identify-face':
      return readFaces(data, answer)
    case 'custom-elements':
      return (
        readElement(data, answer) ??
        accepted(json, ELEMENTS, '') ?? { kind: 'failed', failure: unreadableAnswer(answer) }
      )
    case 'init-selection':
    case 'add-selection':
    case 'delete-selection':
    case 'clear-selection':
    case 'preview-selection':
      return readSelectionStep(data, operation, answer)
    default: {
      const reading = readPoll(answer, { id: '', context: { path: operation.request.path } })
      if (reading.kind === 'completed' || reading.kind === 'failed') return reading
      return completed('', klingResultOf(at(data, 'task_result'), operation.request.path, ''), answer)
    }
  }
}

/** The innermost of the envelopes. */
function resultHolder(json: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let level = json
  for (let depth = 0; depth < 4 && isObject(level.data); depth += 1) level = level.data
  return level
}

/** Number 0 from Kling, the word `success` from the gateway's own envelope. */
function isAccepted(code: unknown): boolean {
  return code === 0 || code === '0' || code === 'success'
}

function pollRequest(remote: RemoteOperation): WireRequest {
  return pollAt(remote.context?.path ?? '/kling/v1/videos/text2video', remote)
}

function pollAt(path: string, remote: RemoteOperation): WireRequest {
  return {
    method: 'GET',
    path: `${path}/${encodeURIComponent(remote.id)}`,
    body: { kind: 'none' },
    timeoutMs: POLL_TIMEOUT_MS,
  }
}

/** ChainHub's own page asks for Omni clips at the address of Omni pictures. */
function otherPlace(remote: RemoteOperation): WireRequest | null {
  return remote.context?.path === OMNI_VIDEO ? pollAt(OMNI_IMAGE, remote) : null
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

function readPoll(answer: GatewayAnswer, remote: RemoteOperation): PollReading {
  const { native, outer } = statesIn(jsonWithLongNumbers(answer))
  if (answer.status >= 300 || (native === null && outer === null)) return stateless(answer)
  const word = firstText(outer?.status)
  if (word.toUpperCase() === 'FAILURE')
    return failed(word, reasonIn(outer?.fail_reason, native?.task_status_msg), answer)
  return native === null ? readOuter(word, outer ?? {}, answer, remote) : readNative(native, outer, answer, remote)
}

const resultOf = (result: unknown, { context }: RemoteOperation): KlingResult =>
  klingResultOf(result, context?.path ?? '', context?.model ?? '')

function readNative(
  native: Readonly<Record<string, unknown>>,
  outer: States['outer'],
  answer: GatewayAnswer,
  remote: RemoteOperation,
): PollReading {
  const status = firstText(native.task_status)
  switch (status.toLowerCase()) {
    case 'succeed':
    case 'succeeded':
      return completed(status, resultOf(native.task_result, remote), answer)
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
function readOuter(
  status: string,
  outer: Readonly<Record<string, unknown>>,
  answer: GatewayAnswer,
  remote: RemoteOperation,
): PollReading {
  if (status.toUpperCase() === 'SUCCESS') {
    const inside = resultOf(at(outer, 'data', 'task_result') ?? outer.task_result, remote)
    const link = linkedOutput('video', outer.fail_reason) ?? linkedOutput('video', outer.result_url)
    return completed(status, inside.outputs.length > 0 ? inside : { outputs: [link].filter(isPresent) }, answer)
  }
  return {
    kind: 'pending',
    status,
    progress: progressOf(outer.progress, 'percent'),
    isStatusKnown: ['NOT_START', 'SUBMITTED', 'QUEUED', 'IN_PROGRESS'].includes(status.toUpperCase()),
  }
}

type Ended = Extract<PollReading, { readonly kind: 'completed' | 'failed' }>

function completed(status: string, result: KlingResult, answer: GatewayAnswer): Ended {
  if (result.outputs.length + (result.items ?? []).length > 0) return { kind: 'completed', status, ...result }
  return { kind: 'failed', status, failure: emptyAnswer('', answer.json) }
}

function failed(status: string, reason: string, answer: GatewayAnswer): Ended {
  return { kind: 'failed', status, failure: taskFailure(reason, answer.json) }
}
