import type { FinishReason, StreamEvent } from '@shared/domain/chat'
import { readErrorObject } from '../failures'
import { createAnswerText, mediaOfAddress } from './answer-text'
import { type ChatDecoder, createAnswerNotes, type DecodedEvent, reasoningEvent, textEvent } from './decoder'
import { readOpenAiUsage } from './openai-usage'
import { argumentsOf, countOf, type Fields, fieldsOf, listOf, parseJson, stringOf, textOf } from './read-fields'

export interface OpenAiChatOptions {
  /** See {@link createAnswerText}. */
  readonly takesLinks: boolean
}

/**
 * Decodes the chunks of `/v1/chat/completions` and of `/v1/completions`. The usage event may follow the finish
 * event: read to the end.
 * Source: the gateway's chat page; a null finish reason before `[DONE]` is how some backends end whole answers.
 */
export function createOpenAiChatDecoder(options: OpenAiChatOptions = { takesLinks: false }): ChatDecoder {
  const notes = createAnswerNotes()
  const text = createAnswerText(options)
  const calls = createCallPieces()
  const sound = createSpokenAnswer()
  let hasRefusal = false

  const finish = (reason: FinishReason): readonly DecodedEvent[] => {
    if (notes.isOver()) return []
    // What was held back comes before the end: nothing counts after it.
    const last = [...text.end(), ...sound.end()]
    return [...last, ...notes.finish(hasRefusal && reason === 'complete' ? 'refused' : reason)]
  }
  const feedChoice = (choice: Fields): readonly DecodedEvent[] => {
    const delta = fieldsOf(choice.delta) ?? fieldsOf(choice.message) ?? {}
    const refusal = textOf(delta.refusal)
    hasRefusal ||= refusal !== ''
    const content = textOf(delta.content) || (delta.content === undefined ? textOf(choice.text) : '')
    const others = [
      ...textEvent(refusal),
      ...picturesOf(delta),
      ...sound.push(fieldsOf(delta.audio)),
      ...calls(delta),
      ...citationsOf(delta.annotations),
    ]
    return [
      ...reasoningEvent(textOf(delta.reasoning_content) || textOf(delta.reasoning)),
      ...text.push(content),
      // What was held back is older than what follows it.
      ...(others.length > 0 ? text.end() : []),
      ...others,
      ...(typeof choice.finish_reason === 'string' && choice.finish_reason !== ''
        ? finish(finishReasonOf(choice.finish_reason))
        : []),
    ]
  }
  const feed = (data: string): readonly DecodedEvent[] => {
    if (data.trim() === '[DONE]') return finish('complete')
    const chunk = fieldsOf(parseJson(data))
    if (chunk === null) return []
    if (isError(chunk)) return [...text.end(), ...notes.fail({ kind: 'error', failure: readErrorObject(chunk) })]
    const choice = firstChoice(chunk.choices)
    return [...(choice === null ? [] : feedChoice(choice)), ...notes.usage(readOpenAiUsage(chunk.usage))]
  }
  return { feed, end: () => (notes.isOver() ? [] : [...text.end(), ...sound.end()]), isComplete: notes.isComplete }
}

/** The events of an answer that came whole although a stream was asked for. */
export function decodeWholeChat(json: unknown, options?: OpenAiChatOptions): readonly DecodedEvent[] {
  const decoder = createOpenAiChatDecoder(options)
  const events = decoder.feed(JSON.stringify(json) ?? '')
  if (events.some((event) => event.kind === 'finish' || event.kind === 'error')) return events
  const rest = decoder.end()
  const hasContent = [...events, ...rest].some(({ kind }) => kind !== 'usage')
  return hasContent
    ? [...events, ...rest, ...decoder.feed('[DONE]')]
    : [...events, { kind: 'error', failure: readErrorObject(json) }]
}

function isError(chunk: Fields): boolean {
  if (chunk.error !== undefined && chunk.error !== null && chunk.error !== '') return true
  return chunk.type === 'error' || (chunk.success === false && chunk.choices === undefined)
}

/** Only the first of several answers is shown; chunks of the others are dropped. */
function firstChoice(choices: unknown): Fields | null {
  for (const choice of listOf(choices)) {
    if (choice.index === undefined || choice.index === null || Number(choice.index) === 0) return choice
  }
  return null
}

/** Calls come in pieces by their index; id and name once, or the whole call in one chunk. */
function createCallPieces(): (delta: Fields) => readonly StreamEvent[] {
  const idByIndex = new Map<number, string>()
  return (delta) => {
    const old = fieldsOf(delta.function_call)
    const pieces = old ? [{ index: 0, function: old }] : listOf(delta.tool_calls)
    return pieces.map((piece, position): StreamEvent => {
      const index = countOf(piece.index) ?? position
      const called = fieldsOf(piece.function) ?? {}
      const id = stringOf(piece.id)
      const callId = idByIndex.get(index) ?? (id || `call_${index + 1}`)
      idByIndex.set(index, callId)
      return { kind: 'tool-call', callId, name: stringOf(called.name), argumentsText: argumentsOf(called.arguments) }
    })
  }
}

/** `images` beside the text, as some channels put them. */
function picturesOf(delta: Fields): readonly DecodedEvent[] {
  return listOf(delta.images).flatMap((image) => {
    const address = stringOf(fieldsOf(image.image_url)?.url) || stringOf(image.image_url) || stringOf(image.url)
    const base64 = stringOf(image.b64_json)
    if (address !== '') return mediaOfAddress(address)
    return base64 === '' ? [] : mediaOfAddress(`data:image/png;base64,${base64}`)
  })
}

/** Streams of audio models are bare samples in pieces; whole answers are a file in the format that was asked for. */
function createSpokenAnswer(): {
  readonly push: (audio: Fields | null) => readonly DecodedEvent[]
  readonly end: () => readonly DecodedEvent[]
} {
  const pieces: Buffer[] = []
  let words = ''
  return {
    push: (audio) => {
      if (audio === null) return []
      const data = stringOf(audio.data)
      // Each piece is base64 of its own, padded at its end.
      if (data !== '') pieces.push(Buffer.from(data, 'base64'))
      const transcript = stringOf(audio.transcript)
      words += transcript
      return textEvent(transcript)
    },
    end: () => {
      if (pieces.length === 0) return []
      const bytes = Buffer.concat(pieces.splice(0))
      const isFile = bytes.subarray(0, 4).toString('latin1') === 'RIFF'
      const mime = isFile ? 'audio/wav' : 'audio/L16;rate=24000'
      const source = { kind: 'base64', base64: bytes.toString('base64'), mime } as const
      return [{ kind: 'media', media: 'audio', source, ...(words === '' ? {} : { words }) }]
    },
  }
}

function citationsOf(annotations: unknown): readonly StreamEvent[] {
  const sources = listOf(annotations).flatMap((annotation) => {
    const citation = fieldsOf(annotation.url_citation) ?? annotation
    const url = stringOf(citation.url)
    return url === '' ? [] : [{ url, title: stringOf(citation.title) }]
  })
  return sources.length === 0 ? [] : [{ kind: 'web-search', queries: [], sources }]
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
