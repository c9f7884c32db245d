import { createParser } from 'eventsource-parser'
import { AppError, type Failure } from '@shared/domain/app-error'
import { detach } from '../log/logger'
import { canceledFailure, readNetworkFailure } from './network-failures'

export type StreamEndReason = 'eof' | 'reset' | 'idle' | 'aborted'

/**
 * An event of a stream, or how the stream ended. The end says only what the connection did; whether the content is
 * whole is for the decoder to say.
 */
export type SseEvent =
  | { readonly kind: 'message'; readonly event: string | undefined; readonly data: string }
  | { readonly kind: 'end'; readonly reason: StreamEndReason; readonly failure: Failure | null }

export interface SseLimits {
  /** Silence between two chunks; comments count as life. */
  readonly idleTimeoutMs: number
  /** Silence before the first event; thinking models stay silent for minutes. */
  readonly firstEventTimeoutMs: number
  readonly maxBytes: number
  readonly signal?: AbortSignal | undefined
  /** Called once when the stream is over or given up. */
  readonly onEnd?: () => void
}

const MAX_EVENT_CHARACTERS = 64 * 1024 * 1024

/**
 * Splits bytes into server-sent events; the last item is always the end. Never throws.
 * @param chunks throws where the connection breaks; its `return` ends the connection
 */
export async function* readSse(chunks: AsyncIterable<Uint8Array>, limits: SseLimits): AsyncGenerator<SseEvent> {
  const iterator = chunks[Symbol.asyncIterator]()
  const splitter = createSplitter()
  let byteSize = 0
  let hasEvent = false
  let end: SseEvent | null = null
  try {
    while (end === null) {
      const step = await nextChunk(
        iterator,
        hasEvent ? limits.idleTimeoutMs : limits.firstEventTimeoutMs,
        limits.signal,
      )
      if (step.kind === 'end') {
        end = step
        break
      }
      byteSize += step.bytes.byteLength
      for (const event of splitter.push(step.bytes)) {
        hasEvent = true
        yield event
      }
      if (byteSize > limits.maxBytes || splitter.isOverflowing()) end = tooLargeEnd()
    }
    // A last event without its blank line counts: some servers close right after `data: [DONE]`.
    if (end.kind === 'end' && end.reason !== 'aborted') yield* splitter.flush()
    yield end
  } finally {
    limits.onEnd?.()
    // Not awaited: a generator that waits for its next chunk answers only once the connection is gone.
    detach(Promise.resolve(iterator.return?.()), 'end a stream')
  }
}

/** The first chunk of a body, and the body as if nothing had been taken. */
export async function peekChunks(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly first: Uint8Array; readonly chunks: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]()
  const step = await iterator.next()
  const first = step.done === true ? new Uint8Array() : step.value
  async function* rejoined(): AsyncGenerator<Uint8Array> {
    if (step.done === true) return
    yield first
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  return { first, chunks: rejoined() }
}

export function looksLikeEventStream(first: Uint8Array): boolean {
  const start = new TextDecoder().decode(first.subarray(0, 64)).trimStart()
  return /^(?:data|event|id|retry)?:/.test(start)
}

type Step = { readonly kind: 'chunk'; readonly bytes: Uint8Array } | Extract<SseEvent, { readonly kind: 'end' }>

async function nextChunk(
  iterator: AsyncIterator<Uint8Array>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Step> {
  if (hasAborted(signal)) return abortedEnd()
  const limit = createLimit(timeoutMs, signal)
  const next = iterator.next().then(
    (result): Step =>
      result.done === true ? { kind: 'end', reason: 'eof', failure: null } : { kind: 'chunk', bytes: result.value },
    (error: unknown): Step => ({ kind: 'end', reason: 'reset', failure: readNetworkFailure(error) }),
  )
  try {
    const step = await Promise.race([next, limit.reached])
    return hasAborted(signal) ? abortedEnd() : step
  } finally {
    limit.dispose()
  }
}

function hasAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted ?? false
}

function createLimit(
  timeoutMs: number,
  signal: AbortSignal | undefined,
): { readonly reached: Promise<Step>; readonly dispose: () => void } {
  let dispose = (): void => undefined
  const reached = new Promise<Step>((resolve) => {
    const onAbort = (): void => resolve(abortedEnd())
    const timer = setTimeout(
      () => resolve({ kind: 'end', reason: 'idle', failure: silenceFailure(timeoutMs) }),
      timeoutMs,
    )
    signal?.addEventListener('abort', onAbort, { once: true })
    dispose = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
  })
  return { reached, dispose: () => dispose() }
}

function createSplitter(): {
  readonly push: (bytes: Uint8Array) => readonly SseEvent[]
  readonly flush: () => readonly SseEvent[]
  readonly isOverflowing: () => boolean
} {
  const decoder = new TextDecoder()
  let found: SseEvent[] = []
  let isOverflowing = false
  const parser = createParser({
    onEvent: ({ event, data }) => found.push({ kind: 'message', event, data }),
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') isOverflowing = true
    },
    maxBufferSize: MAX_EVENT_CHARACTERS,
  })
  const feed = (text: string): readonly SseEvent[] => {
    found = []
    if (text !== '' && !isOverflowing) parser.feed(text)
    return found
  }
  return {
    push: (bytes) => feed(decoder.decode(bytes, { stream: true })),
    flush: () => feed('\n\n'),
    isOverflowing: () => isOverflowing,
  }
}

function abortedEnd(): Extract<SseEvent, { readonly kind: 'end' }> {
  return { kind: 'end', reason: 'aborted', failure: canceledFailure() }
}

function tooLargeEnd(): SseEvent {
  const error = new AppError({
    code: 'too-large',
    message: 'The answer grew too large and was cut off.',
    nextStep: 'none',
  })
  return { kind: 'end', reason: 'reset', failure: error.failure }
}

function silenceFailure(timeoutMs: number): Failure {
  const seconds = Math.max(1, Math.round(timeoutMs / 1_000))
  return { code: 'truncated', message: `The gateway stayed silent for ${seconds} seconds.`, nextStep: 'retry' }
}
