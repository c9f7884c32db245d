import type { Failure } from '@shared/domain/app-error'
import type {
  FamilyAdapter,
  GatewayAnswer,
  PollReading,
  RemoteOperation,
  RemoteOutput,
  SubmitReading,
  WireRequest,
} from '../types'
import { errorInside, stateless, taskFailure, unreadableAnswer } from './family-failures'
import { at, firstText, idText, isObject, isPresent, linkedOutput, progressOf } from './read'
import { readTaskState, type StatusWords } from './task-state'

/** MiniMax's own submit; queries come in the gateway's record, with MiniMax's answer inside. */
export const minimaxHailuoAdapter: FamilyAdapter = {
  family: 'minimax-hailuo',
  readSubmit,
  pollOne: { request: pollRequest, read: readPoll, follow: fileRequest },
}

const POLL_TIMEOUT_MS = 30_000

const WORDS: StatusWords = {
  pending: new Set([
    'not_start',
    'submitted',
    'queued',
    'in_progress',
    'waiting',
    'preparing',
    'queueing',
    'running',
    'processing',
  ]),
  done: new Set(['success']),
  failed: new Set(['failure', 'failed', 'fail']),
  canceled: new Set(['cancelled', 'canceled']),
}

function readSubmit(answer: GatewayAnswer): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const code = Number(idText(at(json, 'base_resp', 'status_code')) || 0)
  if (code !== 0) return { kind: 'failed', failure: { ...refusal(code, json), charge: 'not-charged' } }
  const failure = errorInside(json)
  if (failure !== null) return { kind: 'failed', failure }
  const id = idText(json.task_id, at(json, 'data', 'task_id'))
  return id === '' ? { kind: 'failed', failure: unreadableAnswer(answer) } : { kind: 'accepted', remote: { id } }
}

/** MiniMax's numbers; the same ones end a running task. */
function refusal(code: number, json: unknown): Failure {
  const words = baseMessage(json)
  const failure = taskFailure(words, json)
  switch (code) {
    case 1002:
      return { ...failure, code: 'rate-limited', message: 'MiniMax takes no more tasks just now.', nextStep: 'wait' }
    case 1026:
    case 1027:
      return {
        ...failure,
        code: 'refused-content',
        message: `MiniMax refused the content${words === '' ? '' : `: “${words}”`}.`,
        nextStep: 'edit-input',
      }
    case 2013:
      return { ...failure, code: 'bad-parameter', nextStep: 'edit-input' }
    default:
      return failure
  }
}

function pollRequest(remote: RemoteOperation): WireRequest {
  const query = { task_id: remote.id }
  const path = '/minimax/v1/query/video_generation'
  return { method: 'GET', path, query, body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS }
}

/** A finished task that names its file but gives no link: the file is asked for its link. */
function fileRequest(answer: GatewayAnswer): WireRequest | null {
  const { json } = answer
  const fileId = idText(at(json, 'data', 'data', 'file_id'), at(json, 'file_id'))
  const isDone = answer.status < 300 && WORDS.done.has(statusOf(json).toLowerCase())
  if (!isDone || fileId === '' || linksOf(json).length > 0) return null
  const path = '/minimax/v1/files/retrieve'
  return { method: 'GET', path, query: { file_id: fileId }, body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS }
}

function readPoll(answer: GatewayAnswer): PollReading {
  const { json } = answer
  const outputs = linksOf(json).slice(0, 1)
  const isFile = isObject(at(json, 'file')) && outputs.length > 0
  const status = isFile ? 'success' : statusOf(json)
  if (status === '' || answer.status >= 300) return stateless(answer)
  const reading = readTaskState(WORDS, {
    status,
    progress: progressOf(at(json, 'data', 'progress'), 'percent'),
    reason: failReason(json, status),
    outputs,
    raw: json,
  })
  const code = Number(
    idText(at(json, 'data', 'data', 'base_resp', 'status_code'), at(json, 'base_resp', 'status_code')),
  )
  return reading.kind === 'failed' && (code === 1026 || code === 1027)
    ? { ...reading, failure: refusal(code, json) }
    : reading
}

function statusOf(json: unknown): string {
  return firstText(at(json, 'data', 'status'), at(json, 'data', 'data', 'status'), at(json, 'status'))
}

function linksOf(json: unknown): readonly RemoteOutput[] {
  const files = [at(json, 'data', 'data', 'file'), at(json, 'file')]
  return files
    .flatMap((file) => [at(file, 'download_url'), at(file, 'backup_download_url')])
    .map((link) => linkedOutput('video', link))
    .filter(isPresent)
}

/** In a success the record's reason holds the number of the file. */
function failReason(json: unknown, status: string): string {
  const reason = WORDS.done.has(status.toLowerCase()) ? '' : firstText(at(json, 'data', 'fail_reason'))
  return reason || baseMessage(json) || firstText(at(json, 'message'))
}

function baseMessage(json: unknown): string {
  const words = [at(json, 'data', 'data', 'base_resp', 'status_msg'), at(json, 'base_resp', 'status_msg')]
  return firstText(...words.filter((word) => word !== 'success'))
}
