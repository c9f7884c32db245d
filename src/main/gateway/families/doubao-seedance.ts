import type { GatewayAnswer, FamilyAdapter, PollReading, RemoteOperation, SubmitReading, WireRequest } from '../types'
import type { VendorWork, VendorWorkFilter } from '@shared/domain/vendor-work'
import { errorInside, reasonIn, stateless, taskFailure, unreadableAnswer } from './family-failures'
import { at, firstText, idText, isObject, isPresent, linkedOutput, listOf } from './read'
import { readTaskState, type StatusWords } from './task-state'

const LIST_SIZE = 20

/** Seedance through the vendor's own task service; one task or a list of them. */
export const doubaoSeedanceAdapter: FamilyAdapter = {
  family: 'doubao-seedance',
  readSubmit,
  pollOne: { request: pollRequest, read: readPoll },
  pollBatch: { maxIds: 20, request: batchRequest, read: readBatch },
  listing: { pageSize: LIST_SIZE, request: listRequest, read: readList },
}

const POLL_TIMEOUT_MS = 30_000
const PATH = '/volc/v1/contents/generations/tasks'

const WORDS: StatusWords = {
  pending: new Set(['submitted', 'queued', 'pending', 'running', 'processing']),
  done: new Set(['succeeded']),
  failed: new Set(['failed', 'expired']),
  canceled: new Set(['cancelled', 'canceled']),
}

function readSubmit(answer: GatewayAnswer): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const failure = errorInside(json)
  if (failure !== null) return { kind: 'failed', failure }
  if (WORDS.failed.has(firstText(json.status).toLowerCase())) {
    return { kind: 'failed', failure: taskFailure(failReason(json), json) }
  }
  const id = idText(json.id)
  return id === '' ? { kind: 'failed', failure: unreadableAnswer(answer) } : { kind: 'accepted', remote: { id } }
}

function pollRequest(remote: RemoteOperation): WireRequest {
  const path = `${PATH}/${encodeURIComponent(remote.id)}`
  return { method: 'GET', path, body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS }
}

/** The vendor repeats the name once for each id. */
function batchRequest(remotes: readonly RemoteOperation[]): WireRequest {
  const query = { 'filter.task_ids': remotes.map(({ id }) => id), page_size: String(Math.max(1, remotes.length)) }
  return { method: 'GET', path: PATH, query, body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS }
}

function readBatch(answer: GatewayAnswer, remotes: readonly RemoteOperation[]): ReadonlyMap<string, PollReading> {
  const tasks = Array.isArray(answer.json) ? listOf(answer.json) : listOf(at(answer.json, 'items'))
  const readings = new Map<string, PollReading>()
  for (const task of tasks) {
    const remote = remotes.find(({ id }) => id === idText(at(task, 'id')))
    const reading = remote && readTask(task)
    if (reading) readings.set(remote.id, reading)
  }
  return readings
}

/** The vendor's list, the latest first, narrowed by its own filters. */
function listRequest({ status, modelId, ids = [], page }: VendorWorkFilter): WireRequest {
  const query = {
    page_num: String(page),
    page_size: String(LIST_SIZE),
    ...(status === undefined ? {} : { 'filter.status': status }),
    ...(modelId === undefined ? {} : { 'filter.model': modelId }),
    ...(ids.length === 0 ? {} : { 'filter.task_ids': ids }),
  }
  return { method: 'GET', path: PATH, query, body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS }
}

function readList({ json }: GatewayAnswer): readonly VendorWork[] | null {
  const items = Array.isArray(json) ? json : at(json, 'items')
  if (!Array.isArray(items)) return null
  return listOf(items).flatMap((item) => {
    const remoteId = idText(at(item, 'id'))
    const seconds = at(item, 'created_at')
    const createdAtMs = typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : null
    const facts = { modelId: firstText(at(item, 'model')), status: firstText(at(item, 'status')), createdAtMs }
    const reading = readTask(item)
    const results = reading?.kind === 'completed' ? reading.outputs.map(({ media }) => media) : []
    const reason = failReason(item)
    return remoteId === '' ? [] : [{ remoteId, ...facts, results, ...(reason === '' ? {} : { reason }) }]
  })
}

function readPoll(answer: GatewayAnswer): PollReading {
  return (answer.status < 300 ? readTask(answer.json) : null) ?? stateless(answer)
}

/** One task; null where it holds no state. */
function readTask(task: unknown): PollReading | null {
  const status = firstText(at(task, 'status'))
  if (status === '') return null
  const clip = linkedOutput('video', at(task, 'content', 'video_url'))
  const lastFrame = clip === null ? null : linkedOutput('image', at(task, 'content', 'last_frame_url'))
  const reason = failReason(task)
  const reading = readTaskState(WORDS, { status, reason, outputs: [clip, lastFrame].filter(isPresent), raw: task })
  if (reading.kind !== 'failed' || !/sensitive/i.test(firstText(at(task, 'error', 'code')))) return reading
  const message = `The vendor refused the content: “${reason.slice(0, 300)}”.`
  return { ...reading, failure: { ...reading.failure, code: 'refused-content', message, nextStep: 'edit-input' } }
}

function failReason(json: unknown): string {
  const isExpired = firstText(at(json, 'status')).toLowerCase() === 'expired'
  return reasonIn(at(json, 'error'), at(json, 'message')) || (isExpired ? 'It was not run in time.' : '')
}
