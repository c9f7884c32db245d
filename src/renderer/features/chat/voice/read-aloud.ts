import { create } from 'zustand'
import { detach } from '@renderer/data/detach'
import { onStudioEvent } from '@renderer/data/events'
import { raiseNotice } from '@renderer/data/notices'
import { failureOf, StudioFailure } from '@renderer/data/studio'
import { assetUrl } from '@renderer/lib/media-url'
import type { ChatMessage } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'
import { watchStream } from '../stream/use-stream'
import { firstAssetOf, runAudioTask } from './run-audio-task'
import { createPieceCutter } from './spoken-pieces'

export const SPEECH_OPERATION = 'openai.audio.speech'
export const SPEECH_MODEL = 'gpt-4o-mini-tts'

/** Which answer is being read aloud; null: none. */
export const useReadAloud = create<{ readonly messageId: string | null }>(() => ({ messageId: null }))

/** Ends the one that is running. Pieces that were asked for are paid and stay in the library. */
let stopRunning: () => void = () => undefined

export function stopReadingAloud(): void {
  stopRunning()
}

/** Reads an answer aloud, piece by piece, while it still comes; another one that is read ends first. */
export function readAloud(message: ChatMessage, voice: string): void {
  stopReadingAloud()
  const reading = new AbortController()
  const pieces = createPieceQueue(message)
  stopRunning = () => {
    stopRunning = () => undefined
    reading.abort()
    pieces.close()
    useReadAloud.setState({ messageId: null })
  }
  const play = async (): Promise<void> => {
    const askNext = async (): Promise<string | null> => {
      const piece = await pieces.next()
      return piece === null || reading.signal.aborted ? null : speak(piece, voice, message)
    }
    let assetId = await askNext()
    while (assetId !== null && !reading.signal.aborted) {
      // Only one piece ahead is asked for: what is stopped must not have been paid to its end.
      const following = askNext()
      // A failure is met when its turn comes; until then it must not count as unhandled.
      following.catch(() => undefined)
      await playAsset(assetId, reading.signal)
      assetId = await following
    }
  }
  useReadAloud.setState({ messageId: message.id })
  detach(
    play()
      .catch((error: unknown) => {
        if (!reading.signal.aborted) raiseNotice(error instanceof StudioFailure ? failureOf(error) : NOT_PLAYED)
      })
      .finally(() => {
        if (!reading.signal.aborted) stopRunning()
      }),
    'read an answer aloud',
  )
}

interface PieceQueue {
  /** The next piece to be spoken, once it is there; null at the end. */
  readonly next: () => Promise<string | null>
  readonly close: () => void
}

function createPieceQueue(message: ChatMessage): PieceQueue {
  const cut = createPieceCutter()
  const waiting: string[] = []
  let wake: () => void = () => undefined
  /** Nothing more can come: the answer is whole, or nobody listens any more. */
  const end = new AbortController()
  const take = (current: ChatMessage): void => {
    const isWhole = current.state !== 'streaming'
    waiting.push(...cut(textOf(current), isWhole))
    if (isWhole) end.abort()
    wake()
  }
  const unwatch = watchStream(message.id, take)
  const unhear = onStudioEvent('chat.message-changed', (changed) => {
    if (changed.id === message.id) take(changed)
  })
  take(message)
  return {
    next: async () => {
      while (waiting.length === 0 && !end.signal.aborted) await new Promise<void>((resolve) => (wake = resolve))
      return waiting.shift() ?? null
    },
    close: () => {
      end.abort()
      waiting.length = 0
      unwatch()
      unhear()
      wake()
    },
  }
}

async function speak(input: string, voice: string, message: ChatMessage): Promise<string> {
  const task = await runAudioTask({
    operationId: SPEECH_OPERATION,
    modelId: SPEECH_MODEL,
    params: { input, voice },
    origin: { kind: 'chat', conversationId: message.conversationId, messageId: message.id },
  })
  return firstAssetOf(task)
}

function playAsset(assetId: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve()
    const audio = new Audio(assetUrl(assetId))
    const stop = (): void => {
      audio.pause()
      resolve()
    }
    signal.addEventListener('abort', stop, { once: true })
    audio.addEventListener('ended', () => resolve(), { once: true })
    audio.addEventListener('error', () => reject(new Error('The voice cannot be played.')), { once: true })
    audio.play().catch(reject)
  })
}

const NOT_PLAYED = { code: 'internal', message: 'The voice could not be played.', nextStep: 'retry' } as const
