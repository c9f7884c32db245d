import { z } from 'zod'
import type { Failure } from '../domain/app-error'
import { route } from './contract'
import { idSchema, noRequest } from './schemas'

/** A fifth of a second of sound is about 13 KB; much more would not be speech as it is spoken. */
const MAX_SOUND_LENGTH = 256 * 1024

/** What a window hears of its voice session. */
export type VoiceEvent =
  | { readonly kind: 'ready' | 'speech-started' | 'turn-ended' }
  | { readonly kind: 'user-words' | 'answer-words'; readonly text: string }
  /** 16-bit samples, 24,000 a second, one channel, as base64. */
  | { readonly kind: 'audio'; readonly base64: string }
  | { readonly kind: 'ended'; readonly failure: Failure | null }

export const voiceContract = {
  /** A button that listens was pressed: for some seconds the page may open the microphone. */
  'voice.allow-microphone': route<null>()(noRequest),
  /** Opens a talk by voice; its events come as `voice.heard`, its turns as messages of the chat. */
  'voice.start': route<{ readonly sessionId: string }>()(
    z.object({
      conversationId: idSchema,
      modelId: z.string().min(1).max(200),
      voice: z.string().min(1).max(60),
    }),
  ),
  'voice.send-audio': route<null>()(z.object({ sessionId: idSchema, base64: z.base64().max(MAX_SOUND_LENGTH) })),
  'voice.stop': route<null>()(z.object({ sessionId: idSchema })),
} as const
