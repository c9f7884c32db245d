import type { Failure } from '@shared/domain/app-error'
import type { FinishReason, StreamEvent, TokenUsage } from '@shared/domain/chat'
import { readErrorObject } from '../failures'
import { mediaOfAddress } from './answer-text'
import { type ChatDecoder, createAnswerNotes, type DecodedEvent, reasoningEvent, textEvent } from './decoder'
import { argumentsOf, countOf, type Fields, fieldsOf, listOf, parseJson, stringOf } from './read-fields'

/**
 * Decodes the chunks of `streamGenerateContent?alt=sse`. The last one has a finish reason and nothing follows; some
 * channels put one into every chunk, so it counts when the stream ends.
 */
export function createGeminiDecoder(): ChatDecoder {
  const notes = createAnswerNotes()
  let reason = ''
  let callCount = 0

  const readPart = (part: Fields): readonly DecodedEvent[] => {
    const called = fieldsOf(part.functionCall) ?? fieldsOf(part.function_call)
    const signature = stringOf(part.thoughtSignature) || stringOf(part.thought_signature)
    if (called) {
      callCount += 1
      const callId = stringOf(called.id) || `call_${callCount}`
      const call = {
        kind: 'tool-call',
        callId,
        name: stringOf(called.name),
        argumentsText: argumentsOf(called.args) || '{}',
      }
      return [signature === '' ? call : { ...call, signature: `gemini:${signature}` }] as readonly StreamEvent[]
    }
    const data = fieldsOf(part.inlineData) ?? fieldsOf(part.inline_data)
    // Pictures among the thoughts are drafts.
    if (data) return part.thought === true ? [] : inlineMedia(data)
    const text = stringOf(part.text)
    return part.thought === true ? reasoningEvent(text) : [...textEvent(text), ...codeOf(part)]
  }
  const readCandidate = (candidate: Fields): readonly DecodedEvent[] => {
    reason = stringOf(candidate.finishReason) || reason
    const parts = listOf(fieldsOf(candidate.content)?.parts)
    return [...parts.flatMap(readPart), ...searchOf(candidate)]
  }
  const finish = (): readonly DecodedEvent[] => {
    if (notes.isOver() || reason === '') return []
    const failure = failureOf(reason)
    if (failure) return notes.fail({ kind: 'error', failure })
    return notes.finish(reasonOf(reason, callCount > 0))
  }
  const feed = (text: string): readonly DecodedEvent[] => {
    if (text.trim() === '[DONE]') {
      reason ||= 'STOP'
      return finish()
    }
    const chunk = fieldsOf(parseJson(text))
    if (chunk === null) return []
    if (chunk.error) return notes.fail({ kind: 'error', failure: readErrorObject(chunk) })
    const blocked = stringOf(fieldsOf(chunk.promptFeedback)?.blockReason)
    if (blocked !== '') return notes.fail({ kind: 'error', failure: blockedFailure(blocked) })
    const candidate = firstCandidate(chunk.candidates)
    return [...(candidate ? readCandidate(candidate) : []), ...notes.usage(readUsage(chunk.usageMetadata))]
  }
  return { feed, end: finish, isComplete: () => notes.isComplete() || (!notes.isOver() && isWhole(reason)) }
}

/** The events of an answer that came whole: one object, or the list that a stream without `alt=sse` is. */
export function decodeWholeGemini(json: unknown): readonly DecodedEvent[] {
  const decoder = createGeminiDecoder()
  const chunks = Array.isArray(json) ? (json as readonly unknown[]) : [json]
  const events = chunks.flatMap((chunk) => [...decoder.feed(JSON.stringify(chunk) ?? '')])
  const all = [...events, ...decoder.end()]
  if (all.some(({ kind }) => kind === 'finish' || kind === 'error')) return all
  const hasContent = all.some(({ kind }) => kind !== 'usage')
  return hasContent ? [...all, ...decoder.feed('[DONE]')] : [...all, { kind: 'error', failure: readErrorObject(json) }]
}

const isWhole = (reason: string): boolean => reason !== '' && failureOf(reason) === null

function firstCandidate(candidates: unknown): Fields | null {
  return listOf(candidates).find(({ index }) => (countOf(index) ?? 0) === 0) ?? null
}

function inlineMedia(data: Fields): readonly DecodedEvent[] {
  const mime = stringOf(data.mimeType) || stringOf(data.mime_type) || 'image/png'
  const base64 = stringOf(data.data)
  if (base64 === '') return []
  if (!mime.startsWith('audio/')) return mediaOfAddress(`data:${mime.split(';')[0] ?? ''};base64,${base64}`)
  return [{ kind: 'media', media: 'audio', source: { kind: 'base64', base64, mime } }]
}

/** Code that the vendor ran, and what came out of it, as text. */
function codeOf(part: Fields): readonly StreamEvent[] {
  const code = stringOf(fieldsOf(part.executableCode)?.code)
  const output = stringOf(fieldsOf(part.codeExecutionResult)?.output)
  const block = (name: string, text: string): readonly StreamEvent[] =>
    text === '' ? [] : textEvent(`\n\n\`\`\`${name}\n${text}\n\`\`\`\n\n`)
  return [...block('python', code), ...block('text', output)]
}

function searchOf(candidate: Fields): readonly StreamEvent[] {
  const grounding = fieldsOf(candidate.groundingMetadata)
  if (grounding === null) return []
  const chunks = listOf(grounding.groundingChunks).map((chunk) => fieldsOf(chunk.web) ?? {})
  const texts = citedTexts(grounding)
  const sources = chunks.flatMap((web, index) => {
    const url = stringOf(web.uri)
    const citedText = texts.get(index)
    if (url === '') return []
    return [{ url, title: stringOf(web.title), ...(citedText === undefined ? {} : { citedText }) }]
  })
  const queries = Array.isArray(grounding.webSearchQueries) ? grounding.webSearchQueries.map(stringOf) : []
  const asked = queries.filter((query) => query !== '')
  return sources.length + asked.length === 0 ? [] : [{ kind: 'web-search', queries: asked, sources }]
}

/** The first passage that each source stands behind. */
function citedTexts(grounding: Fields): ReadonlyMap<number, string> {
  const texts = new Map<number, string>()
  for (const support of listOf(grounding.groundingSupports)) {
    const text = stringOf(fieldsOf(support.segment)?.text)
    const indices: readonly unknown[] = Array.isArray(support.groundingChunkIndices)
      ? support.groundingChunkIndices
      : []
    for (const index of indices) {
      const place = countOf(index)
      if (place !== null && text !== '' && !texts.has(place)) texts.set(place, text)
    }
  }
  return texts
}

const REFUSALS: ReadonlySet<string> = new Set([
  'SAFETY',
  'RECITATION',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'LANGUAGE',
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
  'IMAGE_RECITATION',
])
/** The model was at fault and gave nothing that is worth having. */
const FAULTS: ReadonlySet<string> = new Set([
  'MALFORMED_FUNCTION_CALL',
  'UNEXPECTED_TOOL_CALL',
  'TOO_MANY_TOOL_CALLS',
  'NO_IMAGE',
  'IMAGE_OTHER',
  'OTHER',
])

function reasonOf(reason: string, hasCalls: boolean): FinishReason {
  if (REFUSALS.has(reason)) return 'refused'
  if (reason === 'MAX_TOKENS') return 'length'
  return hasCalls ? 'tool' : 'complete'
}

function failureOf(reason: string): Failure | null {
  if (!FAULTS.has(reason)) return null
  return {
    code: 'gateway-fault',
    message: `The model stopped without a usable answer (${reason}).`,
    nextStep: 'retry',
    charge: 'maybe-charged',
    raw: reason,
  }
}

function blockedFailure(reason: string): Failure {
  return {
    code: 'refused-content',
    message: `The model’s provider refused the question (${reason}).`,
    nextStep: 'edit-input',
    charge: 'maybe-charged',
    raw: reason,
  }
}

/** Thoughts are counted beside the answer; here the output is both. */
function readUsage(value: unknown): TokenUsage | null {
  const counts = fieldsOf(value)
  if (counts === null) return null
  const inputTokens = countOf(counts.promptTokenCount)
  const answerTokens = countOf(counts.candidatesTokenCount)
  const reasoningTokens = countOf(counts.thoughtsTokenCount) ?? 0
  if (inputTokens === null && answerTokens === null) return null
  return {
    inputTokens: (inputTokens ?? 0) + (countOf(counts.toolUsePromptTokenCount) ?? 0),
    outputTokens: (answerTokens ?? 0) + reasoningTokens,
    cachedTokens: countOf(counts.cachedContentTokenCount) ?? 0,
    ...(reasoningTokens > 0 ? { reasoningTokens } : {}),
  }
}
