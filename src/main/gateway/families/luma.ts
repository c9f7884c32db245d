import type { GatewayAnswer, FamilyAdapter, PollReading, RemoteOperation, SubmitReading, WireRequest } from '../types'
import { errorInside, reasonIn, stateless, taskFailure, unreadableAnswer } from './family-failures'
import { at, firstText, idText, isObject, isPresent, linkedOutput, listOf, progressOf } from './read'
import { readTaskState, type StatusWords } from './task-state'

/** Luma's Dream Machine; one task or several at once. */
export const lumaAdapter: FamilyAdapter = {
  family: 'luma',
  readSubmit,
  pollOne: { request: pollRequest, read: readPoll },
  pollBatch: { maxIds: 20, request: batchRequest, read: readBatch },
}

const POLL_TIMEOUT_MS = 30_000

const WORDS: StatusWords = {
  pending: new Set(['queued', 'pending', 'dreaming', 'processing', 'not_start', 'submitted', 'in_progress']),
  done: new Set(['completed', 'success']),
  failed: new Set(['failed', 'error', 'failure']),
}

function readSubmit(answer: GatewayAnswer): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  if (WORDS.failed.has(firstText(json.state).toLowerCase())) {
    return { kind: 'failed', failure: taskFailure(failReason(json), json) }
  }
  const failure = errorInside(json)
  if (failure !== null) return { kind: 'failed', failure }
  const id = idText(json.id, at(json, 'data', 'task_id'), json.task_id)
  return id === '' ? { kind: 'failed', failure: unreadableAnswer(answer) } : { kind: 'accepted', remote: { id } }
}

function pollRequest(remote: RemoteOperation): WireRequest {
  const path = `/luma/generations/${encodeURIComponent(remote.id)}`
  return { method: 'GET', path, body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS }
}

function readPoll(answer: GatewayAnswer, remote: RemoteOperation): PollReading {
  return (answer.status < 300 ? readTask(answer.json, remote) : null) ?? stateless(answer)
}

function batchRequest(remotes: readonly RemoteOperation[]): WireRequest {
  const value = { ids: remotes.map(({ id }) => id) }
  return { method: 'POST', path: '/luma/tasks', body: { kind: 'json', value }, timeoutMs: POLL_TIMEOUT_MS }
}

/** A bare list of Luma's objects, or the relay's own records with Luma's objects inside. */
function readBatch(answer: GatewayAnswer, remotes: readonly RemoteOperation[]): ReadonlyMap<string, PollReading> {
  const tasks = Array.isArray(answer.json) ? listOf(answer.json) : listOf(at(answer.json, 'data'))
  const readings = new Map<string, PollReading>()
  for (const task of tasks) {
    const id = idText(at(task, 'id'), at(task, 'task_id'), at(task, 'data', 'id'))
    const remote = remotes.find((candidate) => candidate.id === id)
    const reading = remote && readTask(task, remote)
    if (reading) readings.set(remote.id, reading)
  }
  return readings
}

/** One task, wrapped in the relay's record or not; null where it holds no state. */
function readTask(json: unknown, remote: RemoteOperation): PollReading | null {
  const inner = at(json, 'data')
  const task = isObject(inner) ? inner : json
  const status = firstText(at(task, 'state'), at(task, 'status'), at(json, 'status'))
  if (status === '') return null
  return readTaskState(WORDS, {
    status,
    progress: progressOf(at(json, 'progress') ?? at(task, 'progress'), 'percent'),
    reason: failReason(task) || failReason(json),
    outputs: [at(task, 'video', 'download_url'), at(task, 'video', 'url'), at(task, 'video_raw', 'url')]
      .map((link) => linkedOutput('video', link))
      .filter(isPresent)
      .slice(0, 1),
    followUps: [{ label: 'Extend', operationId: 'luma.extend', params: { task_id: remote.id } }],
    raw: json,
  })
}

function failReason(json: unknown): string {
  return reasonIn(at(json, 'failure_reason'), at(json, 'fail_reason'), at(json, 'error'), at(json, 'message'))
}
