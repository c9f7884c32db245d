import { WebSocket } from 'undici'
import type { Failure } from '@shared/domain/app-error'
import type { GatewayCredentials } from '../types'
import { decodeRealtime, type RealtimeEvent } from './realtime-events'

export interface RealtimeSession {
  readonly modelId: string
  readonly instructions: string
  readonly voice: string
}

export interface RealtimeSocket {
  /** 16-bit samples, 24,000 a second, one channel, as base64. Lost where the connection cannot take more. */
  readonly sendAudio: (base64: string) => void
  readonly close: () => void
}

export interface RealtimeListener {
  readonly onEvent: (event: RealtimeEvent) => void
  /** Once, at the end; null where it was closed from here. */
  readonly onEnd: (failure: Failure | null) => void
}

/** More waiting than this is a line that does not keep up: newer sound is worth more than older. */
const MAX_WAITING_BYTES = 512 * 1024

export type OpenRealtime = (
  credentials: GatewayCredentials,
  session: RealtimeSession,
  listener: RealtimeListener,
) => RealtimeSocket

/** Opens a voice session. The key goes in a header of the handshake, to the gateway's own address only. */
export const openRealtime: OpenRealtime = (credentials, session, listener) => {
  const socket = new WebSocket(addressOf(credentials.baseUrl, session.modelId), {
    headers: { Authorization: `Bearer ${credentials.key}`, 'OpenAI-Beta': 'realtime=v1' },
  })
  let isOver = false
  const end = (failure: Failure | null): void => {
    if (isOver) return
    isOver = true
    listener.onEnd(failure)
    socket.close()
  }
  socket.addEventListener('open', () => socket.send(JSON.stringify(sessionUpdate(session))))
  socket.addEventListener('message', ({ data }) => {
    const event = typeof data === 'string' && !isOver ? decodeRealtime(data) : null
    if (event?.kind === 'failed') end(event.failure)
    else if (event) listener.onEvent(event)
  })
  socket.addEventListener('error', ({ message }) => end(brokenBy(message)))
  socket.addEventListener('close', () => end(CLOSED))
  return {
    sendAudio: (audio) => {
      if (socket.readyState !== WebSocket.OPEN || socket.bufferedAmount > MAX_WAITING_BYTES) return
      socket.send(JSON.stringify({ type: 'input_audio_buffer.append', audio }))
    },
    close: () => end(null),
  }
}

function addressOf(baseUrl: string, modelId: string): string {
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}/v1/realtime`)
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:'
  url.searchParams.set('model', modelId)
  return url.href
}

function sessionUpdate({ instructions, voice }: RealtimeSession): object {
  return {
    type: 'session.update',
    session: {
      modalities: ['text', 'audio'],
      voice,
      instructions,
      input_audio_format: 'pcm16',
      output_audio_format: 'pcm16',
      input_audio_transcription: { model: 'whisper-1' },
      turn_detection: { type: 'server_vad' },
    },
  }
}

const CLOSED: Failure = {
  code: 'truncated',
  message: 'The gateway ended the voice session. What was said is kept.',
  nextStep: 'retry',
  charge: 'maybe-charged',
}

function brokenBy(words: string | undefined): Failure {
  return {
    code: 'offline',
    message: 'The voice session could not be opened or broke off. What was said is kept.',
    nextStep: 'retry',
    charge: 'maybe-charged',
    ...(words ? { raw: words.slice(0, 500) } : {}),
  }
}
