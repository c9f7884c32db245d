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
import { emptyAnswer, errorInside, reasonIn, stateless, taskFailure, unreadableAnswer } from './family-failures'
import { at, firstText, idText, isObject, isPresent, linkedOutput, listOf, progressOf } from './read'
import { readTaskState, type StatusWords } from './task-state'

/** Tencent Cloud's picture and video jobs; one address tells of both. `FINISH` only means that the work is over. */
export const tencentAdapter: FamilyAdapter = {
  family: 'tencent',
  readSubmit,
  pollOne: { request: pollRequest, read: readPoll },
}

const POLL_TIMEOUT_MS = 30_000

const WORDS: StatusWords = {
  pending: new Set(['waiting', 'processing', 'not_start', 'submitted', 'queued', 'in_queue', 'in_progress']),
  done: new Set(['finish', 'completed', 'success']),
  failed: new Set(['aborted', 'fail', 'failure', 'failed']),
}

function readSubmit(answer: GatewayAnswer): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const error = at(json, 'Response', 'Error')
  if (isObject(error)) return { kind: 'failed', failure: refusal(error) }
  const failure = errorInside(json)
  if (failure !== null) return { kind: 'failed', failure }
  const id = idText(at(json, 'Response', 'TaskId'), json.task_id, at(json, 'data', 'task_id'))
  return id === '' ? { kind: 'failed', failure: unreadableAnswer(answer) } : { kind: 'accepted', remote: { id } }
}

/** Tencent's own refusal, which comes with an accepted call and before any work. */
function refusal(error: Readonly<Record<string, unknown>>): Failure {
  const [code, message] = [firstText(error.Code), firstText(error.Message)]
  // The first spelling is Tencent's own.
  const isContent = /voilation|violation|compliance/i.test(code)
  const isLimit = code.startsWith('RequestLimitExceeded')
  const seen = readErrorObject({ error: { code: isContent ? 'content_policy_violation' : code, message } })
  const refused: Failure = { ...seen, charge: 'not-charged' }
  if (isLimit)
    return {
      ...refused,
      code: 'rate-limited',
      message: 'Tencent has too many jobs of this model now.',
      nextStep: 'wait',
    }
  if (seen.code !== 'gateway-fault') return refused
  const isParameter = code.startsWith('InvalidParameter')
  const said = message === '' ? code : message
  return {
    ...refused,
    code: isParameter ? 'bad-parameter' : 'gateway-fault',
    message: `Tencent refused the job: “${said.replace(/\.$/, '')}”.`,
    nextStep: isParameter ? 'edit-input' : 'retry',
  }
}

function pollRequest(remote: RemoteOperation): WireRequest {
  const path = `/tencent-vod/v1/query/${encodeURIComponent(remote.id)}`
  return { method: 'GET', path, body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS }
}

/** Tencent's own answer, or the gateway's record with Tencent's answer inside. */
function readPoll(answer: GatewayAnswer): PollReading {
  if (answer.status >= 300) return stateless(answer)
  const { json } = answer
  const response = at(json, 'Response') ?? at(json, 'data', 'data', 'Response') ?? at(json, 'data', 'Response')
  const [image, video] = [at(response, 'AigcImageTask'), at(response, 'AigcVideoTask')]
  const task = isObject(video) ? video : image
  const status = firstText(at(task, 'Status'), at(response, 'Status'), at(json, 'data', 'status'), at(json, 'status'))
  if (status === '') return stateless(answer)
  const reason = reasonIn(
    at(task, 'Message'),
    at(task, 'ErrCodeExt'),
    at(json, 'data', 'fail_reason'),
    at(response, 'Error', 'Message'),
  )
  const outputs = outputsOf(task, isObject(video) ? 'video' : 'image')
  if (WORDS.done.has(status.toLowerCase()) && hasError(task)) {
    return { kind: 'failed', status, failure: finishedWithError(task, reason, json) }
  }
  const percent = at(task, 'Progress') ?? at(json, 'data', 'progress')
  return readTaskState(WORDS, { status, reason, outputs, raw: json, progress: progressOf(percent, 'percent') })
}

function hasError(task: unknown): boolean {
  const code = at(task, 'ErrCode')
  return (typeof code === 'number' && code !== 0) || firstText(at(task, 'ErrCodeExt')) !== ''
}

function finishedWithError(task: unknown, reason: string, json: unknown): Failure {
  const code = firstText(at(task, 'ErrCodeExt'))
  if (/voilation|violation|compliance|sensitive/i.test(code)) return emptyAnswer(reason, json)
  return taskFailure(reason === '' ? `code ${String(at(task, 'ErrCode'))}` : reason, json)
}

function outputsOf(task: unknown, media: 'image' | 'video'): readonly RemoteOutput[] {
  const files = listOf(at(task, 'Output', 'FileInfos')).map((file) => linkedOutput(media, at(file, 'FileUrl')))
  const pictures = listOf(at(task, 'Output', 'ImageInfoSet')).map((file) => linkedOutput(media, at(file, 'ImageUrl')))
  return [...files, ...pictures].filter(isPresent)
}
