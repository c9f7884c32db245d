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
import { emptyAnswer, isMissing, reasonIn, stateless, taskFailure, unreadableAnswer } from './family-failures'
import { at, firstText, idText, isObject, isPresent, linkedOutput, listOf, progressOf } from './read'

/** Suno's music through the gateway's task relay: one task, two takes. */
export const sunoAdapter: FamilyAdapter = {
  family: 'suno',
  readSubmit,
  pollOne: { request: pollRequest, read: readPoll },
  pollBatch: { maxIds: 50, request: batchRequest, read: readBatch },
}

const POLL_TIMEOUT_MS = 30_000
const PENDING_WORDS: ReadonlySet<string> = new Set([
  'NOT_START',
  'SUBMITTED',
  'QUEUED',
  'IN_PROGRESS',
  'STREAMING',
  'UNKNOWN',
])
const DONE_WORDS: ReadonlySet<string> = new Set(['SUCCESS', 'COMPLETE'])
const FAILED_WORDS: ReadonlySet<string> = new Set(['FAILURE', 'FAILED'])

function readSubmit(answer: GatewayAnswer): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  if (json.code !== 'success') return { kind: 'failed', failure: readErrorObject(json) }
  const id = idText(json.data, at(json, 'data', 'task_id'))
  return id === '' ? { kind: 'failed', failure: unreadableAnswer(answer) } : { kind: 'accepted', remote: { id } }
}

function pollRequest(remote: RemoteOperation): WireRequest {
  const path = `/suno/fetch/${encodeURIComponent(remote.id)}`
  return { method: 'GET', path, body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS }
}

function batchRequest(remotes: readonly RemoteOperation[]): WireRequest {
  const value = { ids: remotes.map(({ id }) => id) }
  return { method: 'POST', path: '/suno/fetch', body: { kind: 'json', value }, timeoutMs: POLL_TIMEOUT_MS }
}

function readBatch(answer: GatewayAnswer, remotes: readonly RemoteOperation[]): ReadonlyMap<string, PollReading> {
  const tasks = Array.isArray(answer.json) ? listOf(answer.json) : listOf(at(answer.json, 'data'))
  const readings = new Map<string, PollReading>()
  for (const task of tasks) {
    const id = idText(at(task, 'task_id'))
    if (remotes.some((remote) => remote.id === id))
      readings.set(id, readTask(task) ?? stateless({ ...answer, json: task }))
  }
  return readings
}

function readPoll(answer: GatewayAnswer): PollReading {
  if (answer.status >= 300 || isMissing(answer)) return stateless(answer)
  return readTask(at(answer.json, 'data')) ?? readTask(answer.json) ?? stateless(answer)
}

/** One task object; null where it holds no state. */
function readTask(task: unknown): PollReading | null {
  const status = firstText(at(task, 'status'))
  const word = status.toUpperCase()
  if (status === '') return null
  if (FAILED_WORDS.has(word)) return { kind: 'failed', status, failure: taskFailure(failReason(task), task) }
  if (DONE_WORDS.has(word)) return readClips(task, status)
  const progress = progressOf(at(task, 'progress'), 'percent')
  return { kind: 'pending', status, progress, isStatusKnown: PENDING_WORDS.has(word) }
}

/** A clip that still streams has a playable link that is not the final file yet. */
function readClips(task: unknown, status: string): PollReading {
  const clips = listOf(at(task, 'data'))
  if (clips.some((clip) => firstText(at(clip, 'status')).toLowerCase() === 'streaming')) {
    return { kind: 'pending', status: 'streaming', progress: null, isStatusKnown: true }
  }
  const outputs = clips.map(readClip).filter(isPresent)
  if (outputs.length > 0) return { kind: 'completed', status, outputs }
  const reason = failReason(task)
  const failure = reason === '' ? emptyAnswer('', task) : taskFailure(reason, task)
  return { kind: 'failed', status, failure }
}

function readClip(clip: unknown): RemoteOutput | null {
  if (firstText(at(clip, 'status')).toLowerCase() === 'error') return null
  return linkedOutput('audio', at(clip, 'audio_url'), firstText(at(clip, 'title')))
}

function failReason(task: unknown): string {
  const clips = listOf(at(task, 'data'))
  return reasonIn(
    at(task, 'fail_reason'),
    at(task, 'failReason'),
    ...clips.flatMap((clip) => [at(clip, 'metadata', 'error_message'), at(clip, 'metadata', 'error_type')]),
  )
}
