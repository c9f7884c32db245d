import type { MediaKind } from '@shared/domain/media'
import { readErrorObject, readFailure } from '../failures'
import type {
  FamilyAdapter,
  GatewayAnswer,
  PollReading,
  RemoteOperation,
  RemoteOutput,
  SubmitReading,
  WireRequest,
} from '../types'
import { emptyAnswer, errorInside, reasonIn, stateless, taskFailure, unreadableAnswer } from './family-failures'
import { at, firstText, idText, isObject, isPresent, linkedOutput, listOf } from './read'
import { readTaskState, type StatusWords } from './task-state'

/**
 * fal.ai behind the gateway: a ticket, then one address that holds first the state and at last the bare result. The
 * addresses in the ticket point at fal's own host and are never called; what is needed of them is built anew.
 */
export const falAdapter: FamilyAdapter = {
  family: 'fal',
  readSubmit,
  pollOne: { request: resultRequest, read: readPoll, follow: followCompleted },
  cancel: cancelRequest,
}

const POLL_TIMEOUT_MS = 30_000

const WORDS: StatusWords = {
  pending: new Set([
    'in_queue',
    'in_progress',
    'queued',
    'processing',
    'submitted',
    'not_start',
    'cancellation_requested',
  ]),
  done: new Set(['completed', 'success', 'ok']),
  failed: new Set(['failed', 'error', 'failure']),
  canceled: new Set(['cancelled', 'canceled']),
}

const STILL_RUNNING = /still in progress|in queue|not (?:yet )?(?:ready|complete|finished)/i

function readSubmit(answer: GatewayAnswer): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const ticket = unwrapped(json)
  const status = firstText(at(ticket, 'status')).toLowerCase()
  if (WORDS.failed.has(status)) return { kind: 'failed', failure: taskFailure(reasonOf(ticket, json), json) }
  const outputs = outputsOf(ticket)
  if (outputs.length > 0) return { kind: 'completed', outputs }
  const id = idText(at(ticket, 'request_id'), at(ticket, 'task_id'), json.request_id)
  const failure = errorInside(json) ?? (hasDetail(json) ? readErrorObject(json) : null)
  if (failure !== null) return { kind: 'failed', failure }
  if (id === '') return { kind: 'failed', failure: unreadableAnswer(answer) }
  const app = appIn(at(ticket, 'response_url'))
  return { kind: 'accepted', remote: { id, ...(app === '' ? {} : { context: { app } }) } }
}

/** The answer itself, or what the gateway's own task record wraps. */
function unwrapped(json: unknown): unknown {
  const record = at(json, 'data')
  if (!isObject(record)) return json
  const inner = record.data
  return isObject(inner) && outputsOf(inner).length > 0 ? { ...inner, status: record.status } : record
}

/** fal's name of the model's application: what a path has between `fal-ai` and `requests`. */
function appIn(url: unknown): string {
  return /\/fal-ai\/([\w.-]+)\/requests\//.exec(firstText(url))?.[1] ?? ''
}

function requestPath(app: string, id: string): string {
  return `/fal-ai/${encodeURIComponent(app)}/requests/${encodeURIComponent(id)}`
}

function getRequest(path: string): WireRequest {
  return { method: 'GET', path, body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS }
}

function resultRequest(remote: RemoteOperation): WireRequest {
  return getRequest(requestPath('auto', remote.id))
}

function cancelRequest(remote: RemoteOperation): WireRequest {
  const path = `${requestPath(remote.context?.app ?? 'auto', remote.id)}/cancel`
  return { method: 'PUT', path, body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS }
}

/** A state that says “completed” is asked once more for the result, at the application's own address. */
function followCompleted({ json }: GatewayAnswer): WireRequest | null {
  const status = firstText(at(json, 'status')).toLowerCase()
  const [app, id] = [appIn(at(json, 'response_url')), idText(at(json, 'request_id'))]
  const isWanted = WORDS.done.has(status) && outputsOf(json).length === 0 && app !== '' && id !== ''
  return isWanted ? getRequest(requestPath(app, id)) : null
}

function readPoll(answer: GatewayAnswer): PollReading {
  const { json } = answer
  const task = unwrapped(json)
  const status = firstText(at(task, 'status'), at(json, 'status'))
  const outputs = outputsOf(task)
  const reason = reasonOf(task, json)
  if (status === '' && outputs.length > 0 && answer.status < 300)
    return { kind: 'completed', status: 'completed', outputs }
  if (STILL_RUNNING.test(reason)) return { kind: 'pending', status: 'in progress', progress: null, isStatusKnown: true }
  if (hasDetail(json) && (answer.status === 422 || Array.isArray(at(json, 'detail')))) return refused(answer)
  if (status !== '' && !WORDS.done.has(status.toLowerCase())) {
    return readTaskState(WORDS, { status, reason, outputs, raw: json })
  }
  if (status !== '') return finished(status, outputs, reason, json)
  const isEmpty = answer.status < 300 && ['images', 'image', 'video'].some((name) => Object.hasOwn(Object(task), name))
  return isEmpty ? finished('completed', outputs, reason, json) : stateless(answer)
}

function finished(status: string, outputs: readonly RemoteOutput[], reason: string, json: unknown): PollReading {
  if (outputs.length > 0) return { kind: 'completed', status, outputs }
  const failure = listOf(at(json, 'has_nsfw_concepts')).some((isBlocked) => isBlocked === true)
    ? {
        ...emptyAnswer(reason, json),
        message: 'The safety check blacked out every picture. Change the prompt or the picture.',
      }
    : emptyAnswer(reason, json)
  return { kind: 'failed', status, failure }
}

/** The model's validator ended the job: which input, and why. The gateway had already taken it. */
function refused(answer: GatewayAnswer): PollReading {
  const status = answer.status < 300 ? 422 : answer.status
  const failure = readFailure(status, { 'content-type': 'application/json' }, answer.bytes)
  return { kind: 'failed', status: `HTTP ${answer.status}`, failure: { ...failure, charge: 'maybe-charged' } }
}

function hasDetail(json: unknown): boolean {
  const detail = at(json, 'detail')
  return (typeof detail === 'string' && detail !== '') || (Array.isArray(detail) && detail.length > 0)
}

function reasonOf(task: unknown, json: unknown): string {
  return reasonIn(
    at(task, 'fail_reason'),
    at(task, 'detail'),
    at(task, 'detail', 0, 'msg'),
    at(task, 'error'),
    at(json, 'detail'),
    at(json, 'error'),
    at(json, 'message'),
    at(task, 'description'),
  )
}

/** Pictures that the safety check blacked out are no results. */
function outputsOf(task: unknown): readonly RemoteOutput[] {
  const blocked = listOf(at(task, 'has_nsfw_concepts'))
  const pictures = listOf(at(task, 'images')).map((item, index) =>
    blocked[index] === true ? null : fileOf('image', item),
  )
  const videos = listOf(at(task, 'videos')).map((item) => fileOf('video', item))
  const singles = [
    blocked[0] === true ? null : fileOf('image', at(task, 'image')),
    fileOf('video', at(task, 'video')),
    fileOf('audio', at(task, 'audio')),
    fileOf('audio', at(task, 'audio_file')),
  ]
  return [...pictures, ...videos, ...singles].filter(isPresent)
}

function fileOf(media: MediaKind, item: unknown): RemoteOutput | null {
  const output = linkedOutput(media, firstText(item, at(item, 'url')))
  const mime = firstText(at(item, 'content_type'))
  return output !== null && /^(image|video|audio)\/[\w.+-]+$/.test(mime) ? { ...output, mimeHint: mime } : output
}
