import type { StreamSnapshot } from '@shared/contracts/chat'
import { toFailure } from '@shared/domain/app-error'
import type { ChatMessage, StreamEvent } from '@shared/domain/chat'
import { applyStreamEvents, endStream, joinStreamEvents, type StreamEnd } from '@shared/domain/chat-reducer'
import { createLogger } from '../log/logger'
import { createThoughtClock } from './chat-thought-clock'

const log = createLogger('chat.run')

/** A frame at 60 Hz: what one reading of the connection brought costs the page one update instead of one a token. */
const FLUSH_EVERY_MS = 16
/** How much of an answer a crash may cost. Far below the 4 Hz at which writing would be felt. */
const SAVE_EVERY_MS = 1_000

/** An answer that a gateway began to give. */
export interface OpenedAnswer {
  readonly keyProfileId: string
  /** The model that is asked, where the answer was begun under a name of the person's own. */
  readonly modelId?: string
  readonly events: AsyncIterable<StreamEvent>
}

export type OpenAnswer = (signal: AbortSignal) => Promise<OpenedAnswer>

export interface ChatRunPorts {
  readonly monotonicMs: () => number
  /** Joined deltas for the windows that attached. */
  readonly deliver: (
    windowIds: ReadonlySet<number>,
    delta: { readonly seq: number; readonly events: readonly StreamEvent[] },
  ) => void
  readonly save: (message: ChatMessage) => Promise<void>
}

/** One answer while it is being received. */
export interface ChatRun {
  readonly attach: (windowId: number) => StreamSnapshot
  readonly detach: (windowId: number) => void
  readonly stop: () => void
  readonly message: () => ChatMessage
  /** Reads to the end; answers with the message in its end state and with whose key it ran. Never throws. */
  readonly finished: Promise<FinishedRun>
}

export interface FinishedRun {
  readonly message: ChatMessage
  /** Null when the request never got as far as a key. */
  readonly keyProfileId: string | null
}

/** Starts to receive an answer into `first`, an empty message in state `streaming`. */
export function startChatRun(first: ChatMessage, open: OpenAnswer, ports: ChatRunPorts): ChatRun {
  const abort = new AbortController()
  const windowIds = new Set<number>()
  let message = first
  let keyProfileId: string | null = null
  let seq = 0
  let pending: StreamEvent[] = []
  let flushTimer: NodeJS.Timeout | null = null
  let savedAtMs = ports.monotonicMs()
  let saveTimer: NodeJS.Timeout | null = null

  const flush = (): void => {
    if (flushTimer) clearTimeout(flushTimer)
    flushTimer = null
    if (pending.length === 0) return
    seq += 1
    ports.deliver(windowIds, { seq, events: joinStreamEvents(pending) })
    pending = []
    saveNowAndThen()
  }
  const save = (): void => {
    if (saveTimer) clearTimeout(saveTimer)
    saveTimer = null
    savedAtMs = ports.monotonicMs()
    // A full disk must not end an answer that is still coming; the last save reports it.
    ports.save(message).catch((error: unknown) => log.error('snapshot of an answer failed', error))
  }
  /** What came right before a long silence is written as well. */
  const saveNowAndThen = (): void => {
    const waitMs = SAVE_EVERY_MS - (ports.monotonicMs() - savedAtMs)
    if (waitMs <= 0) save()
    else saveTimer ??= setTimeout(save, waitMs)
  }
  const withTime = createThoughtClock(ports.monotonicMs)
  const receive = (event: StreamEvent): void => {
    const timed = withTime(event)
    message = applyStreamEvents(message, timed)
    pending.push(...timed)
    flushTimer ??= setTimeout(flush, FLUSH_EVERY_MS)
  }
  const read = async (): Promise<FinishedRun> => {
    const end = await readToEnd(
      async () => {
        const answer = await open(abort.signal)
        keyProfileId = answer.keyProfileId
        if (answer.modelId !== undefined) message = { ...message, modelId: answer.modelId }
        return answer.events
      },
      receive,
      abort.signal,
    )
    flush()
    if (saveTimer) clearTimeout(saveTimer)
    message = endStream(message, end)
    return { message, keyProfileId }
  }

  return {
    attach: (windowId) => {
      flush()
      windowIds.add(windowId)
      return { messageId: message.id, seq, message }
    },
    detach: (windowId) => void windowIds.delete(windowId),
    stop: () => abort.abort(),
    message: () => message,
    finished: read(),
  }
}

/** Passes each event on until the stream ends, breaks or is aborted, and says which it was. */
async function readToEnd(
  open: () => Promise<AsyncIterable<StreamEvent>>,
  receive: (event: StreamEvent) => void,
  signal: AbortSignal,
): Promise<StreamEnd> {
  // Raced with every step, because Stop has to work on a connection that hangs, too.
  const aborted = new Promise<'aborted'>((resolve) =>
    signal.addEventListener('abort', () => resolve('aborted'), { once: true }),
  )
  try {
    const events = await Promise.race([open(), aborted])
    if (events === 'aborted') return { kind: 'stopped' }
    const iterator = events[Symbol.asyncIterator]()
    for (;;) {
      const step = await Promise.race([iterator.next(), aborted])
      if (step === 'aborted') {
        iterator.return?.().catch((error: unknown) => log.debug('closing a stopped stream', error))
        return { kind: 'stopped' }
      }
      if (step.done === true) return { kind: 'closed' }
      receive(step.value)
    }
  } catch (error) {
    if (signal.aborted) return { kind: 'stopped' }
    const failure = toFailure(error)
    if (failure.code === 'internal') log.error('reading an answer failed', error)
    return { kind: 'broken', failure }
  }
}
