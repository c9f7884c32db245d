import type { GatewayContext } from '../context'
import { type Fields, isFields, listField, textField } from '../wire/fields'
import { Refusal } from '../wire/refusal'
import type { Completion } from './chat-completion'
import { chunkOf, pieces, usageChunk } from './chat-stream'

const VOICES = ['alloy', 'ash', 'ballad', 'coral', 'echo', 'fable', 'nova', 'onyx', 'sage', 'shimmer']
const AUDIO_PIECE_BYTES = 9_600
const HOUR_SECONDS = 3_600
const MAX_CHARACTERS = 160

export interface SpokenForm {
  readonly voice: string
  readonly format: 'wav' | 'mp3' | 'pcm'
}

/** How the answer is to be spoken; null where words are wanted. As strict as the vendor. */
export function spokenFormOf(fields: Fields): SpokenForm | null {
  if (!listField(fields, 'modalities').includes('audio')) return null
  if (!/audio/.test(textField(fields, 'model')))
    throw new Refusal(400, 'invalid_value', 'This model does not support audio output.')
  const audio = isFields(fields.audio) ? fields.audio : {}
  const voice = textField(audio, 'voice')
  if (!VOICES.includes(voice)) throw new Refusal(400, 'invalid_value', `audio.voice: '${voice}' is not supported.`)
  const format = textField(audio, 'format')
  if (fields.stream === true && format !== 'pcm16')
    throw new Refusal(400, 'unsupported_value', "audio.format: only 'pcm16' is supported with stream=true.")
  if (format !== 'pcm16' && format !== 'wav' && format !== 'mp3')
    throw new Refusal(400, 'invalid_value', `audio.format: '${format}' is not available on this channel.`)
  return { voice, format: format === 'pcm16' ? 'pcm' : format }
}

/** Spoken answers are short: what is said of the words that would have been written. */
export function transcriptOf({ content }: Completion): string {
  const plain = content
    .replaceAll(/[#*_`>|-]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const said = plain.slice(0, MAX_CHARACTERS)
  return said.length < plain.length ? said.slice(0, said.lastIndexOf(' ')) : said
}

/** The `audio` of a whole answer. */
export async function spokenMessage(
  context: GatewayContext,
  completion: Completion,
  form: SpokenForm,
): Promise<object> {
  const { bytes } = await soundOf(context, completion, form)
  return {
    role: 'assistant',
    content: null,
    refusal: null,
    audio: { ...headOf(completion), data: bytes.toString('base64'), transcript: transcriptOf(completion) },
  }
}

/** The same as events: the words run ahead of the sound, which comes as bare samples. */
export async function* spokenEvents(
  context: GatewayContext,
  completion: Completion,
  form: SpokenForm,
): AsyncGenerator<string> {
  const { id, expires_at } = headOf(completion)
  yield chunkOf(completion, { role: 'assistant', content: null, audio: { id } })
  for (const transcript of pieces(transcriptOf(completion))) yield chunkOf(completion, { audio: { id, transcript } })
  const { bytes } = await soundOf(context, completion, form)
  for (let start = 0; start < bytes.length; start += AUDIO_PIECE_BYTES) {
    const data = bytes.subarray(start, start + AUDIO_PIECE_BYTES).toString('base64')
    yield chunkOf(completion, { audio: { id, data } })
  }
  yield chunkOf(completion, { audio: { id, expires_at } })
  yield chunkOf(completion, {}, 'stop')
  yield usageChunk(completion)
  yield 'data: [DONE]\n\n'
}

const headOf = ({ id, created }: Completion) => ({ id: `audio_${id}`, expires_at: created + HOUR_SECONDS })

const soundOf = (context: GatewayContext, completion: Completion, { voice, format }: SpokenForm) =>
  context.kitchen.make({ kind: 'speech', text: transcriptOf(completion), voice, speed: 1, format })
