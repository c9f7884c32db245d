import type { StreamEvent, TokenUsage } from '@shared/domain/chat'
import { readErrorObject } from '../failures'

/** Turns the data of server-sent events into the studio's own events, one at a time. Never throws. */
export interface ChatDecoder {
  readonly feed: (data: string) => readonly StreamEvent[]
  /**
   * True once the answer is whole: a finish reason came, or `[DONE]` without an error before it. A stream that ends
   * while this is false was cut, however clean its end looked.
   */
  readonly isComplete: () => boolean
}

type Fields = Readonly<Record<string, unknown>>
type FinishReason = Extract<StreamEvent, { readonly kind: 'finish' }>['reason']

/**
 * Decodes the chunks of `/v1/chat/completions`. The usage event may follow the finish event: read to the end.
 * Source: the gateway's chat page; a null finish reason before `[DONE]` is how some backends end whole answers.
 */
export function createOpenAiChatDecoder(): ChatDecoder {
  let finish: FinishReason | null = null
  let hasFailed = false
  let hasRefusal = false
  let lastUsage = ''

  const finishOnce = (reason: FinishReason): readonly StreamEvent[] => {
    if (finish !== null || hasFailed) return []
    finish = hasRefusal && reason === 'complete' ? 'refused' : reason
    return [{ kind: 'finish', reason: finish }]
  }
  const usageOnce = (value: unknown): readonly StreamEvent[] => {
    const usage = readUsage(value)
    const print = JSON.stringify(usage)
    if (usage === null || print === lastUsage) return []
    lastUsage = print
    return [{ kind: 'usage', usage }]
  }
  const feedChoice = (choice: Fields): readonly StreamEvent[] => {
    const delta = fieldsOf(choice.delta) ?? fieldsOf(choice.message) ?? {}
    const refusal = textOf(delta.refusal)
    hasRefusal ||= refusal !== ''
    const reasoning = textOf(delta.reasoning_content) || textOf(delta.reasoning)
    const text = textOf(delta.content) || (delta.content === undefined ? textOf(choice.text) : '')
    return [
      ...(reasoning === '' ? [] : [{ kind: 'reasoning', text: reasoning } as const]),
      ...(text === '' ? [] : [{ kind: 'text', text } as const]),
      ...(refusal === '' ? [] : [{ kind: 'text', text: refusal } as const]),
      ...(typeof choice.finish_reason === 'string' && choice.finish_reason !== ''
        ? finishOnce(finishReasonOf(choice.finish_reason))
        : []),
    ]
  }
  const feed = (data: string): readonly StreamEvent[] => {
    if (data.trim() === '[DONE]') return finishOnce('complete')
    const chunk = parseFields(data)
    if (chunk === null) return []
    if (isError(chunk)) {
      hasFailed = true
      return [{ kind: 'error', failure: readErrorObject(chunk) }]
    }
    const choice = firstChoice(chunk.choices)
    return [...(choice === null ? [] : feedChoice(choice)), ...usageOnce(chunk.usage)]
  }
  return { feed, isComplete: () => finish !== null && !hasFailed }
}

/** The events of an answer that came whole although a stream was asked for. */
export function decodeWholeChat(json: unknown): readonly StreamEvent[] {
  const decoder = createOpenAiChatDecoder()
  const events = decoder.feed(JSON.stringify(json) ?? '')
  if (events.some((event) => event.kind === 'finish' || event.kind === 'error')) return events
  const hasContent = events.some((event) => event.kind === 'text')
  return hasContent
    ? [...events, ...decoder.feed('[DONE]')]
    : [...events, { kind: 'error', failure: readErrorObject(json) }]
}

function isError(chunk: Fields): boolean {
  if (chunk.error !== undefined && chunk.error !== null && chunk.error !== '') return true
  return chunk.type === 'error' || (chunk.success === false && chunk.choices === undefined)
}

/** Only the first of several answers is shown; chunks of the others are dropped. */
function firstChoice(choices: unknown): Fields | null {
  if (!Array.isArray(choices)) return null
  for (const item of choices) {
    const choice = fieldsOf(item)
    if (choice !== null && (choice.index === undefined || choice.index === null || Number(choice.index) === 0))
      return choice
  }
  return null
}

function finishReasonOf(reason: string): FinishReason {
  switch (reason) {
    case 'length':
    case 'max_tokens':
      return 'length'
    case 'content_filter':
    case 'refusal':
    case 'safety':
      return 'refused'
    case 'tool_calls':
    case 'function_call':
      return 'tool'
    default:
      return 'complete'
  }
}

function readUsage(value: unknown): TokenUsage | null {
  const usage = fieldsOf(value)
  if (usage === null) return null
  const inputTokens = countOf(usage.prompt_tokens ?? usage.input_tokens)
  const outputTokens = countOf(usage.completion_tokens ?? usage.output_tokens)
  if (inputTokens === null && outputTokens === null) return null
  const details = fieldsOf(usage.prompt_tokens_details) ?? fieldsOf(usage.input_tokens_details) ?? {}
  return {
    inputTokens: inputTokens ?? 0,
    outputTokens: outputTokens ?? 0,
    cachedTokens: countOf(details.cached_tokens) ?? 0,
  }
}

/** Content is a string, or with some vendors a list of text parts. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return ''
  return value.map((part) => textOf(typeof part === 'string' ? part : fieldsOf(part)?.text)).join('')
}

function countOf(value: unknown): number | null {
  const count = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof count === 'number' && Number.isFinite(count) && count >= 0 ? Math.round(count) : null
}

function parseFields(data: string): Fields | null {
  try {
    return fieldsOf(JSON.parse(data))
  } catch {
    return null
  }
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
}
