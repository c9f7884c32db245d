import type { FinishReason, StreamEvent, TokenUsage, WebSource } from '@shared/domain/chat'
import { readErrorObject } from '../failures'
import { type ChatDecoder, createAnswerNotes, type DecodedEvent, reasoningEvent, textEvent } from './decoder'
import { createTurnRecorder } from './claude-turn'
import { argumentsOf, countOf, type Fields, fieldsOf, listOf, parseJson, stringOf } from './read-fields'

/** A block of the answer while it is open. */
interface OpenBlock {
  readonly type: string
  readonly callId: string
  readonly name: string
  /** What came with the start of the block, for channels that send no pieces. */
  readonly input: unknown
  json: string
}

/**
 * Decodes the events of `/v1/messages`. The reason comes with `message_delta`, the end with `message_stop`; an error
 * event replaces both. There is no end mark, but one is taken.
 */
export function createClaudeDecoder(): ChatDecoder {
  const notes = createAnswerNotes()
  const blocks = new Map<number, OpenBlock>()
  const turn = createTurnRecorder()
  let counts: Fields = {}

  const addUsage = (value: unknown): readonly StreamEvent[] => {
    const fields = fieldsOf(value)
    if (fields === null) return []
    counts = { ...counts, ...withoutNulls(fields) }
    return notes.usage(readUsage(counts))
  }
  const openBlock = (index: number, content: Fields): readonly StreamEvent[] => {
    const block = {
      type: stringOf(content.type),
      callId: stringOf(content.id) || `call_${index + 1}`,
      name: stringOf(content.name),
      input: content.input,
      json: '',
    }
    blocks.set(index, block)
    turn.open(index, content)
    return startOf(block, content)
  }
  const addDelta = (index: number, delta: Fields): readonly StreamEvent[] => {
    const block = blocks.get(index)
    turn.add(index, delta)
    switch (delta.type) {
      case 'text_delta':
        return textEvent(stringOf(delta.text))
      case 'thinking_delta':
        return reasoningEvent(stringOf(delta.thinking))
      case 'signature_delta':
        return signed(stringOf(delta.signature))
      case 'citations_delta':
        return cited([fieldsOf(delta.citation) ?? {}])
      case 'input_json_delta': {
        const piece = stringOf(delta.partial_json)
        if (!block || piece === '') return []
        block.json += piece
        const { callId, name } = block
        return block.type === 'tool_use' ? [{ kind: 'tool-call', callId, name, argumentsText: piece }] : []
      }
      default:
        return []
    }
  }
  const closeBlock = (index: number): readonly StreamEvent[] => {
    const block = blocks.get(index)
    blocks.delete(index)
    if (block?.type === 'server_tool_use') return queriesOf(block)
    if (block?.type !== 'tool_use' || block.json !== '') return []
    const { callId, name, input } = block
    return [{ kind: 'tool-call', callId, name, argumentsText: argumentsOf(input) || '{}' }]
  }
  const finish = (reason: string): readonly DecodedEvent[] => {
    if (reason === 'pause_turn') return notes.pause(turn.content())
    return reason === '' ? [] : notes.finish(reasonOf(reason))
  }
  const feedEvent = (type: string, data: Fields): readonly DecodedEvent[] => {
    const index = countOf(data.index) ?? 0
    switch (type) {
      case 'message_start':
        return addUsage(fieldsOf(data.message)?.usage)
      case 'content_block_start':
        return openBlock(index, fieldsOf(data.content_block) ?? {})
      case 'content_block_delta':
        return addDelta(index, fieldsOf(data.delta) ?? {})
      case 'content_block_stop':
        return closeBlock(index)
      case 'message_delta': {
        const reason = stringOf(fieldsOf(data.delta)?.stop_reason)
        return [...addUsage(data.usage), ...finish(reason)]
      }
      case 'message_stop':
        return notes.finish('complete')
      default:
        return type === 'error' || data.error ? notes.fail({ kind: 'error', failure: readErrorObject(data) }) : []
    }
  }
  return {
    feed: (text, event) => {
      if (text.trim() === '[DONE]') return notes.finish('complete')
      const data = fieldsOf(parseJson(text))
      return data === null ? [] : feedEvent(stringOf(data.type) || (event ?? ''), data)
    },
    end: () => [],
    isComplete: notes.isComplete,
  }
}

/** The events of an answer that came whole although a stream was asked for. */
export function decodeWholeClaude(json: unknown): readonly DecodedEvent[] {
  const message = fieldsOf(json) ?? {}
  if (!Array.isArray(message.content) || message.type === 'error') {
    return [{ kind: 'error', failure: readErrorObject(json) }]
  }
  const decoder = createClaudeDecoder()
  const blocks = listOf(message.content).flatMap((block, index) => [
    ...decoder.feed(JSON.stringify({ type: 'content_block_start', index, content_block: block })),
    ...decoder.feed(JSON.stringify({ type: 'content_block_stop', index })),
  ])
  const delta = { stop_reason: message.stop_reason ?? 'end_turn' }
  return [...blocks, ...decoder.feed(JSON.stringify({ type: 'message_delta', delta, usage: message.usage }))]
}

/** What a block already says when it opens; in a stream most open empty. */
function startOf(block: OpenBlock, content: Fields): readonly StreamEvent[] {
  switch (block.type) {
    case 'text':
      return [...textEvent(stringOf(content.text)), ...cited(listOf(content.citations))]
    case 'thinking':
      return [...reasoningEvent(stringOf(content.thinking)), ...signed(stringOf(content.signature))]
    case 'redacted_thinking':
      return [{ kind: 'reasoning', text: '', signature: `claude-redacted:${stringOf(content.data)}` }]
    case 'tool_use':
      return [{ kind: 'tool-call', callId: block.callId, name: block.name, argumentsText: '' }]
    case 'web_search_tool_result':
      return foundSources(content.content)
    default:
      return []
  }
}

function signed(signature: string): readonly StreamEvent[] {
  return signature === '' ? [] : [{ kind: 'reasoning', text: '', signature: `claude:${signature}` }]
}

function queriesOf(block: OpenBlock): readonly StreamEvent[] {
  const input = fieldsOf(parseJson(block.json)) ?? fieldsOf(block.input) ?? {}
  const query = stringOf(input.query)
  return query === '' ? [] : [{ kind: 'web-search', queries: [query], sources: [] }]
}

function foundSources(content: unknown): readonly StreamEvent[] {
  return sourcesEvent(listOf(content).map((item) => ({ url: stringOf(item.url), title: stringOf(item.title) })))
}

function cited(citations: readonly Fields[]): readonly StreamEvent[] {
  return sourcesEvent(
    citations.map((item) => {
      const citedText = stringOf(item.cited_text)
      return { url: stringOf(item.url), title: stringOf(item.title), ...(citedText === '' ? {} : { citedText }) }
    }),
  )
}

function sourcesEvent(found: readonly WebSource[]): readonly StreamEvent[] {
  const sources = found.filter(({ url }) => url !== '')
  return sources.length === 0 ? [] : [{ kind: 'web-search', queries: [], sources }]
}

function reasonOf(reason: string): FinishReason {
  switch (reason) {
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length'
    case 'refusal':
      return 'refused'
    case 'tool_use':
      return 'tool'
    default:
      return 'complete'
  }
}

/** The vendor counts cached input beside the rest; here the input is all of it. */
function readUsage(counts: Fields): TokenUsage | null {
  const input = countOf(counts.input_tokens)
  const output = countOf(counts.output_tokens)
  if (input === null && output === null) return null
  const cachedTokens = countOf(counts.cache_read_input_tokens) ?? 0
  const cacheWriteTokens = countOf(counts.cache_creation_input_tokens) ?? 0
  return {
    inputTokens: (input ?? 0) + cachedTokens + cacheWriteTokens,
    outputTokens: output ?? 0,
    cachedTokens,
    ...(cacheWriteTokens > 0 ? { cacheWriteTokens } : {}),
  }
}

function withoutNulls(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}
