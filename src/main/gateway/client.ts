import { randomUUID } from 'node:crypto'
import type { Failure } from '@shared/domain/app-error'
import { MAX_ANSWER_BYTES } from './body-reading'
import { type Call, prepareCall, readAnswer } from './call'
import { type CallLimits, limitCall, openAnswer, type OpenAnswer } from './exchange'
import { classifyAnswer, classifyBreak, type FailedSend, unknownOutcome } from './outcomes'
import { createOpenRealtime, type OpenRealtime } from './realtime/realtime-socket'
import { ask, type QueryOutcome } from './query'
import { looksLikeEventStream, peekChunks, readSse, type SseEvent } from './sse'
import { createTransport, type Lease, type Pace, type ResolveProxy, type Transport } from './transport'
import type { GatewayAnswer, GatewayCredentials, SendOutcome, WireRequest } from './types'
import type { ResolveHost } from './url-safety'

export interface GatewayClientOptions {
  readonly clock: { readonly nowMs: () => number }
  /** Makes multipart boundaries. */
  readonly nextId?: () => string
  readonly resolve?: ResolveHost
  readonly proxy?: ResolveProxy
}

export type StreamOutcome =
  | {
      readonly kind: 'streaming'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      /** Ends with one `end` item. Must be iterated or returned: it holds the connection. */
      readonly events: AsyncIterable<SseEvent>
    }
  /** The server answered with one document instead of a stream. */
  | { readonly kind: 'whole'; readonly answer: GatewayAnswer }
  | FailedSend

export interface StreamOptions {
  readonly signal?: AbortSignal
  readonly idleTimeoutMs: number
}

/** Calls to the gateway. Nothing is repeated here: whether a repetition is safe is in the outcome. */
export interface GatewayClient {
  /** One paid request; {@link SendOutcome} says what each end means for money. Never throws. */
  readonly send: (request: WireRequest, credentials: GatewayCredentials, signal?: AbortSignal) => Promise<SendOutcome>
  /** One free question, for example a poll. Never throws. */
  readonly query: (request: WireRequest, credentials: GatewayCredentials, signal?: AbortSignal) => Promise<QueryOutcome>
  /**
   * One paid request whose answer is a stream. `request.timeoutMs` bounds the time to the head and to the first
   * event, `idleTimeoutMs` each later silence. Never throws.
   */
  readonly stream: (
    request: WireRequest,
    credentials: GatewayCredentials,
    options: StreamOptions,
  ) => Promise<StreamOutcome>
  /** A talk by voice over a connection of its own, through the system's proxy like every other call. */
  readonly openRealtime: OpenRealtime
  readonly close: () => Promise<void>
}

export function createGatewayClient(options: GatewayClientOptions): GatewayClient {
  const transport = createTransport({ resolve: options.resolve, proxy: options.proxy })
  const { nowMs } = options.clock
  const nextId = options.nextId ?? randomUUID
  const prepare = (request: WireRequest, credentials: GatewayCredentials) =>
    prepareCall(request, credentials, `studio${nextId().replaceAll('-', '')}`)

  return {
    send: async (request, credentials, signal) => {
      const prepared = await prepare(request, credentials)
      if (!prepared.ok) return { kind: 'refused', failure: prepared.failure, mayRetry: false }
      const opened = await openPaid(prepared.call, limitCall(signal, request.timeoutMs), transport)
      return opened.ok ? readPaid(opened, nowMs()) : opened.outcome
    },
    stream: async (request, credentials, streamOptions) => {
      const prepared = await prepare(request, credentials)
      if (!prepared.ok) return { kind: 'refused', failure: prepared.failure, mayRetry: false }
      const opened = await openPaid(
        prepared.call,
        limitCall(streamOptions.signal, request.timeoutMs),
        transport,
        'in-beats',
      )
      return opened.ok ? readStream(opened, request.timeoutMs, streamOptions, nowMs()) : opened.outcome
    },
    query: async (request, credentials, signal) => {
      const prepared = await prepare(request, credentials)
      if (!prepared.ok) return { kind: 'failed', failure: prepared.failure, answer: null }
      return ask(prepared.call, limitCall(signal, request.timeoutMs), transport.leasePooled, nowMs)
    },
    openRealtime: createOpenRealtime(transport.leaseFresh),
    close: () => transport.close(),
  }
}

interface OpenedCall {
  readonly ok: true
  readonly answer: OpenAnswer
  readonly limits: CallLimits
  readonly finish: () => void
}

async function openPaid(
  call: Call,
  limits: CallLimits,
  transport: Transport,
  pace: Pace = 'steady',
): Promise<OpenedCall | { readonly ok: false; readonly outcome: FailedSend }> {
  let lease: Lease | null = null
  try {
    lease = await transport.leaseFresh(call.url, pace)
    const { release } = lease
    const answer = await openAnswer(lease, call, limits.signal, pace)
    const finish = (): void => {
      limits.dispose()
      release()
    }
    return { ok: true, answer, limits, finish }
  } catch (error) {
    limits.dispose()
    lease?.release()
    const hasBody = call.body.chunks !== null
    const mayHaveArrived = hasBody ? call.body.isHandedOver() : (lease?.hasConnected() ?? false)
    return { ok: false, outcome: classifyBreak(limits.explain(error), mayHaveArrived) }
  }
}

async function readPaid(opened: OpenedCall, nowMs: number): Promise<SendOutcome> {
  try {
    return classifyAnswer(await readAnswer(opened.answer), nowMs)
  } catch (error) {
    return breakInBody(opened.answer.status, opened.limits.explain(error))
  } finally {
    opened.finish()
  }
}

async function readStream(
  opened: OpenedCall,
  timeoutMs: number,
  options: StreamOptions,
  nowMs: number,
): Promise<StreamOutcome> {
  const { status, headers } = opened.answer
  const found = await findStream(opened.answer).catch((error: unknown) => ({ error }))
  if ('error' in found) {
    opened.finish()
    return breakInBody(status, opened.limits.explain(found.error))
  }
  if (!found.isStream) {
    const outcome = await readPaid({ ...opened, answer: { ...opened.answer, chunks: found.chunks } }, nowMs)
    return outcome.kind === 'answered' ? { kind: 'whole', answer: outcome.answer } : outcome
  }
  opened.limits.clearTimeout()
  const events = readSse(found.chunks, {
    idleTimeoutMs: options.idleTimeoutMs,
    firstEventTimeoutMs: Math.max(options.idleTimeoutMs, timeoutMs),
    maxBytes: MAX_ANSWER_BYTES,
    signal: options.signal,
    onEnd: opened.finish,
  })
  return { kind: 'streaming', status, headers, events }
}

/** Servers that mislabel a stream are found by its first bytes. */
async function findStream(
  answer: OpenAnswer,
): Promise<{ readonly isStream: boolean; readonly chunks: AsyncIterable<Uint8Array> }> {
  if (answer.status < 200 || answer.status >= 300) return { isStream: false, chunks: answer.chunks }
  if (/event-stream/i.test(answer.contentType)) return { isStream: true, chunks: answer.chunks }
  const { first, chunks } = await peekChunks(answer.chunks)
  return { isStream: looksLikeEventStream(first), chunks }
}

/** The head came, the body did not: a refusal stays a refusal, a yes becomes unknown. */
function breakInBody(status: number, failure: Failure): FailedSend {
  const answer = { status, headers: {}, contentType: '', bytes: new Uint8Array(), json: undefined }
  const outcome = classifyAnswer(answer, 0)
  return outcome.kind === 'answered' || outcome.kind === 'unknown' ? unknownOutcome(failure) : outcome
}
