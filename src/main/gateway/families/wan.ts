import type { Failure } from '@shared/domain/app-error'
import type { GatewayAnswer, FamilyAdapter, PollReading, RemoteOperation, SubmitReading, WireRequest } from '../types'
import { errorInside, stateless, taskFailure, unreadableAnswer } from './family-failures'
import { at, firstText, idText, isObject, isPresent, linkedOutput } from './read'
import { readTaskState, type StatusWords } from './task-state'

/** Wan through the vendor's own task service. */
export const wanAdapter: FamilyAdapter = {
  family: 'wan',
  readSubmit,
  pollOne: { request: pollRequest, read: readPoll },
}

const POLL_TIMEOUT_MS = 30_000
const REFUSED_CODE = /^DataInspection/i

const WORDS: StatusWords = {
  pending: new Set(['pending', 'suspended', 'running']),
  done: new Set(['succeeded']),
  failed: new Set(['failed', 'unknown']),
  canceled: new Set(['canceled', 'cancelled']),
}

function readSubmit(answer: GatewayAnswer): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const status = firstText(at(json, 'output', 'task_status')).toLowerCase()
  if (WORDS.failed.has(status)) return { kind: 'failed', failure: failureOf(json) }
  const failure = errorInside(json)
  if (failure !== null) return { kind: 'failed', failure }
  const id = idText(at(json, 'output', 'task_id'))
  if (id !== '') return { kind: 'accepted', remote: { id } }
  const isExplained = firstText(json.code, json.message) !== ''
  return { kind: 'failed', failure: isExplained ? failureOf(json) : unreadableAnswer(answer) }
}

function pollRequest(remote: RemoteOperation): WireRequest {
  const path = `/alibailian/api/v1/tasks/${encodeURIComponent(remote.id)}`
  return { method: 'GET', path, body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS }
}

function readPoll(answer: GatewayAnswer): PollReading {
  const { json } = answer
  const status = firstText(at(json, 'output', 'task_status'))
  if (status === '' || answer.status >= 300) return stateless(answer)
  const reading = readTaskState(WORDS, {
    status,
    reason: reasonOf(json),
    outputs: [linkedOutput('video', at(json, 'output', 'video_url'))].filter(isPresent),
    raw: json,
  })
  const isRefused = reading.kind === 'failed' && REFUSED_CODE.test(codeOf(json))
  return isRefused ? { ...reading, failure: failureOf(json) } : reading
}

function failureOf(json: unknown): Failure {
  const failure = taskFailure(reasonOf(json), json)
  if (!REFUSED_CODE.test(codeOf(json))) return failure
  const message = `The vendor refused the content: “${reasonOf(json).slice(0, 300)}”.`
  return { ...failure, code: 'refused-content', message, nextStep: 'edit-input' }
}

function codeOf(json: unknown): string {
  return firstText(at(json, 'output', 'code'), at(json, 'code'))
}

function reasonOf(json: unknown): string {
  return firstText(at(json, 'output', 'message'), at(json, 'message')) || codeOf(json)
}
