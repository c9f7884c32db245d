import type { OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import type { FamilyAdapter, GatewayAnswer, SubmitReading } from '../types'
import { errorInside, unreadableAnswer } from './family-failures'
import { at, firstText, isObject, isPresent, listOf } from './read'

/** Rerank answers with places and scores; the texts are those that were asked about. */
export const rerankAdapter: FamilyAdapter = { family: 'rerank', readSubmit }

export interface Ranked {
  /** Place of the text among those that were asked about. */
  readonly index: number
  readonly score: number
  /** Empty where the answer does not hold it. */
  readonly text: string
}

/** The texts of an answer with their scores, best first; empty where it holds none. */
export function rankedIn(json: unknown): readonly Ranked[] {
  return isObject(json) ? listOf(json.results).map(rankedOf).filter(isPresent) : []
}

function readSubmit(
  answer: GatewayAnswer,
  _operation: OperationSpec,
  _modelId: string,
  _prompt?: string,
  params?: Params,
): SubmitReading {
  const { json } = answer
  const failure = errorInside(json)
  if (failure !== null) return { kind: 'failed', failure }
  const documents = listOf(params?.documents).map((text) => firstText(text))
  const ranked = rankedIn(json)
  if (ranked.length === 0) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const lines = ranked.map((entry, place) => lineOf(entry, place, documents))
  const [inputTokens, outputTokens] = [at(json, 'usage', 'prompt_tokens'), at(json, 'usage', 'completion_tokens')]
  const hasUsage = typeof inputTokens === 'number' && typeof outputTokens === 'number'
  return {
    kind: 'completed',
    outputs: [{ media: 'text', source: { kind: 'text', text: lines.join('\n') }, mimeHint: 'text/plain' }],
    ...(hasUsage ? { usage: { inputTokens, outputTokens } } : {}),
  }
}

function rankedOf(item: unknown): Ranked | null {
  const index = at(item, 'index')
  const score = at(item, 'relevance_score') ?? at(item, 'score')
  if (typeof index !== 'number' || !Number.isInteger(index) || index < 0) return null
  if (typeof score !== 'number' || !Number.isFinite(score)) return null
  return { index, score, text: firstText(at(item, 'document'), at(item, 'document', 'text')) }
}

/** `1. 0.93 · Leather boots …`: the place, how well it fits, and the text in one line. */
function lineOf({ index, score, text }: Ranked, place: number, documents: readonly string[]): string {
  const words = documents[index] || text || `text ${index + 1}`
  return `${place + 1}. ${score} · ${words.replaceAll(/\s+/g, ' ')}`
}
