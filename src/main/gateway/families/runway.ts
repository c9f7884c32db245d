import type { GatewayAnswer, FamilyAdapter, PollReading, RemoteOperation, SubmitReading, WireRequest } from '../types'
import { errorInside, reasonIn, stateless, taskFailure, unreadableAnswer } from './family-failures'
import { at, firstText, idText, isObject, isPresent, linkedOutput, listOf, progressOf } from './read'
import { readTaskState, type StatusWords } from './task-state'

/** Runway's own objects, passed through. */
export const runwayAdapter: FamilyAdapter = {
  family: 'runway',
  readSubmit,
  pollOne: { request: pollRequest, read: readPoll },
}

const POLL_TIMEOUT_MS = 30_000

const WORDS: StatusWords = {
  pending: new Set(['pending', 'throttled', 'submitted', 'running', 'processing']),
  done: new Set(['succeeded', 'completed']),
  failed: new Set(['failed', 'error']),
  canceled: new Set(['cancelled', 'canceled']),
}

function readSubmit(answer: GatewayAnswer): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  if (WORDS.failed.has(firstText(json.status).toLowerCase())) {
    return { kind: 'failed', failure: taskFailure(failReason(json), json) }
  }
  const failure = errorInside(json)
  if (failure !== null) return { kind: 'failed', failure }
  const id = idText(json.id, at(json, 'data', 'task_id'))
  return id === '' ? { kind: 'failed', failure: unreadableAnswer(answer) } : { kind: 'accepted', remote: { id } }
}

function pollRequest(remote: RemoteOperation): WireRequest {
  const path = `/runwayml/v1/tasks/${encodeURIComponent(remote.id)}`
  const headers = { 'X-Runway-Version': '2024-11-06' }
  return { method: 'GET', path, body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS, headers }
}

/** The documentation shows Luma's words in places; both are read. */
function readPoll(answer: GatewayAnswer): PollReading {
  const { json } = answer
  const status = firstText(at(json, 'status'), at(json, 'state'), at(json, 'data', 'status'))
  if (status === '' || answer.status >= 300) return stateless(answer)
  const links = [
    ...listOf(at(json, 'output')),
    ...listOf(at(json, 'data', 'output')),
    at(json, 'video', 'url'),
    at(json, 'data', 'video', 'url'),
  ]
  return readTaskState(WORDS, {
    status,
    progress: progressOf(at(json, 'progress'), 'fraction'),
    reason: failReason(json),
    outputs: links.map((link) => linkedOutput('video', link)).filter(isPresent),
    raw: json,
  })
}

function failReason(json: unknown): string {
  const reason = reasonIn(at(json, 'failure'), at(json, 'error'), at(json, 'data', 'fail_reason'), at(json, 'message'))
  const code = firstText(at(json, 'failureCode'))
  return [reason, code === '' ? '' : `(${code})`].filter((part) => part !== '').join(' ')
}
