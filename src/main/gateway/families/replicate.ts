import type { OperationSpec } from '@shared/catalog/types'
import type { Failure } from '@shared/domain/app-error'
import type { MediaKind } from '@shared/domain/media'
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
import { errorInside, reasonIn, stateless, taskFailure, unreadableAnswer } from './family-failures'
import { at, firstText, idText, isObject, isPresent, linkedOutput, listOf, progressOf } from './read'
import { readTaskState, type StatusWords } from './task-state'

/** Replicate behind the gateway. The addresses in its answers are Replicate's own and are never called. */
export const replicateAdapter: FamilyAdapter = {
  family: 'replicate',
  readSubmit,
  pollOne: { request: pollRequest, read: readPoll },
  cancel: cancelRequest,
}

const POLL_TIMEOUT_MS = 30_000

const WORDS: StatusWords = {
  pending: new Set(['starting', 'processing', 'queued', 'submitted', 'not_start', 'in_progress']),
  done: new Set(['succeeded', 'successful', 'success', 'completed']),
  failed: new Set(['failed', 'failure', 'error']),
  canceled: new Set(['canceled', 'cancelled', 'aborted']),
}

function readSubmit(answer: GatewayAnswer, operation: OperationSpec): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const state = stateOf(json, operation.output)
  // A model that is quick, or waited for, is done with the first answer.
  if (state?.kind === 'completed') return { kind: 'completed', outputs: state.outputs }
  if (state?.kind === 'failed') return { kind: 'failed', failure: state.failure }
  const id = idText(at(prediction(json), 'id'), at(prediction(json), 'task_id'))
  if (id !== '') return { kind: 'accepted', remote: { id, context: { output: operation.output } } }
  return { kind: 'failed', failure: errorInside(json) ?? problemIn(json) ?? unreadableAnswer(answer) }
}

function predictionPath(remote: RemoteOperation): string {
  return `/replicate/v1/predictions/${encodeURIComponent(remote.id)}`
}

function pollRequest(remote: RemoteOperation): WireRequest {
  return { method: 'GET', path: predictionPath(remote), body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS }
}

function cancelRequest(remote: RemoteOperation): WireRequest {
  return {
    method: 'POST',
    path: `${predictionPath(remote)}/cancel`,
    body: { kind: 'none' },
    timeoutMs: POLL_TIMEOUT_MS,
  }
}

function readPoll(answer: GatewayAnswer, remote: RemoteOperation): PollReading {
  const state = answer.status < 300 ? stateOf(answer.json, remote.context?.output) : null
  return state ?? stateless(answer)
}

/** The prediction itself, or what the gateway's own task record wraps. */
function prediction(json: unknown): unknown {
  const record = at(json, 'data')
  if (!isObject(record) || firstText(at(json, 'status')) !== '') return json
  return isObject(record.data) ? { ...record.data, status: record.status } : record
}

/** Null where the answer holds no state. */
function stateOf(json: unknown, output: string | undefined): PollReading | null {
  const task = prediction(json)
  const status = firstText(at(task, 'status'))
  if (status === '') return null
  const outputs = outputsOf(at(task, 'output'), mediaNamed(output))
  if (WORDS.done.has(status.toLowerCase()) && outputs.length === 0 && at(task, 'data_removed') === true) {
    return { kind: 'failed', status, failure: tooLate(json) }
  }
  return readTaskState(WORDS, {
    status,
    progress: progressIn(at(task, 'logs')),
    reason: reasonIn(at(task, 'error'), at(task, 'fail_reason'), at(json, 'message')),
    outputs,
    raw: json,
  })
}

/** Replicate keeps results for an hour. */
function tooLate(json: unknown): Failure {
  const message = 'The result is gone: Replicate keeps results for an hour. Making it again costs again.'
  return { ...taskFailure('', json), code: 'expired', message, charge: 'charged' }
}

function problemIn(json: unknown): Failure | null {
  return firstText(at(json, 'detail'), at(json, 'title')) === '' ? null : readErrorObject(json)
}

/** One link, a list of links, or an object of links, each by its own kind. */
function outputsOf(output: unknown, fallback: MediaKind): readonly RemoteOutput[] {
  const values = Array.isArray(output) ? listOf(output) : isObject(output) ? Object.values(output) : [output]
  return values.map((value) => outputAt(value, fallback)).filter(isPresent)
}

function outputAt(value: unknown, fallback: MediaKind): RemoteOutput | null {
  const link = firstText(value, at(value, 'url'))
  return linkedOutput(mediaOfLink(link) ?? fallback, link)
}

const ENDINGS: readonly (readonly [RegExp, MediaKind])[] = [
  [/\.(?:mp4|webm|mov|mkv)$/i, 'video'],
  [/\.(?:wav|mp3|ogg|flac|m4a)$/i, 'audio'],
  [/\.(?:png|jpe?g|webp|svg|gif|avif)$/i, 'image'],
]

function mediaOfLink(link: string): MediaKind | null {
  const path = link.split(/[?#]/)[0] ?? ''
  return ENDINGS.find(([ending]) => ending.test(path))?.[1] ?? null
}

function mediaNamed(name: string | undefined): MediaKind {
  return name === 'video' || name === 'audio' ? name : 'image'
}

/** The last percentage of a progress bar in the log; null where there is none. */
function progressIn(logs: unknown): number | null {
  const found = [
    ...firstText(logs)
      .slice(-4000)
      .matchAll(/(\d{1,3})%\|/g),
  ].at(-1)?.[1]
  return found === undefined ? null : progressOf(found, 'percent')
}
