import type { OperationSpec } from '@shared/catalog/types'
import type { Failure } from '@shared/domain/app-error'
import { readErrorObject } from '../failures'
import type { FamilyAdapter, GatewayAnswer, RemoteOutput, SubmitReading } from '../types'
import { errorInside, unreadableAnswer } from './family-failures'
import { at, isObject } from './read'

/** Speech answers with raw bytes and transcription with text; an error comes as JSON in both. */
export const openaiAudioAdapter: FamilyAdapter = {
  family: 'openai-audio',
  readSubmit: (answer: GatewayAnswer, operation: OperationSpec): SubmitReading =>
    operation.output === 'text' ? readTranscript(answer) : readSpeech(answer),
}

function readSpeech(answer: GatewayAnswer): SubmitReading {
  const mime = mimeOf(answer)
  if (isObject(answer.json)) return { kind: 'failed', failure: readErrorObject(answer.json) }
  const isSound = mime.startsWith('audio/') || mime === 'application/octet-stream' || mime === ''
  if (!isSound || answer.bytes.byteLength === 0) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const hint = mime.startsWith('audio/') ? { mimeHint: mime } : {}
  return { kind: 'completed', outputs: [{ media: 'audio', source: { kind: 'bytes', bytes: answer.bytes }, ...hint }] }
}

function readTranscript(answer: GatewayAnswer): SubmitReading {
  const failure = errorInside(answer.json)
  if (failure !== null) return { kind: 'failed', failure }
  const mime = mimeOf(answer)
  if (typeof answer.json === 'string') return written(answer.json, 'text/plain')
  if (isObject(answer.json)) {
    const text = at(answer.json, 'text')
    return typeof text === 'string'
      ? written(text, 'text/plain')
      : { kind: 'failed', failure: unreadableAnswer(answer) }
  }
  if (!/^text\/(?!html)|subrip|octet-stream/.test(mime)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  return written(new TextDecoder().decode(answer.bytes), mime.startsWith('text/vtt') ? 'text/vtt' : 'text/plain')
}

function written(text: string, mimeHint: string): SubmitReading {
  if (text.trim() === '') return { kind: 'failed', failure: SILENCE }
  const output: RemoteOutput = { media: 'text', source: { kind: 'text', text }, mimeHint }
  return { kind: 'completed', outputs: [output] }
}

const SILENCE: Failure = {
  code: 'bad-parameter',
  message: 'No speech was found in the recording.',
  nextStep: 'edit-input',
  charge: 'charged',
}

function mimeOf(answer: GatewayAnswer): string {
  return (answer.contentType.split(';')[0] ?? '').trim().toLowerCase()
}
