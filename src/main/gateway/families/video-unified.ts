import type { GatewayAnswer, FamilyAdapter, PollReading, RemoteOperation, SubmitReading, WireRequest } from '../types'
import { emptyAnswer, errorInside, reasonIn, stateless, taskFailure, unreadableAnswer } from './family-failures'
import { at, firstText, idText, isObject, linkedOutput, progressOf } from './read'

/** One create call and one query call for Grok and Sora. */
export const videoUnifiedAdapter: FamilyAdapter = {
  family: 'video-unified',
  readSubmit,
  pollOne: { request: pollRequest, read: readPoll },
}

const POLL_TIMEOUT_MS = 30_000

const PENDING_WORDS: ReadonlySet<string> = new Set([
  'pending',
  'queued',
  'submitted',
  'processing',
  'in_progress',
  'image_downloading',
  'video_generating',
  'video_generation_completed',
  'video_upsampling',
  'video_upsampling_completed',
])
const DONE_WORDS: ReadonlySet<string> = new Set(['completed', 'succeeded', 'success'])
const FAILED_WORDS: ReadonlySet<string> = new Set([
  'failed',
  'error',
  'video_generation_failed',
  'video_upsampling_failed',
])

function readSubmit(answer: GatewayAnswer): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const status = firstText(json.status).toLowerCase()
  if (FAILED_WORDS.has(status)) return { kind: 'failed', failure: taskFailure(failReason(json), json) }
  const failure = errorInside(json)
  if (failure !== null) return { kind: 'failed', failure }
  const id = idText(json.id, json.task_id)
  return id === '' ? { kind: 'failed', failure: unreadableAnswer(answer) } : { kind: 'accepted', remote: { id } }
}

/** Ids look like `grok:<uuid>`; the client encodes the colon with the rest of the query. */
function pollRequest(remote: RemoteOperation): WireRequest {
  return {
    method: 'GET',
    path: '/v1/video/query',
    query: { id: remote.id },
    body: { kind: 'none' },
    timeoutMs: POLL_TIMEOUT_MS,
  }
}

function readPoll(answer: GatewayAnswer): PollReading {
  const { json } = answer
  const status = firstText(at(json, 'status'), at(json, 'detail', 'status'))
  const word = status.toLowerCase()
  if (status === '' || answer.status >= 300) return stateless(answer)
  if (FAILED_WORDS.has(word)) return { kind: 'failed', status, failure: taskFailure(failReason(json), json) }
  if (!DONE_WORDS.has(word)) {
    return { kind: 'pending', status, progress: progressIn(json), isStatusKnown: PENDING_WORDS.has(word) }
  }
  const output = linkedOutput('video', at(json, 'video_url')) ?? linkedOutput('video', at(json, 'detail', 'url'))
  if (output === null) return { kind: 'failed', status, failure: emptyAnswer(failReason(json), json) }
  return { kind: 'completed', status, outputs: [output] }
}

/** While Sora works, its own share stands deep inside and the status above stays at `pending`. */
function progressIn(json: unknown): number | null {
  return (
    progressOf(at(json, 'detail', 'pending_info', 'progress_pct'), 'fraction') ??
    progressOf(at(json, 'progress'), 'percent')
  )
}

function failReason(json: unknown): string {
  return reasonIn(
    at(json, 'error'),
    at(json, 'error_message'),
    at(json, 'fail_reason'),
    at(json, 'detail', 'pending_info', 'failure_reason'),
    at(json, 'detail', 'failure_reason'),
    at(json, 'message'),
  )
}
