import { chatProtocolOf } from '@shared/catalog/chat/chat-models'
import { AppError, type Failure } from '@shared/domain/app-error'
import type { ChatSettings } from '@shared/domain/chat-settings'
import { MINUTE_MS } from '@shared/lib/durations'
import type { ChatDecoder, DecodedEvent } from '../gateway/chat/decoder'
import type { OutgoingMessage, ToolSpec } from '../gateway/chat/outgoing'
import { CHAT_PROTOCOL } from '../gateway/chat/protocols'
import type { GatewayClient } from '../gateway/client'
import { readFailure } from '../gateway/failures'
import type { SseEvent } from '../gateway/sse'
import type { GatewayAnswer, GatewayCredentials } from '../gateway/types'
import type { CallObserver } from './chat-trace'

/** Models that think, and those that draw in the talk, are silent for minutes before their first word. */
const FIRST_EVENT_TIMEOUT_MS = 10 * MINUTE_MS
/** And in the middle of an answer, too, while they search or draw. Stop works at any moment. */
const IDLE_TIMEOUT_MS = 10 * MINUTE_MS

export interface AnswerRequest {
  readonly modelId: string
  readonly systemPrompt: string
  readonly messages: readonly OutgoingMessage[]
  readonly settings: ChatSettings
  readonly tools: readonly ToolSpec[]
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
  /** Told of what is sent and what comes back. */
  observer?: CallObserver,
) => AsyncIterable<DecodedEvent>

/** `idleTimeoutMs` is for tests of silent servers. */
export function createStreamAnswer(
  client: Pick<GatewayClient, 'stream'>,
  idleTimeoutMs: number = IDLE_TIMEOUT_MS,
): StreamAnswer {
  return async function* streamAnswer(credentials, request, signal, observer) {
    const { modelId, settings } = request
    const protocolId = chatProtocolOf(modelId, settings.protocol)
    const protocol = CHAT_PROTOCOL[protocolId]
    const wire = protocol.buildRequest({ ...request, timeoutMs: FIRST_EVENT_TIMEOUT_MS })
    observer?.sent(wire, protocolId)
    const outcome = await client.stream(wire, credentials, { signal, idleTimeoutMs })
    switch (outcome.kind) {
      case 'streaming':
        observer?.answered(outcome.status)
        yield* decode(outcome.events, protocol.createDecoder(modelId), observer)
        return
      case 'whole':
        observer?.answered(outcome.answer.status)
        observer?.received(new TextDecoder().decode(outcome.answer.bytes))
        // A web page (of a network's login, say), an empty body: who it is from matters more than what it lacks.
        if (outcome.answer.json === undefined) throw new AppError(failureOf(outcome.answer))
        yield* protocol.decodeWhole(outcome.answer.json, modelId)
        observer?.ended('whole', null)
        return
      default:
        throw new AppError(outcome.failure)
    }
  }
}

const failureOf = ({ status, headers, contentType, bytes }: GatewayAnswer): Failure =>
  readFailure(status, { ...headers, 'content-type': contentType }, bytes)

async function* decode(
  events: AsyncIterable<SseEvent>,
  decoder: ChatDecoder,
  observer: CallObserver | undefined,
): AsyncGenerator<DecodedEvent> {
  for await (const event of events) {
    if (event.kind === 'message') {
      observer?.received(event.event === undefined ? event.data : `${event.event}: ${event.data}`)
      yield* decoder.feed(event.data, event.event)
      continue
    }
    yield* decoder.end()
    if (event.reason === 'reset' || event.reason === 'idle') throw new AppError(event.failure ?? BROKEN)
    const isStopped = event.reason === 'aborted' && !decoder.isComplete()
    observer?.ended(isStopped ? 'stopped' : decoder.isComplete() ? 'whole' : 'closed', null)
  }
}

const BROKEN: Failure = {
  code: 'truncated',
  message: 'The connection to the gateway broke. What arrived is kept.',
  nextStep: 'retry',
  charge: 'maybe-charged',
}
