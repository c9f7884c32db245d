import type { FinishReason, StreamEvent } from '@shared/domain/chat'
import { readErrorObject } from '../failures'
import { mediaOfAddress } from './answer-text'
import { type ChatDecoder, createAnswerNotes, type DecodedEvent, reasoningEvent, textEvent } from './decoder'
import { readOpenAiUsage } from './openai-usage'
import { argumentsOf, type Fields, fieldsOf, listOf, parseJson, stringOf } from './read-fields'

/**
 * Decodes the events of `/v1/responses`. Ends with `response.completed`, `.incomplete`, `.failed` or a bare error;
 * there is no end mark, but one is taken. Types that are not known say nothing.
 */
export function createResponsesDecoder(): ChatDecoder {
  const notes = createAnswerNotes()
  const seen = { text: false, refusal: false, call: false, reasoning: false }
  /** Calls by the id of their item: pieces of arguments name the item and not the call. */
  const calls = new Map<string, { readonly callId: string; hasArguments: boolean }>()

  const say = (text: string): readonly StreamEvent[] => {
    seen.text ||= text !== ''
    return textEvent(text)
  }
  const beginCall = (item: Fields): readonly StreamEvent[] => {
    const itemId = stringOf(item.id)
    const callId = stringOf(item.call_id) || itemId || `call_${calls.size + 1}`
    const argumentsText = argumentsOf(item.arguments)
    seen.call = true
    calls.set(itemId, { callId, hasArguments: argumentsText !== '' })
    return [{ kind: 'tool-call', callId, name: stringOf(item.name), argumentsText }]
  }
  const addArguments = (data: Fields, argumentsText: string, isWhole: boolean): readonly StreamEvent[] => {
    const call = calls.get(stringOf(data.item_id))
    if (!call || argumentsText === '' || (isWhole && call.hasArguments)) return []
    call.hasArguments = true
    return [{ kind: 'tool-call', callId: call.callId, name: '', argumentsText }]
  }
  /** An item that is done; what its pieces already told is not told again. */
  const finishItem = (item: Fields, wasStreamed: boolean): readonly DecodedEvent[] => {
    switch (item.type) {
      case 'function_call':
        return calls.has(stringOf(item.id))
          ? addArguments({ item_id: item.id }, argumentsOf(item.arguments), true)
          : beginCall(item)
      case 'message':
        return [...(wasStreamed && seen.text ? [] : say(messageText(item))), ...citationsOfItem(item)]
      case 'reasoning':
        return [...(wasStreamed && seen.reasoning ? [] : reasoningEvent(summaryText(item))), ...signatureOf(item)]
      case 'web_search_call':
        return queriesOf(item)
      case 'image_generation_call':
        return stringOf(item.result) === '' ? [] : mediaOfAddress(`data:image/png;base64,${stringOf(item.result)}`)
      default:
        return []
    }
  }
  const finishResponse = (response: Fields): readonly DecodedEvent[] => {
    // Some channels send the whole answer in the last event only.
    const late = seen.text || seen.call ? [] : listOf(response.output).flatMap((item) => finishItem(item, true))
    return [...late, ...notes.usage(readOpenAiUsage(response.usage)), ...notes.finish(reasonOf(response, seen))]
  }
  const feedEvent = (type: string, data: Fields): readonly DecodedEvent[] => {
    const item = fieldsOf(data.item) ?? {}
    switch (type) {
      case 'response.output_text.delta':
        return say(stringOf(data.delta))
      case 'response.refusal.delta':
        seen.refusal = true
        return say(stringOf(data.delta))
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        seen.reasoning = true
        return reasoningEvent(stringOf(data.delta))
      case 'response.reasoning_summary_part.added':
        return seen.reasoning ? reasoningEvent('\n\n') : []
      case 'response.output_item.added':
        return item.type === 'function_call' ? beginCall(item) : []
      case 'response.function_call_arguments.delta':
        return addArguments(data, stringOf(data.delta), false)
      case 'response.function_call_arguments.done':
        return addArguments(data, stringOf(data.arguments), true)
      case 'response.output_item.done':
        return finishItem(item, true)
      case 'response.output_text.annotation.added':
        return citations([fieldsOf(data.annotation) ?? {}])
      case 'response.completed':
      case 'response.incomplete':
        return finishResponse(fieldsOf(data.response) ?? {})
      case 'response.failed':
        return notes.fail({ kind: 'error', failure: readErrorObject(fieldsOf(data.response) ?? data) })
      case 'error':
        return notes.fail({
          kind: 'error',
          failure: readErrorObject(data.error === undefined ? { error: data } : data),
        })
      default:
        return data.error ? notes.fail({ kind: 'error', failure: readErrorObject(data) }) : []
    }
  }
  return {
    feed: (text, event) => {
      if (text.trim() === '[DONE]') return notes.finish(seen.call ? 'tool' : 'complete')
      const data = fieldsOf(parseJson(text))
      return data === null ? [] : feedEvent(stringOf(data.type) || (event ?? ''), data)
    },
    end: () => [],
    isComplete: notes.isComplete,
  }
}

/** The events of an answer that came whole although a stream was asked for. */
export function decodeWholeResponse(json: unknown): readonly DecodedEvent[] {
  const response = fieldsOf(json) ?? {}
  const isWhole = response.status === 'completed' || response.status === 'incomplete' || Array.isArray(response.output)
  if (!isWhole || (response.error !== null && response.error !== undefined)) {
    return [{ kind: 'error', failure: readErrorObject(json) }]
  }
  return createResponsesDecoder().feed(JSON.stringify({ type: 'response.completed', response }))
}

function reasonOf(response: Fields, seen: { readonly refusal: boolean; readonly call: boolean }): FinishReason {
  const why = stringOf(fieldsOf(response.incomplete_details)?.reason)
  if (why === 'content_filter') return 'refused'
  if (response.status === 'incomplete' || why !== '') return 'length'
  if (seen.refusal) return 'refused'
  return seen.call ? 'tool' : 'complete'
}

function messageText(item: Fields): string {
  return listOf(item.content)
    .map((part) => stringOf(part.text) || stringOf(part.refusal))
    .join('')
}

function summaryText(item: Fields): string {
  return [...listOf(item.summary), ...listOf(item.content)].map((part) => stringOf(part.text)).join('\n\n')
}

/** A thought can be shown again to the next call only with what the vendor sealed into it. */
function signatureOf(item: Fields): readonly StreamEvent[] {
  const sealed = stringOf(item.encrypted_content)
  if (sealed === '') return []
  const signature = `responses:${JSON.stringify({ id: stringOf(item.id), encrypted_content: sealed })}`
  return [{ kind: 'reasoning', text: '', signature }]
}

function queriesOf(item: Fields): readonly StreamEvent[] {
  const action = fieldsOf(item.action) ?? {}
  const query = stringOf(action.query)
  return [{ kind: 'web-search', queries: query === '' ? [] : [query], sources: [] }]
}

function citationsOfItem(item: Fields): readonly StreamEvent[] {
  return citations(listOf(item.content).flatMap((part) => listOf(part.annotations)))
}

function citations(annotations: readonly Fields[]): readonly StreamEvent[] {
  const sources = annotations.flatMap((annotation) => {
    const url = stringOf(annotation.url)
    return url === '' ? [] : [{ url, title: stringOf(annotation.title) }]
  })
  return sources.length === 0 ? [] : [{ kind: 'web-search', queries: [], sources }]
}
