import type { FamilyAdapter, GatewayAnswer, RemoteOutput, ReportedUsage, SubmitReading } from '../types'
import { emptyAnswer, errorInside, unreadableAnswer } from './family-failures'
import { at, firstText, isObject, isPresent, linkedOutput, listOf } from './read'

/** Pictures in OpenAI's form: the answer holds them, as base64 or as links; the unused one may be empty text. */
export const openaiImagesAdapter: FamilyAdapter = { family: 'openai-images', readSubmit }

function readSubmit(answer: GatewayAnswer): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const outputs = listOf(json.data)
    .map((item) => readPicture(item, firstText(json.output_format)))
    .filter(isPresent)
  if (outputs.length > 0) return { kind: 'completed', outputs, ...usageOf(json) }
  const failure = errorInside(json) ?? emptyAnswer(wordsOf(json), json)
  return { kind: 'failed', failure }
}

function readPicture(item: unknown, format: string): RemoteOutput | null {
  const base64 = firstText(at(item, 'b64_json'))
  if (base64 === '') return linkedOutput('image', at(item, 'url'))
  const inline = linkedOutput('image', base64)
  if (inline !== null && inline.source.kind === 'base64') return inline
  const hint = /^(png|jpeg|webp)$/.test(format) ? { mimeHint: `image/${format}` } : {}
  return { media: 'image', source: { kind: 'base64', base64 }, ...hint }
}

/** A refusal can come as the text of a chat answer, or as the rewritten prompt beside no picture. */
function wordsOf(json: unknown): string {
  return firstText(at(json, 'choices', 0, 'message', 'content'), at(json, 'message'), at(json, 'data', 0, 'text'))
}

function usageOf(json: unknown): { readonly usage?: ReportedUsage } {
  const inputTokens = at(json, 'usage', 'input_tokens')
  const outputTokens = at(json, 'usage', 'output_tokens')
  if (typeof inputTokens !== 'number' || typeof outputTokens !== 'number') return {}
  return { usage: { inputTokens, outputTokens } }
}
