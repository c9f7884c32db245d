import type { OperationSpec } from '@shared/catalog/types'
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
import { at, firstText, idText, isObject, listOf, progressOf } from './read'
import { readPersona, readTiming, readWav, wavIn } from './suno-acts'
import { readClips } from './suno-clips'

/** Suno through the gateway's task relay: one task, two takes; words for songs; what is made of a finished take. */
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

function readSubmit(answer: GatewayAnswer, operation: OperationSpec): SubmitReading {
  if (operation.id === 'suno.wav') return readWav(answer, operation)
  if (operation.id === 'suno.timing') return readTiming(answer)
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  if (operation.id === 'suno.persona.create') return readPersona(json, answer)
  if (json.code !== 'success') return { kind: 'failed', failure: readErrorObject(json) }
  const id = idText(json.data, at(json, 'data', 'task_id'))
  if (id === '') return { kind: 'failed', failure: unreadableAnswer(answer) }
  return { kind: 'accepted', remote: { id, context: { path: operation.request.path, operation: operation.id } } }
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
    const remote = remotes.find(({ id }) => id === idText(at(task, 'task_id')))
    if (remote) readings.set(remote.id, readTask(task, remote) ?? stateless({ ...answer, json: task }))
  }
  return readings
}

function readPoll(answer: GatewayAnswer, remote: RemoteOperation): PollReading {
  if (answer.status >= 300 || isMissing(answer)) return stateless(answer)
  return readTask(at(answer.json, 'data'), remote) ?? readTask(answer.json, remote) ?? stateless(answer)
}

/** One task object; null where it holds no state. */
function readTask(task: unknown, remote: RemoteOperation): PollReading | null {
  const status = firstText(at(task, 'status'))
  const word = status.toUpperCase()
  if (status === '') return null
  if (FAILED_WORDS.has(word)) return { kind: 'failed', status, failure: taskFailure(failReason(task), task) }
  if (DONE_WORDS.has(word)) return readResult(task, status, remote)
  const progress = progressOf(at(task, 'progress'), 'percent')
  return { kind: 'pending', status, progress, isStatusKnown: PENDING_WORDS.has(word) }
}

/** Songs are a list of clips, words are one object, a lossless file is a link. */
function readResult(task: unknown, status: string, remote: RemoteOperation): PollReading {
  const data = at(task, 'data')
  if (Array.isArray(data)) {
    const source = { taskId: idText(at(task, 'task_id')) || remote.id, operationId: remote.context?.operation ?? '' }
    return readClips(listOf(data), status, source, failReason(task), task)
  }
  const output = wordsIn(data) ?? (remote.context?.operation === 'suno.wav' ? wavIn({ data }) : null)
  if (output !== null) return { kind: 'completed', status, outputs: [output] }
  const reason = failReason(task)
  return { kind: 'failed', status, failure: reason === '' ? emptyAnswer('', task) : taskFailure(reason, task) }
}

function wordsIn(data: unknown): RemoteOutput | null {
  const text = firstText(at(data, 'text'))
  const title = firstText(at(data, 'title'))
  if (text === '') return null
  return { media: 'text', source: { kind: 'text', text }, mimeHint: 'text/plain', ...(title === '' ? {} : { title }) }
}

function failReason(task: unknown): string {
  return reasonIn(at(task, 'fail_reason'), at(task, 'failReason'))
}
