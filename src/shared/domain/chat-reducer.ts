import { assertNever } from '../lib/assert-never'
import type { Failure } from './app-error'
import type { ChatMessage, FinishReason, MessagePart, StreamEvent, WebSearchPart } from './chat'

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
    case 'tool-call':
    case 'tool-result':
    case 'asset':
    case 'web-search':
    case 'answer-shape':
    case 'turn-pause':
      return { ...message, parts: addPart(message.parts, event) }
    case 'model-switch':
      return { ...message, modelId: event.toModelId, parts: [...message.parts, event] }
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

/** Pieces join the part they belong to: text and thoughts the last one, a call its own, sources the one list. */
function addPart(parts: readonly MessagePart[], event: ContentEvent): readonly MessagePart[] {
  if (event.kind === 'text' && event.text === '') return parts
  const index = parts.findLastIndex((part, at) => {
    if (event.kind === 'tool-call') return part.kind === 'tool-call' && part.callId === event.callId
    if (event.kind === 'web-search') return part.kind === 'web-search'
    return at === parts.length - 1
  })
  const joined = index < 0 ? null : joinParts(parts[index], event)
  if (joined) return parts.with(index, joined)
  const isEmptyThought = event.kind === 'reasoning' && event.text === '' && event.signature === undefined
  return isEmptyThought ? parts : [...parts, event]
}

type ContentEvent = Exclude<StreamEvent, { readonly kind: 'usage' | 'finish' | 'error' | 'model-switch' }>

/** Two pieces as one, or null where the second begins something new. */
function joinParts(first: MessagePart | undefined, second: ContentEvent): ContentEvent | null {
  if (first?.kind === 'text' && second.kind === 'text') return { kind: 'text', text: first.text + second.text }
  if (first?.kind === 'reasoning' && second.kind === 'reasoning') {
    // A signature belongs to what it closed; an empty piece that began nothing must not become a thought by joining.
    if (first.signature !== undefined || first.text === '') return null
    return { ...first, ...second, text: first.text + second.text }
  }
  if (first?.kind === 'tool-call' && second.kind === 'tool-call' && first.callId === second.callId) {
    return {
      ...first,
      ...second,
      name: first.name || second.name,
      argumentsText: first.argumentsText + second.argumentsText,
    }
  }
  return first?.kind === 'web-search' && second.kind === 'web-search' ? joinSearches(first, second) : null
}

function joinSearches(first: WebSearchPart, second: WebSearchPart): WebSearchPart {
  const byUrl = new Map(first.sources.map((source) => [source.url, source]))
  for (const source of second.sources) byUrl.set(source.url, { ...byUrl.get(source.url), ...source })
  return {
    kind: 'web-search',
    queries: [...new Set([...first.queries, ...second.queries])],
    sources: [...byUrl.values()],
  }
}

function endStateOf(reason: FinishReason): Pick<ChatMessage, 'state' | 'failure'> {
  switch (reason) {
    case 'complete':
    case 'tool':
      return { state: 'complete', failure: null }
    case 'length':
      return { state: 'truncated', failure: LENGTH_REACHED }
    case 'paused':
      return { state: 'truncated', failure: PAUSED }
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
      return hasContent(message)
        ? { ...message, state: 'truncated', failure: CUT_OFF }
        : { ...message, state: 'failed', failure: NO_ANSWER }
    case 'broken':
      return { ...message, state: hasContent(message) ? 'truncated' : 'failed', failure: end.failure }
    default:
      return assertNever(end)
  }
}

/** Fewer, longer events that mean the same: neighbouring pieces of the same part are joined. */
export function joinStreamEvents(events: readonly StreamEvent[]): readonly StreamEvent[] {
  const joined: StreamEvent[] = []
  for (const event of events) {
    const last = joined.at(-1)
    const both = last && isPiece(last) && isPiece(event) ? joinParts(last, event) : null
    if (both) joined[joined.length - 1] = both
    else joined.push(event)
  }
  return joined
}

const isPiece = (event: StreamEvent): event is ContentEvent =>
  event.kind === 'text' || event.kind === 'reasoning' || event.kind === 'tool-call'

/** Something of the answer itself, not only thoughts on the way to it. */
function hasContent(message: ChatMessage): boolean {
  return message.parts.some(
    (part) => part.kind === 'asset' || part.kind === 'tool-call' || (part.kind === 'text' && part.text !== ''),
  )
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

const PAUSED: Failure = {
  code: 'truncated',
  message: 'The model paused again and again in the middle of its search. It can go on from here.',
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
