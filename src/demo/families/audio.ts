import { chargeCall, type GatewayContext, servedModel, workTime } from '../context'
import type { SpeechRecipe } from '../media/recipe'
import { sha256Of } from '../store/blobs'
import { createRandom, hashText } from '../store/random'
import { choiceField, numberField, parseFields, requiredText, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { parseForm } from '../wire/multipart'
import { Refusal } from '../wire/refusal'
import { bytesReply, jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { soundSeconds } from './audio-length'
import { assertAllowed, countTokens } from './inputs'

export const audioRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/audio/speech', errors: 'openai', needsKey: true, handle: speech },
  { method: 'POST', path: '/v1/audio/transcriptions', errors: 'openai', needsKey: true, handle: transcribe },
  { method: 'POST', path: '/v1/audio/translations', errors: 'openai', needsKey: true, handle: notOffered },
]

const VOICES = [
  'alloy',
  'ash',
  'ballad',
  'coral',
  'echo',
  'fable',
  'onyx',
  'nova',
  'sage',
  'shimmer',
  'verse',
  'marin',
  'cedar',
]
const FORMATS = ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm']
const MAX_INPUT_CHARACTERS = 4096
const MAX_FILE_BYTES = 25 * 1024 * 1024

/** What a recording says that the gateway has not spoken itself. */
const SENTENCES: readonly string[] = [
  'The light was low and the harbour was very quiet.',
  'We walked up the hill and waited for the sun.',
  'One more take, please, and a little slower this time.',
  'She opened the window and the whole street came in.',
  'Nobody had been there since the winter before.',
  'Put the boat on the left and keep the sky empty.',
]

function notOffered(): Reply {
  throw new Refusal(400, 'invalid_request', 'translations are not supported')
}

async function speech(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const model = servedModel(textField(fields, 'model'), 'audio')
  const text = requiredText(fields, 'input', MAX_INPUT_CHARACTERS)
  assertAllowed(text)
  const voice = choiceField(fields, 'voice', VOICES, '')
  if (voice === '') throw new Refusal(400, 'invalid_request', 'voice is required')
  const asked = choiceField(fields, 'response_format', FORMATS, 'mp3')
  if (asked !== 'mp3' && asked !== 'wav' && asked !== 'pcm') {
    throw new Refusal(400, 'invalid_value', `response_format '${asked}' is not available on this channel`)
  }
  const speed = Math.min(4, Math.max(0.25, numberField(fields, 'speed', 1)))
  const recipe: SpeechRecipe = { kind: 'speech', text, voice, speed, format: asked }
  chargeCall(context, request, { model, inputTokens: countTokens(text), outputTokens: countTokens(text) * 4 })
  await workTime(context, 1 + text.length / 400)
  const media = await context.kitchen.make(recipe)
  context.journal.put('uploads', sha256Of(media.bytes), text)
  return bytesReply(200, media.contentType, media.bytes)
}

async function transcribe(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const { fields, files } = parseForm(request.headers['content-type'] ?? '', request.body)
  const model = servedModel(textField(fields, 'model'), 'audio')
  const file = files.find(({ field }) => field === 'file')
  if (file === undefined) throw new Refusal(400, 'invalid_request', 'file is required')
  if (file.bytes.length > MAX_FILE_BYTES)
    throw new Refusal(413, 'read_request_body_failed', 'Maximum content size limit (26214400) exceeded')
  const format = choiceField(fields, 'response_format', ['json', 'text', 'srt', 'verbose_json', 'vtt'], 'json')
  if (model.id !== 'whisper-1' && format !== 'json' && format !== 'text') {
    throw new Refusal(
      400,
      'unsupported_value',
      `response_format '${format}' is not compatible with model '${model.id}'. Use 'json' or 'text' instead.`,
    )
  }
  const seconds = soundSeconds(file.bytes)
  if (seconds === null)
    throw new Refusal(
      400,
      'invalid_request',
      'Invalid file format. Supported formats: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav, webm',
    )
  const text = context.journal.get<string>('uploads', sha256Of(file.bytes)) ?? imagine(file.bytes, seconds)
  chargeCall(context, request, { model, inputTokens: Math.ceil(seconds * 10), outputTokens: countTokens(text) })
  await workTime(context, 1 + seconds / 10)
  return wordTranscript(format, text, seconds)
}

/** As many sentences as fit the length, chosen by the recording. */
function imagine(bytes: Buffer, seconds: number): string {
  const random = createRandom(hashText(sha256Of(bytes)))
  const start = random.whole(0, SENTENCES.length - 1)
  const count = Math.max(1, Math.min(SENTENCES.length, Math.round(seconds / 3)))
  return Array.from({ length: count }, (_, index) => SENTENCES[(start + index) % SENTENCES.length] ?? '').join(' ')
}

interface Segment {
  readonly id: number
  readonly start: number
  readonly end: number
  readonly text: string
}

function segmentsOf(text: string, seconds: number): Segment[] {
  const sentences = text.match(/[^.!?]+[.!?]*\s*/g) ?? [text]
  let at = 0
  return sentences.map((sentence, id) => {
    const start = at
    at += (sentence.length / Math.max(1, text.length)) * seconds
    return { id, start: round(start), end: round(at), text: sentence.trim() }
  })
}

function wordsOf(text: string, seconds: number): object[] {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const each = seconds / Math.max(1, words.length)
  return words.map((word, index) => ({ word, start: round(index * each), end: round((index + 1) * each) }))
}

function wordTranscript(format: string, text: string, seconds: number): Reply {
  const segments = segmentsOf(text, seconds)
  switch (format) {
    case 'text':
      return bytesReply(200, 'text/plain; charset=utf-8', `${text}\n`)
    case 'srt':
      return bytesReply(
        200,
        'text/plain; charset=utf-8',
        segments
          .map((part, index) => `${index + 1}\n${clock(part.start, ',')} --> ${clock(part.end, ',')}\n${part.text}\n`)
          .join('\n'),
      )
    case 'vtt':
      return bytesReply(
        200,
        'text/plain; charset=utf-8',
        `WEBVTT\n\n${segments.map((part) => `${clock(part.start, '.')} --> ${clock(part.end, '.')}\n${part.text}\n`).join('\n')}`,
      )
    case 'verbose_json':
      return jsonReply({
        task: 'transcribe',
        language: 'english',
        duration: round(seconds),
        text,
        segments,
        words: wordsOf(text, seconds),
      })
    default:
      return jsonReply({ text })
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100
}

function clock(seconds: number, mark: string): string {
  const milliseconds = Math.round(seconds * 1000)
  const pad = (value: number, length = 2): string => String(value).padStart(length, '0')
  return `${pad(Math.floor(milliseconds / 3_600_000))}:${pad(Math.floor(milliseconds / 60_000) % 60)}:${pad(Math.floor(milliseconds / 1000) % 60)}${mark}${pad(milliseconds % 1000, 3)}`
}
