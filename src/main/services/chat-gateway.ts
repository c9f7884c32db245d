import { AppError, type Failure } from '@shared/domain/app-error'
import type { StreamEvent } from '@shared/domain/chat'
import { MINUTE_MS, SECOND_MS } from '@shared/lib/durations'
import { createOpenAiChatDecoder, decodeWholeChat } from '../gateway/chat/openai-chat-decoder'
import { buildChatRequest, type OutgoingMessage } from '../gateway/chat/request'
import type { GatewayClient } from '../gateway/client'
import type { SseEvent } from '../gateway/sse'
import type { GatewayCredentials } from '../gateway/types'

/** Models that think, and those that draw in the talk, are silent for minutes before their first word. */
const FIRST_EVENT_TIMEOUT_MS = 10 * MINUTE_MS
/** Once it speaks, a minute without even a comment means that the connection is dead. */
const IDLE_TIMEOUT_MS = 60 * SECOND_MS

export interface AnswerRequest {
  readonly modelId: string
  readonly systemPrompt: string
  readonly messages: readonly OutgoingMessage[]
}

/**
 * Sends a talk to a model and decodes its answer as it comes. Ends when the gateway closed the stream, be the answer
 * whole or not: that is in the events.
 * @throws AppError when the request was refused, or the connection broke or fell silent
 */
export type StreamAnswer = (
  credentials: GatewayCredentials,
  request: AnswerRequest,
  signal: AbortSignal,
) => AsyncIterable<StreamEvent>

/** `idleTimeoutMs` is for tests of silent servers. */
export function createStreamAnswer(
  client: Pick<GatewayClient, 'stream'>,
  idleTimeoutMs: number = IDLE_TIMEOUT_MS,
): StreamAnswer {
  return async function* streamAnswer(credentials, request, signal) {
    const wire = buildChatRequest({ ...request, timeoutMs: FIRST_EVENT_TIMEOUT_MS })
    const outcome = await client.stream(wire, credentials, { signal, idleTimeoutMs })
    switch (outcome.kind) {
      case 'streaming':
        yield* decode(outcome.events)
        return
      case 'whole':
        yield* decodeWholeChat(outcome.answer.json)
        return
      default:
        throw new AppError(outcome.failure)
    }
  }
}

async function* decode(events: AsyncIterable<SseEvent>): AsyncGenerator<StreamEvent> {
  const decoder = createOpenAiChatDecoder()
  for await (const event of events) {
    if (event.kind === 'message') yield* decoder.feed(event.data)
    else if (event.reason === 'reset' || event.reason === 'idle') throw new AppError(event.failure ?? BROKEN)
  }
}

const BROKEN: Failure = {
  code: 'truncated',
  message: 'The connection to the gateway broke. What arrived is kept.',
  nextStep: 'retry',
  charge: 'maybe-charged',
}
