import type { Failure } from '@shared/domain/app-error'
import type { TokenUsage } from '@shared/domain/chat'

/** What a realtime session says, whatever the vendor's version calls it. */
export type RealtimeEvent =
  | { readonly kind: 'ready' }
  /** The person began to speak: what is being played must stop. */
  | { readonly kind: 'speech-started' }
  | { readonly kind: 'user-words'; readonly text: string }
  | { readonly kind: 'answer-words'; readonly text: string }
  /** 16-bit samples, 24,000 a second, one channel, as base64. */
  | { readonly kind: 'audio'; readonly base64: string }
  | { readonly kind: 'turn-ended'; readonly isWhole: boolean; readonly usage: TokenUsage | null }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** One text frame as an event; null for the many that say nothing new. Source: D256 and OpenAI's own names since. */
export function decodeRealtime(frame: string): RealtimeEvent | null {
  const message = parse(frame)
  if (!message) return null
  switch (message['type']) {
    case 'session.created':
      return { kind: 'ready' }
    case 'input_audio_buffer.speech_started':
      return { kind: 'speech-started' }
    case 'conversation.item.input_audio_transcription.completed':
      return { kind: 'user-words', text: textIn(message, 'transcript').trim() }
    case 'response.audio_transcript.delta':
    case 'response.output_audio_transcript.delta':
    case 'response.text.delta':
    case 'response.output_text.delta':
      return { kind: 'answer-words', text: textIn(message, 'delta') }
    case 'response.audio.delta':
    case 'response.output_audio.delta':
      return { kind: 'audio', base64: textIn(message, 'delta') }
    case 'response.done':
      return turnEnd(recordIn(message, 'response'))
    case 'error':
      return { kind: 'failed', failure: failureOf(recordIn(message, 'error')) }
    default:
      return null
  }
}

type Fields = Readonly<Record<string, unknown>>

function parse(frame: string): Fields | null {
  try {
    const value: unknown = JSON.parse(frame)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function turnEnd(response: Fields): RealtimeEvent {
  const usage = response['usage']
  return {
    kind: 'turn-ended',
    isWhole: response['status'] === undefined || response['status'] === 'completed',
    usage: isRecord(usage)
      ? {
          inputTokens: countIn(usage, 'input_tokens'),
          outputTokens: countIn(usage, 'output_tokens'),
          cachedTokens: countIn(recordIn(usage, 'input_token_details'), 'cached_tokens'),
        }
      : null,
  }
}

function failureOf(error: Fields): Failure {
  const said = textIn(error, 'message').slice(0, 500)
  return {
    code: 'gateway-fault',
    message: said === '' ? 'The voice session reported an error.' : `The voice session reported: ${said}`,
    nextStep: 'retry',
    charge: 'maybe-charged',
  }
}

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const recordIn = (fields: Fields, key: string): Fields => (isRecord(fields[key]) ? fields[key] : {})

const textIn = (fields: Fields, key: string): string => (typeof fields[key] === 'string' ? fields[key] : '')

function countIn(fields: Fields, key: string): number {
  const value = fields[key]
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? Math.round(value) : 0
}
