import type { FollowUp } from '@shared/domain/task'
import type { FamilyAdapter, GatewayAnswer, PollReading, RemoteOperation, SubmitReading, WireRequest } from '../types'
import { errorInside, reasonIn, stateless, taskFailure, unreadableAnswer } from './family-failures'
import { at, firstText, idText, isObject, isPresent, linkedOutput, progressOf } from './read'
import { readTaskState, type StatusWords } from './task-state'

/** Sora in OpenAI's own video format; ids of the unified kind answer in the unified shape. */
export const soraOfficialAdapter: FamilyAdapter = {
  family: 'sora-official',
  readSubmit,
  pollOne: { request: pollRequest, read: readPoll, follow: contentRequest },
}

const POLL_TIMEOUT_MS = 30_000
const CONTENT_TIMEOUT_MS = 10 * 60_000

const WORDS: StatusWords = {
  pending: new Set(['queued', 'pending', 'submitted', 'in_progress', 'processing']),
  done: new Set(['completed', 'succeeded', 'success']),
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
  const id = idText(json.id, json.task_id)
  return id === '' ? { kind: 'failed', failure: unreadableAnswer(answer) } : { kind: 'accepted', remote: { id } }
}

const placeOf = (id: string): string => `/v1/videos/${encodeURIComponent(id)}`

function pollRequest(remote: RemoteOperation): WireRequest {
  return { method: 'GET', path: placeOf(remote.id), body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS }
}

/** A finished clip without a link is fetched through the content route, which needs the key. */
function contentRequest(answer: GatewayAnswer): WireRequest | null {
  const { json } = answer
  const id = idText(at(json, 'id'))
  if (id === '' || !WORDS.done.has(statusOf(json).toLowerCase()) || clipIn(json) !== null) return null
  return { method: 'GET', path: `${placeOf(id)}/content`, body: { kind: 'none' }, timeoutMs: CONTENT_TIMEOUT_MS }
}

function readPoll(answer: GatewayAnswer, remote: RemoteOperation): PollReading {
  const { json } = answer
  const mime = (answer.contentType.split(';')[0] ?? '').trim().toLowerCase()
  if (json === undefined && answer.status < 300 && isClip(mime) && answer.bytes.byteLength > 0) {
    const source = { kind: 'bytes', bytes: answer.bytes } as const
    const outputs = [{ media: 'video', source, mimeHint: 'video/mp4' }] as const
    return { kind: 'completed', status: 'completed', outputs, followUps: followUpsOf(remote.id) }
  }
  const status = statusOf(json)
  if (status === '' || answer.status >= 300) return stateless(answer)
  return readTaskState(WORDS, {
    status,
    progress: progressIn(json),
    reason: failReason(json),
    outputs: [clipIn(json)].filter(isPresent),
    followUps: followUpsOf(idText(at(json, 'id')) || remote.id),
    raw: json,
  })
}

const isClip = (mime: string): boolean => mime.startsWith('video/') || mime === 'application/octet-stream'

function statusOf(json: unknown): string {
  return firstText(at(json, 'status'), at(json, 'detail', 'status'))
}

function clipIn(json: unknown) {
  return (
    linkedOutput('video', at(json, 'video_url')) ??
    linkedOutput('video', at(json, 'url')) ??
    linkedOutput('video', at(json, 'detail', 'url'))
  )
}

function progressIn(json: unknown): number | null {
  return (
    progressOf(at(json, 'detail', 'pending_info', 'progress_pct'), 'fraction') ??
    progressOf(at(json, 'progress'), 'percent')
  )
}

/** What can be made of a finished clip. */
function followUpsOf(id: string): readonly FollowUp[] {
  return [
    { label: 'Change it', operationId: 'sora.videos.remix', params: { id }, settled: ['id'] },
    { label: 'Character', operationId: 'sora.character.create', params: { from_task: id }, settled: ['from_task'] },
  ]
}

function failReason(json: unknown): string {
  return reasonIn(
    at(json, 'error'),
    at(json, 'fail_reason'),
    at(json, 'detail', 'pending_info', 'failure_reason'),
    at(json, 'message'),
  )
}
