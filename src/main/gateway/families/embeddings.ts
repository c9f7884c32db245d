import type { FamilyAdapter, GatewayAnswer, SubmitReading } from '../types'
import { emptyAnswer, errorInside, unreadableAnswer } from './family-failures'
import { at, isObject, listOf } from './read'

/** Vectors of texts: the numbers are the result, kept as JSON. */
export const embeddingsAdapter: FamilyAdapter = { family: 'embeddings', readSubmit }

function readSubmit(answer: GatewayAnswer): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const data = listOf(json.data)
  // Half of the vectors would be taken for all of them.
  const isWhole = data.length > 0 && data.every((item) => isVector(at(item, 'embedding')))
  if (!isWhole) return { kind: 'failed', failure: errorInside(json) ?? emptyAnswer('', json) }
  return vectorResult(data, at(json, 'usage', 'prompt_tokens'))
}

export const isVector = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length > 0 && value.every((number) => Number.isFinite(number))

/** Vectors as a library item; numbers stay on one line, they are for programs. */
export function vectorResult(value: unknown, inputTokens: unknown): SubmitReading {
  const usage = typeof inputTokens === 'number' ? { usage: { inputTokens, outputTokens: 0 } } : {}
  return {
    kind: 'completed',
    outputs: [{ media: 'text', source: { kind: 'text', text: JSON.stringify(value) }, mimeHint: 'application/json' }],
    ...usage,
  }
}
