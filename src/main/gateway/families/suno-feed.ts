import type { OperationSpec } from '@shared/catalog/types'
import { readErrorObject } from '../failures'
import type { FamilyAdapter, GatewayAnswer, PollReading, RemoteOperation, SubmitReading, WireRequest } from '../types'
import { errorInside, isMissing, stateless, unreadableAnswer } from './family-failures'
import { at, firstText, idText, isObject, listOf } from './read'
import { readClips } from './suno-clips'

/** Suno's older protocol: the answer names the clips at once, and they are asked for by their own ids. */
export const sunoFeedAdapter: FamilyAdapter = {
  family: 'suno-feed',
  readSubmit,
  pollOne: { request: feedRequest, read: readFeed },
}

const POLL_TIMEOUT_MS = 30_000
const KNOWN_WORDS: ReadonlySet<string> = new Set(['submitted', 'queued', 'streaming', 'complete', 'error'])

function readSubmit(answer: GatewayAnswer, operation: OperationSpec): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const failure = errorInside(json) ?? refusalIn(json)
  if (failure !== null) return { kind: 'failed', failure }
  const clips = listOf(json.clips ?? at(json, 'data', 'clips'))
  const id = clips.map((clip) => idText(at(clip, 'id'))).filter((clipId) => clipId !== '')
  if (id.length === 0) return { kind: 'failed', failure: unreadableAnswer(answer) }
  return { kind: 'accepted', remote: { id: id.join(','), context: { operation: operation.id } } }
}

function refusalIn(json: Readonly<Record<string, unknown>>) {
  return typeof json.code === 'string' && json.code !== '' && json.code !== 'success' ? readErrorObject(json) : null
}

/** The commas between ids stay as they are; only what stands between them is encoded. */
function feedRequest(remote: RemoteOperation): WireRequest {
  const ids = remote.id.split(',').map((id) => encodeURIComponent(id.trim()))
  return { method: 'GET', path: `/suno/feed/${ids.join(',')}`, body: { kind: 'none' }, timeoutMs: POLL_TIMEOUT_MS }
}

function readFeed(answer: GatewayAnswer, remote: RemoteOperation): PollReading {
  if (answer.status >= 300 || isMissing(answer)) return stateless(answer)
  const { json } = answer
  const clips = [json, at(json, 'clips'), at(json, 'data'), at(json, 'data', 'clips')].find(Array.isArray)
  if (clips === undefined) return stateless(answer)
  if (clips.length === 0) return { kind: 'missing' }
  const words = listOf(clips).map((clip) => firstText(at(clip, 'status')).toLowerCase())
  if (words.some((word) => word === '')) return stateless(answer)
  const strange = words.find((word) => !KNOWN_WORDS.has(word))
  if (strange !== undefined) return { kind: 'pending', status: strange, progress: null, isStatusKnown: false }
  const source = { taskId: '', operationId: remote.context?.operation ?? '' }
  return readClips(listOf(clips), words.join(', '), source, '', clips)
}
