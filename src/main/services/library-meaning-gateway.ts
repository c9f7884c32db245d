import type { ModelPrice } from '@shared/contracts/account'
import { AppError } from '@shared/domain/app-error'
import { normalised } from '@shared/lib/meaning-index'
import type { MeaningCost } from '../db/commands/asset-meaning'
import type { GatewayClient } from '../gateway/client'
import { errorInside, unreadableAnswer } from '../gateway/families/family-failures'
import { at, listOf } from '../gateway/families/read'
import { rankedIn } from '../gateway/families/rerank'
import type { GatewayAnswer, GatewayCredentials } from '../gateway/types'
import type { LibraryContext } from '../library/library-context'

export interface MeaningGatewayOptions {
  readonly context: Pick<LibraryContext, 'clock' | 'nextId'>
  readonly send: GatewayClient['send']
  readonly credentials: () => Promise<GatewayCredentials>
  readonly priceOf: (modelId: string) => Promise<ModelPrice | null>
  /** Tells of spending, so that the balance is asked for. */
  readonly noteSpending: (profileId: string) => void
}

export type MeaningGateway = ReturnType<typeof createMeaningGateway>

export const EMBEDDING_MODEL = 'text-embedding-3-small'
/** Knows a hundred languages and is the cheapest of its kind. */
export const RANKING_MODEL = 'BAAI/bge-reranker-v2-m3'
const TIMEOUT_MS = 60_000
/** A token is about four letters of English and one of Chinese; counted dear rather than cheap. */
const CHARACTERS_PER_TOKEN = 2.5

/** The two calls behind a search by meaning, each with what it cost. Sent once: they may have been charged. */
export function createMeaningGateway(options: MeaningGatewayOptions) {
  const { clock, nextId } = options.context

  const priceOfModel = async (modelId: string): Promise<number | null> =>
    (await options.priceOf(modelId))?.inputMicroUsdPerMillion ?? null

  const ask = async (
    path: string,
    value: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly answer: GatewayAnswer; readonly profileId: string }> => {
    const credentials = await options.credentials()
    const outcome = await options.send(
      { method: 'POST', path, body: { kind: 'json', value }, timeoutMs: TIMEOUT_MS },
      credentials,
    )
    if (outcome.kind !== 'answered') throw new AppError(outcome.failure)
    options.noteSpending(credentials.profileId)
    const failure = errorInside(outcome.answer.json)
    if (failure !== null) throw new AppError(failure)
    return { answer: outcome.answer, profileId: credentials.profileId }
  }

  const costOf = async (modelId: string, tokens: unknown, keyProfileId: string): Promise<MeaningCost> => {
    const price = await priceOfModel(modelId)
    return {
      ledgerEntryId: nextId(),
      amountMicroUsd: price === null || typeof tokens !== 'number' ? null : Math.ceil((tokens * price) / 1_000_000),
      keyProfileId,
      nowMs: clock.nowMs(),
    }
  }

  return {
    /** What so many characters cost at most, in micro-dollars; null: nobody knows the price. */
    async estimate(modelId: string, characters: number): Promise<number | null> {
      const price = await priceOfModel(modelId)
      return price === null ? null : Math.ceil(((characters / CHARACTERS_PER_TOKEN) * price) / 1_000_000)
    },

    /** Vectors of length 1 in the order of the texts. @throws AppError with what it means for money */
    async embed(
      input: readonly string[],
    ): Promise<{ readonly vectors: readonly Float32Array[]; readonly cost: MeaningCost }> {
      const { answer, profileId } = await ask('/v1/embeddings', { model: EMBEDDING_MODEL, input })
      const vectors = vectorsIn(answer, input.length)
      return { vectors, cost: await costOf(EMBEDDING_MODEL, at(answer.json, 'usage', 'total_tokens'), profileId) }
    },

    /**
     * How well each text answers a question, in the order of the texts; a text that the answer leaves out is worth 0.
     * @throws AppError with what it means for money
     */
    async rank(
      query: string,
      documents: readonly string[],
    ): Promise<{ readonly scores: readonly number[]; readonly cost: MeaningCost }> {
      const { answer, profileId } = await ask('/v1/rerank', {
        model: RANKING_MODEL,
        query,
        documents,
        top_n: documents.length,
        return_documents: false,
      })
      const ranked = rankedIn(answer.json)
      if (ranked.length === 0) throw new AppError(unreadableAnswer(answer))
      const scores = documents.map(() => 0)
      for (const { index, score } of ranked) if (index < scores.length) scores[index] = score
      const tokens = at(answer.json, 'usage', 'total_tokens') ?? at(answer.json, 'usage', 'prompt_tokens')
      return { scores, cost: await costOf(RANKING_MODEL, tokens, profileId) }
    },
  }
}

function vectorsIn(answer: GatewayAnswer, count: number): readonly Float32Array[] {
  const vectors: Float32Array[] = []
  for (const [place, item] of listOf(at(answer.json, 'data')).entries()) {
    const numbers = listOf(at(item, 'embedding'))
    const index = at(item, 'index') ?? place
    if (typeof index !== 'number' || numbers.length === 0 || !numbers.every(isNumber)) continue
    vectors[index] = normalised(numbers)
  }
  const isWhole = vectors.length === count && Array.from({ length: count }, (_, index) => vectors[index]).every(Boolean)
  if (isWhole) return vectors
  throw new AppError({ ...unreadableAnswer(answer), message: 'The gateway’s answer holds no vectors for these words.' })
}

const isNumber = (value: unknown): value is number => typeof value === 'number'
