import { WebSocket } from 'undici'
import type { Failure } from '@shared/domain/app-error'
import type { Lease, Transport } from '../transport'
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

/** Opens voice sessions. The key goes in a header of the handshake, to the gateway's own address only. */
export function createOpenRealtime(leaseFresh: Transport['leaseFresh']): OpenRealtime {
  return (credentials, session, listener) => {
    const address = addressOf(credentials.baseUrl, session.modelId)
    let socket: WebSocket | null = null
    let isOver = false
    const end = (failure: Failure | null): void => {
      if (isOver) return
      isOver = true
      listener.onEnd(failure)
      socket?.close()
    }
    const connect = async (): Promise<void> => {
      const lease = await leaseFresh(address)
      if (isOver) return lease.release()
      socket = new WebSocket(socketUrlOf(address), {
        dispatcher: lease.dispatcher,
        headers: { Authorization: `Bearer ${credentials.key}`, 'OpenAI-Beta': 'realtime=v1' },
      })
      follow(socket, lease)
    }
    const follow = (opened: WebSocket, lease: Lease): void => {
      opened.addEventListener('open', () => opened.send(JSON.stringify(sessionUpdate(session))))
      opened.addEventListener('message', ({ data }) => {
        const event = typeof data === 'string' && !isOver ? decodeRealtime(data) : null
        if (event?.kind === 'failed') end(event.failure)
        else if (event) listener.onEvent(event)
      })
      opened.addEventListener('error', ({ message }) => end(brokenBy(message)))
      opened.addEventListener('close', () => {
        end(CLOSED)
        lease.release()
      })
    }
    connect().catch((error: unknown) => end(brokenBy(error instanceof Error ? error.message : undefined)))
    return {
      sendAudio: (audio) => {
        if (socket?.readyState !== WebSocket.OPEN || socket.bufferedAmount > MAX_WAITING_BYTES) return
        socket.send(JSON.stringify({ type: 'input_audio_buffer.append', audio }))
      },
      close: () => end(null),
    }
  }
}

function addressOf(baseUrl: string, modelId: string): URL {
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}/v1/realtime`)
  url.searchParams.set('model', modelId)
  return url
}

function socketUrlOf(address: URL): string {
  const url = new URL(address)
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:'
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
