import type { OperationSpec } from '@shared/catalog/types'
import type { Failure } from '@shared/domain/app-error'
import { type TimedWord, toLrc } from '@shared/domain/timed-lyrics'
import { readErrorObject } from '../failures'
import type { GatewayAnswer, RemoteOutput, SubmitReading } from '../types'
import { errorInside, unreadableAnswer } from './family-failures'
import { at, firstText, idText, isObject, linkedOutput, listOf } from './read'

/**
 * The four answers that upstreams give for a lossless file: a link under `data`, a task id there, a link named
 * `wav_file_url` (or inside an object), and the bytes themselves.
 */
export function readWav(answer: GatewayAnswer, operation: OperationSpec): SubmitReading {
  const { json } = answer
  const mime = (answer.contentType.split(';')[0] ?? '').trim().toLowerCase()
  if (json === undefined) {
    const isSound = (mime.startsWith('audio/') || mime === 'application/octet-stream') && answer.bytes.byteLength > 0
    return isSound ? completed(bytesOf(answer, mime)) : { kind: 'failed', failure: unreadableAnswer(answer) }
  }
  const failure = refusalIn(json)
  if (failure !== null) return { kind: 'failed', failure }
  const linked = wavIn(json)
  if (linked !== null) return completed(linked)
  const id = idText(at(json, 'data'), at(json, 'data', 'task_id'), at(json, 'task_id'))
  if (id === '') return { kind: 'failed', failure: unreadableAnswer(answer) }
  return { kind: 'accepted', remote: { id, context: { path: operation.request.path, operation: operation.id } } }
}

/** A link to a lossless file, wherever an upstream puts it. */
export function wavIn(json: unknown): RemoteOutput | null {
  const places = [json, at(json, 'data'), at(json, 'data', 'data')]
  for (const place of places) {
    for (const value of [
      place,
      at(place, 'wav_file_url'),
      at(place, 'wav_url'),
      at(place, 'audio_url'),
      at(place, 'url'),
    ]) {
      const output = linkedOutput('audio', value)
      if (output !== null) return output
    }
  }
  return null
}

/** The words of a song with their times, kept as an LRC file. */
export function readTiming(answer: GatewayAnswer): SubmitReading {
  const { json } = answer
  const failure = refusalIn(json)
  if (failure !== null) return { kind: 'failed', failure }
  const list = at(json, 'aligned_words') ?? at(json, 'data', 'aligned_words') ?? at(json, 'data')
  if (!Array.isArray(list)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const text = toLrc(listOf(list).flatMap(wordOf))
  if (text === '') return { kind: 'failed', failure: NO_WORDS }
  return completed({ media: 'text', source: { kind: 'text', text }, mimeHint: 'text/plain' })
}

/** A singer has no file; songs in its voice name it by its id and the song that it was made from. */
export function readPersona(json: unknown, answer: GatewayAnswer): SubmitReading {
  const failure = refusalIn(json)
  if (failure !== null) return { kind: 'failed', failure }
  const remoteId = idText(
    at(json, 'id'),
    at(json, 'data', 'id'),
    at(json, 'persona_id'),
    at(json, 'data', 'persona_id'),
  )
  if (remoteId === '') return { kind: 'failed', failure: unreadableAnswer(answer) }
  const name = firstText(at(json, 'name'), at(json, 'data', 'name'))
  const item = { kind: 'suno-persona', remoteId, ...(name === '' ? {} : { name }) } as const
  return { kind: 'completed', outputs: [], items: [item] }
}

function wordOf(entry: unknown): readonly TimedWord[] {
  const [text, start, end] = [at(entry, 'word'), at(entry, 'start_s'), at(entry, 'end_s')]
  if (typeof text !== 'string' || !isTime(start)) return []
  return [{ text, startSeconds: start, endSeconds: isTime(end) && end >= start ? end : start }]
}

const isTime = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value < 36_000

function bytesOf(answer: GatewayAnswer, mime: string): RemoteOutput {
  const hint = mime.startsWith('audio/') ? { mimeHint: mime } : {}
  return { media: 'audio', source: { kind: 'bytes', bytes: answer.bytes }, ...hint }
}

function completed(output: RemoteOutput): SubmitReading {
  return { kind: 'completed', outputs: [output] }
}

function refusalIn(json: unknown): Failure | null {
  const code = firstText(at(json, 'code'))
  if (isObject(json) && code !== '' && code !== 'success') return readErrorObject(json)
  return errorInside(json)
}

const NO_WORDS: Failure = {
  code: 'bad-parameter',
  message: 'Suno knows no words of this song: it has no vocals, or the words are not aligned yet.',
  nextStep: 'none',
  charge: 'maybe-charged',
}
