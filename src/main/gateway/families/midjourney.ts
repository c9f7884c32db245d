import type { OperationSpec } from '@shared/catalog/types'
import type {
  FamilyAdapter,
  GatewayAnswer,
  PollReading,
  RemoteOperation,
  RemoteOutput,
  SubmitReading,
  WireRequest,
} from '../types'
import { emptyAnswer, reasonIn, stateless, taskFailure, unreadableAnswer } from './family-failures'
import { followUpsOf, seedFollowUp, windowFollowUp } from './midjourney-buttons'
import { submitRefusal } from './midjourney-refusals'
import { at, firstText, idText, isObject, isPresent, linkedOutput, listOf, longNumberNamed, progressOf } from './read'

/** Midjourney through a relay: submit, poll, press buttons, answer windows. */
export const midjourneyAdapter: FamilyAdapter = {
  family: 'midjourney',
  readSubmit,
  pollOne: { request: pollRequest, read: readPoll },
  pollBatch: { maxIds: 50, request: batchRequest, read: readBatch },
}

const POLL_TIMEOUT_MS = 30_000
const MAX_SEED = 4_294_967_295
/** 1: accepted; 21: accepted and waiting for a window, or already there; 22: accepted and queued. */
const ACCEPTED_CODES = new Set([1, 21, 22])

function readSubmit(answer: GatewayAnswer, operation: OperationSpec): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  if (operation.id === 'midjourney.seed') return readSeed(json, answer)
  if (!ACCEPTED_CODES.has(codeOf(json))) return { kind: 'failed', failure: submitRefusal(codeOf(json), json) }
  if (operation.id === 'midjourney.upload') return readUpload(json, answer)
  const id = idText(json.result) || longNumberNamed(answer, 'result')
  if (id === '') return { kind: 'failed', failure: unreadableAnswer(answer) }
  return { kind: 'accepted', remote: { id, context: { output: operation.output } } }
}

/** The proxy answers with a list, some gateways with one text. */
function readUpload(json: Readonly<Record<string, unknown>>, answer: GatewayAnswer): SubmitReading {
  const links = (Array.isArray(json.result) ? listOf(json.result) : [json.result]).filter(
    (link): link is string => typeof link === 'string' && /^https?:\/\//i.test(link),
  )
  if (links.length === 0) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const items = links.map((remoteId) => ({ kind: 'midjourney-picture', remoteId }) as const)
  return { kind: 'completed', outputs: [], items }
}

/** The seed stands in `result`; the page shows the task object instead. */
function readSeed(json: Readonly<Record<string, unknown>>, answer: GatewayAnswer): SubmitReading {
  if (json.code !== undefined && codeOf(json) !== 1) {
    return { kind: 'failed', failure: submitRefusal(codeOf(json), json) }
  }
  const text = idText(json.result, json.seed, at(json, 'properties', 'seed'))
  if (!/^\d{1,20}$/.test(text)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const followUps = [
    { label: 'Again with this seed', operationId: 'midjourney.imagine', params: { seed: Number(text) } },
  ]
  return {
    kind: 'completed',
    outputs: [{ media: 'text', source: { kind: 'text', text }, mimeHint: 'text/plain', title: 'Seed' }],
    ...(Number(text) <= MAX_SEED ? { followUps } : {}),
  }
}

function codeOf(json: Readonly<Record<string, unknown>>): number {
  return typeof json.code === 'number' || typeof json.code === 'string' ? Number(json.code) : Number.NaN
}

function pollRequest(remote: RemoteOperation): WireRequest {
  const path = `/mj/task/${encodeURIComponent(remote.id)}/fetch`
  return { method: 'GET', path, body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS }
}

function batchRequest(remotes: readonly RemoteOperation[]): WireRequest {
  const value = { ids: remotes.map(({ id }) => id) }
  return {
    method: 'POST',
    path: '/mj/task/list-by-condition',
    body: { kind: 'json', value },
    timeoutMs: POLL_TIMEOUT_MS,
  }
}

/** The documentation promises a list and shows a single object: both are read. */
function readBatch(answer: GatewayAnswer, remotes: readonly RemoteOperation[]): ReadonlyMap<string, PollReading> {
  const tasks = Array.isArray(answer.json) ? listOf(answer.json) : [answer.json]
  const readings = new Map<string, PollReading>()
  for (const task of tasks) {
    const remote = remotes.find(({ id }) => id === idText(at(task, 'id')))
    if (remote) readings.set(remote.id, readTask(task, remote) ?? stateless({ ...answer, json: task }))
  }
  return readings
}

function readPoll(answer: GatewayAnswer, remote: RemoteOperation): PollReading {
  const task = Array.isArray(answer.json) ? listOf(answer.json)[0] : answer.json
  return (answer.status < 300 ? readTask(task, remote) : null) ?? stateless(answer)
}

/** One task object; null where it holds no state. An empty status is how a task looks right after its submit. */
function readTask(task: unknown, remote: RemoteOperation): PollReading | null {
  const status = at(task, 'status')
  if (typeof status !== 'string' || idText(at(task, 'id')) === '') return null
  const progress = progressOf(at(task, 'progress'), 'percent')
  switch (status.toUpperCase()) {
    case '':
    case 'NOT_START':
    case 'SUBMITTED':
    case 'IN_PROGRESS':
      return { kind: 'pending', status, progress, isStatusKnown: true }
    case 'MODAL':
      return { kind: 'waiting-input', status, followUps: [windowFollowUp(task, remote.id)] }
    case 'SUCCESS':
      return readSuccess(task, status, remote)
    case 'FAILURE':
      return { kind: 'failed', status, failure: taskFailure(reasonIn(at(task, 'failReason')), task) }
    case 'CANCEL':
      return {
        kind: 'failed',
        status,
        failure: { ...taskFailure('canceled', task), code: 'canceled', nextStep: 'none' },
      }
    default:
      return { kind: 'pending', status, progress, isStatusKnown: false }
  }
}

function readSuccess(task: unknown, status: string, remote: RemoteOperation): PollReading {
  const outputs = remote.context?.output === 'text' ? textsOf(task) : picturesOf(task)
  if (outputs.length === 0) return { kind: 'failed', status, failure: emptyAnswer('', task) }
  const followUps = followUpsOf(task, remote.id)
  const isSheet = outputs.some(({ media }) => media === 'image')
  return {
    kind: 'completed',
    status,
    outputs,
    followUps: isSheet ? [...followUps, seedFollowUp(task, remote.id)] : followUps,
  }
}

/** Four suggestions, parted by empty lines. */
function textsOf(task: unknown): readonly RemoteOutput[] {
  const text = firstText(at(task, 'properties', 'finalPrompt'), at(task, 'promptEn'), at(task, 'prompt'))
  return text === '' ? [] : [{ media: 'text', source: { kind: 'text', text }, mimeHint: 'text/plain' }]
}

/** One sheet of four; some channels give single pictures or clips instead. */
function picturesOf(task: unknown): readonly RemoteOutput[] {
  const clips = [at(task, 'videoUrl'), ...listOf(at(task, 'videoUrls'))]
    .map((item) => linked('video', item))
    .filter(isPresent)
  if (clips.length > 0) return unique(clips)
  const sheet = linkedOutput('image', at(task, 'imageUrl'))
  if (sheet !== null) return [sheet]
  return listOf(at(task, 'imageUrls'))
    .map((item) => linked('image', item))
    .filter(isPresent)
}

function linked(media: 'image' | 'video', item: unknown): RemoteOutput | null {
  return linkedOutput(media, typeof item === 'string' ? item : at(item, 'url'))
}

function unique(outputs: readonly RemoteOutput[]): readonly RemoteOutput[] {
  return [...new Map(outputs.map((output) => [JSON.stringify(output.source), output])).values()]
}
