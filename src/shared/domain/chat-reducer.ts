import { assertNever } from '../lib/assert-never'
import type { Failure } from './app-error'
import type { ChatMessage, MessagePart, StreamEvent } from './chat'

/** Why a stream is over, as the one who read it saw it. */
export type StreamEnd =
  /** The sender closed it. Whether the answer is whole depends on what came before. */
  | { readonly kind: 'closed' }
  /** The connection broke or fell silent. */
  | { readonly kind: 'broken'; readonly failure: Failure }
  /** The person pressed Stop. */
  | { readonly kind: 'stopped' }

/**
 * The message after the events. Main uses it to hold an answer, the page to show it, so that both say the same.
 * An event never takes anything away; after an end state only the token count still counts.
 */
export function applyStreamEvents(message: ChatMessage, events: readonly StreamEvent[]): ChatMessage {
  return events.reduce(applyStreamEvent, message)
}

function applyStreamEvent(message: ChatMessage, event: StreamEvent): ChatMessage {
  if (event.kind === 'usage') return { ...message, usage: event.usage }
  if (message.state !== 'streaming') return message
  switch (event.kind) {
    case 'text':
    case 'reasoning':
      return event.text === '' ? message : { ...message, parts: appendText(message.parts, event) }
    case 'finish':
      return { ...message, ...endStateOf(event.reason) }
    case 'error':
      return {
        ...message,
        state: event.failure.code === 'refused-content' ? 'refused' : 'failed',
        failure: event.failure,
      }
    default:
      return assertNever(event)
  }
}

function appendText(
  parts: readonly MessagePart[],
  event: StreamEvent & { kind: 'text' | 'reasoning' },
): readonly MessagePart[] {
  const last = parts.at(-1)
  if (last?.kind !== event.kind) return [...parts, { kind: event.kind, text: event.text }]
  return [...parts.slice(0, -1), { kind: event.kind, text: last.text + event.text }]
}

function endStateOf(reason: 'complete' | 'length' | 'refused' | 'tool'): Pick<ChatMessage, 'state' | 'failure'> {
  switch (reason) {
    case 'complete':
    case 'tool':
      return { state: 'complete', failure: null }
    case 'length':
      return { state: 'truncated', failure: LENGTH_REACHED }
    case 'refused':
      return { state: 'refused', failure: REFUSED }
    default:
      return assertNever(reason)
  }
}

/** The message when its stream is over. An answer that already has an end state keeps it. */
export function endStream(message: ChatMessage, end: StreamEnd): ChatMessage {
  if (message.state !== 'streaming') return message
  switch (end.kind) {
    case 'stopped':
      return { ...message, state: 'stopped' }
    case 'closed':
      return hasText(message)
        ? { ...message, state: 'truncated', failure: CUT_OFF }
        : { ...message, state: 'failed', failure: NO_ANSWER }
    case 'broken':
      return { ...message, state: hasText(message) ? 'truncated' : 'failed', failure: end.failure }
    default:
      return assertNever(end)
  }
}

/** Fewer, longer events that mean the same: neighbouring texts are joined. */
export function joinStreamEvents(events: readonly StreamEvent[]): readonly StreamEvent[] {
  const joined: StreamEvent[] = []
  for (const event of events) {
    const last = joined.at(-1)
    if ((event.kind === 'text' || event.kind === 'reasoning') && last?.kind === event.kind) {
      joined[joined.length - 1] = { kind: event.kind, text: last.text + event.text }
    } else {
      joined.push(event)
    }
  }
  return joined
}

function hasText(message: ChatMessage): boolean {
  return message.parts.some((part) => part.kind === 'text' && part.text !== '')
}

const CUT_OFF: Failure = {
  code: 'truncated',
  message: 'The answer broke off before its end. What arrived is kept.',
  nextStep: 'retry',
  charge: 'maybe-charged',
}

const LENGTH_REACHED: Failure = {
  code: 'truncated',
  message: 'The model reached the longest answer it may give. It can go on from here.',
  nextStep: 'retry',
  charge: 'charged',
}

const NO_ANSWER: Failure = {
  code: 'gateway-fault',
  message: 'The gateway closed the connection without an answer.',
  nextStep: 'retry',
  charge: 'maybe-charged',
}

const REFUSED: Failure = {
  code: 'refused-content',
  message: 'The model’s provider refused to answer this.',
  nextStep: 'edit-input',
  charge: 'maybe-charged',
}
