import { setTimeout as sleep } from 'node:timers/promises'
import { chargeCall, type GatewayContext, servedModel } from '../context'
import { createRandom, hashText } from '../store/random'
import type { GatewayRequest } from '../wire/gateway-request'
import type { ServerSocket, SocketListener } from '../wire/websocket'
import { isFields, listField, textField } from '../wire/fields'
import { countTokens } from './inputs'

/** 16-bit samples, 24,000 a second. */
const BYTES_PER_SECOND = 48_000
/** So much sound is taken for something said; what a detector of voices would hear is not imitated. */
const TURN_BYTES = 1.5 * BYTES_PER_SECOND
const AUDIO_PIECE_BYTES = 9_600

const QUESTIONS: readonly string[] = [
  'What light would suit a harbour at dusk?',
  'How long should the first shot be?',
  'Can you make it a little quieter?',
  'Which colour should the boat have?',
]
const ANSWERS: readonly string[] = [
  'Low light from the left, and let the water stay dark. One lamp in a window is enough.',
  'Four seconds. Long enough to read the place, short enough to want more.',
  'Yes. Leave the lower third empty and take one colour away.',
  'Old red. It holds against the blue and ages well.',
]

/** Refuses like the HTTP routes do, before the upgrade. @throws Refusal */
export function assertRealtime(context: GatewayContext, request: GatewayRequest): void {
  servedModel(request.query.get('model') ?? '', 'realtime')
  context.accounts.authorise(request.key)
}

/**
 * A talk by voice: each second and a half of sound is a turn, answered in words and in sound. What is typed is answered
 * in words when an answer is asked for.
 */
export function talk(context: GatewayContext, request: GatewayRequest, socketOf: () => ServerSocket): SocketListener {
  let heardBytes = 0
  let turns = 0
  let isAnswering = false
  let typed = ''
  let isOpen = true
  const say = (message: object): void => {
    if (isOpen) socketOf().send(JSON.stringify({ event_id: `event_${turns}`, ...message }))
  }
  const answerTurn = async (): Promise<void> => {
    const random = createRandom(hashText(`${request.id}:${turns}`, context.seed))
    const index = random.whole(0, QUESTIONS.length - 1)
    const question = QUESTIONS[index] ?? ''
    const answer = ANSWERS[index] ?? ''
    say({ type: 'input_audio_buffer.speech_started' })
    say({ type: 'input_audio_buffer.speech_stopped' })
    say({ type: 'input_audio_buffer.committed' })
    say({ type: 'response.created', response: { status: 'in_progress' } })
    say({ type: 'conversation.item.input_audio_transcription.completed', transcript: question })
    for (const word of answer.split(/(?<= )/)) {
      await sleep(120 * context.timeScale)
      say({ type: 'response.audio_transcript.delta', delta: word })
    }
    const sound = await context.kitchen.make({ kind: 'speech', text: answer, voice: 'alloy', speed: 1, format: 'pcm' })
    for (let start = 0; start < sound.bytes.length; start += AUDIO_PIECE_BYTES) {
      const delta = sound.bytes.subarray(start, start + AUDIO_PIECE_BYTES).toString('base64')
      say({ type: 'response.audio.delta', delta })
    }
    finish(countTokens(question) + 40, countTokens(answer) * 4)
  }
  const answerInWords = async (): Promise<void> => {
    const answer = ANSWERS[createRandom(hashText(`${request.id}:${turns}`, context.seed)).whole(0, ANSWERS.length - 1)]
    say({ type: 'response.created', response: { status: 'in_progress' } })
    for (const word of (answer ?? '').split(/(?<= )/)) {
      await sleep(60 * context.timeScale)
      say({ type: 'response.text.delta', delta: word })
    }
    finish(countTokens(typed), countTokens(answer ?? ''))
    typed = ''
  }
  /** Charges a turn and tells its tokens. */
  const finish = (inputTokens: number, outputTokens: number): void => {
    const usage = { input_tokens: inputTokens, output_tokens: outputTokens }
    chargeCall(context, request, {
      model: servedModel(request.query.get('model') ?? '', 'realtime'),
      inputTokens,
      outputTokens,
    })
    say({
      type: 'response.done',
      response: {
        status: 'completed',
        usage: {
          ...usage,
          total_tokens: inputTokens + outputTokens,
          input_token_details: { cached_tokens: 0 },
        },
      },
    })
    turns += 1
  }
  const hear = (base64: string): void => {
    if (isAnswering) return
    heardBytes += Math.floor((base64.length * 3) / 4)
    if (heardBytes < TURN_BYTES) return
    heardBytes = 0
    answerBy(answerTurn)
  }
  const answerBy = (work: () => Promise<void>): void => {
    isAnswering = true
    work()
      .catch((error: unknown) =>
        say({ type: 'error', error: { message: error instanceof Error ? error.message : 'failed' } }),
      )
      .finally(() => (isAnswering = false))
  }
  return {
    onText: (text) => {
      const message = readMessage(text)
      if (message['type'] === 'session.update') say({ type: 'session.updated', session: message['session'] })
      if (message['type'] === 'input_audio_buffer.append' && typeof message['audio'] === 'string')
        hear(message['audio'])
      if (message['type'] === 'conversation.item.create') {
        typed += textIn(message['item'])
        say({ type: 'conversation.item.created', item: message['item'] })
      }
      if (message['type'] === 'response.create' && !isAnswering) answerBy(answerInWords)
    },
    onClose: () => {
      isOpen = false
    },
  }
}

/** The words of a typed item; items of another kind have none. */
function textIn(item: unknown): string {
  const content = isFields(item) ? listField(item, 'content') : []
  return content.map((part) => (isFields(part) ? textField(part, 'text') : '')).join('')
}

function readMessage(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
