import type { MeaningAnswer, MeaningState } from '@shared/contracts/library-meaning'
import { type Failure, toFailure } from '@shared/domain/app-error'
import type { Progress } from '@shared/domain/safety'
import { createMeaningIndex, type MeaningIndex, rescore, signsOf } from '@shared/lib/meaning-index'
import { saveMeanings, saveQuestion, saveScores } from '../db/commands/asset-meaning'
import { loadCardsByNumber } from '../db/queries/asset-numbers'
import {
  countMeanings,
  listMeaningBits,
  listMeaningsDue,
  loadMeaningTexts,
  loadQuestion,
  loadScores,
  loadVectors,
} from '../db/queries/asset-meaning'
import { assertWritable, type LibraryContext } from '../library/library-context'
import { detach } from '../log/logger'
import { EMBEDDING_MODEL, type MeaningGateway, RANKING_MODEL } from './library-meaning-gateway'

export interface LibraryMeaningOptions {
  readonly context: LibraryContext
  readonly gateway: MeaningGateway
}

export type LibraryMeaningService = ReturnType<typeof createLibraryMeaningService>

const BATCH = 64
const ROWS_AT_A_TIME = 5_000
const CANDIDATES = 400
const MAX_FOUND = 60
/** What an item is about stands at its beginning. */
const RANKED_CHARACTERS = 1_000
/** As long as the contract lets a question be. */
const LONGEST_QUESTION = 400

/** Search by meaning. Words go out once, on demand and priced; what came back is kept and answers offline. */
export function createLibraryMeaningService({ context, gateway }: LibraryMeaningOptions) {
  const { db } = context
  let run: Progress | null = null
  let failure: Failure | null = null
  let stopping = new AbortController()
  let index: MeaningIndex | null = null
  const rankings = new Map<string, Promise<MeaningAnswer>>()

  const state = async (): Promise<MeaningState> => {
    const { known, missing, characters } = await countMeanings(db, EMBEDDING_MODEL)
    return {
      modelId: EMBEDDING_MODEL,
      known,
      missing,
      estimateMicroUsd: await gateway.estimate(EMBEDDING_MODEL, characters),
      questionMicroUsd: await gateway.estimate(EMBEDDING_MODEL, LONGEST_QUESTION),
      run,
      failure,
    }
  }

  const prepare = async (signal: AbortSignal): Promise<void> => {
    const { missing } = await countMeanings(db, EMBEDDING_MODEL)
    let done = 0
    try {
      while (!signal.aborted) {
        const due = await listMeaningsDue(db, EMBEDDING_MODEL, BATCH)
        if (due.length === 0) break
        const { vectors, cost } = await gateway.embed(due.map(({ text }) => sendable(text)))
        await saveMeanings(
          db,
          EMBEDDING_MODEL,
          due.map(({ number }, at) => meaningOf(number, vectors[at] ?? new Float32Array())),
          cost,
        )
        for (const [at, { number }] of due.entries()) index?.put(number, signsOf(vectors[at] ?? new Float32Array()))
        done += due.length
        run = { done, total: Math.max(missing, done) }
      }
    } catch (error) {
      // Never sent again by itself: it may have been charged.
      failure = toFailure(error)
    } finally {
      run = null
    }
  }

  const loadIndex = async (dimensions: number): Promise<MeaningIndex> => {
    if (index?.dimensions === dimensions) return index
    const loaded = createMeaningIndex(dimensions)
    let after = 0
    for (;;) {
      const rows = await listMeaningBits(db, EMBEDDING_MODEL, after, ROWS_AT_A_TIME)
      for (const { number, bits } of rows) loaded.put(number, new Uint32Array(aligned(bits)))
      const last = rows.at(-1)
      if (!last) break
      after = last.number
    }
    index = loaded
    return loaded
  }

  const vectorOf = async (question: string): Promise<{ readonly vector: Float32Array; readonly isKnown: boolean }> => {
    const known = await loadQuestion(db, EMBEDDING_MODEL, question)
    if (known) return { vector: new Float32Array(aligned(known)), isKnown: true }
    const { vectors, cost } = await gateway.embed([question])
    const vector = vectors[0] ?? new Float32Array()
    if (db.readOnlyReason === null) await saveQuestion(db, EMBEDDING_MODEL, question, bytesOf(vector), cost)
    return { vector, isKnown: false }
  }

  /** Numbers of what is nearest in meaning, best first. */
  const nearestTo = async (vector: Float32Array): Promise<readonly number[]> => {
    const meanings = await loadIndex(vector.length)
    const near = meanings.candidates(signsOf(vector), CANDIDATES)
    const vectors = await loadVectors(db, near)
    const vectorAt = (number: number): Float32Array | null => {
      const bytes = vectors.get(number)
      return bytes ? new Float32Array(aligned(bytes)) : null
    }
    return rescore(vector, near, vectorAt, MAX_FOUND).map(({ key }) => key)
  }

  const answerTo = async (question: string, near: readonly number[], isFromMemory: boolean): Promise<MeaningAnswer> => {
    const scores = await loadScores(db, RANKING_MODEL, question, near)
    const ranked = near
      .filter((number) => scores.has(number))
      .toSorted((one, other) => (scores.get(other) ?? 0) - (scores.get(one) ?? 0))
    const unranked = near.filter((number) => !scores.has(number))
    const texts = await loadMeaningTexts(db, unranked, RANKED_CHARACTERS)
    const characters = texts.reduce((sum, { text }) => sum + text.length + question.length, 0)
    return {
      cards: await loadCardsByNumber(db, [...ranked, ...unranked]),
      isFromMemory,
      ranking: {
        modelId: RANKING_MODEL,
        ranked: ranked.length,
        missing: unranked.length,
        estimateMicroUsd: await gateway.estimate(RANKING_MODEL, characters),
      },
    }
  }

  const rank = async (question: string): Promise<MeaningAnswer> => {
    const { vector, isKnown } = await vectorOf(question)
    const near = await nearestTo(vector)
    const known = await loadScores(db, RANKING_MODEL, question, near)
    const texts = await loadMeaningTexts(
      db,
      near.filter((number) => !known.has(number)),
      RANKED_CHARACTERS,
    )
    if (texts.length === 0) return answerTo(question, near, isKnown)
    const { scores, cost } = await gateway.rank(
      question,
      texts.map(({ text }) => sendable(text)),
    )
    const judged = texts.map(({ number }, at) => ({ assetNumber: number, score: scores[at] ?? 0 }))
    await saveScores(db, RANKING_MODEL, question, judged, cost)
    return answerTo(question, near, isKnown)
  }

  return {
    state,
    async prepare(): Promise<null> {
      assertWritable(context)
      if (run) return null
      run = { done: 0, total: 0 }
      failure = null
      stopping = new AbortController()
      detach(prepare(stopping.signal), 'learn what items mean')
      return null
    },
    async stop(): Promise<null> {
      stopping.abort()
      return null
    },
    async search(asked: string): Promise<MeaningAnswer> {
      const question = asked.toLowerCase()
      const { vector, isKnown } = await vectorOf(question)
      return answerTo(question, await nearestTo(vector), isKnown)
    },
    /** Has a model put what was found into a better order. Two presses are one request: it is paid for. */
    rank(asked: string): Promise<MeaningAnswer> {
      assertWritable(context)
      const question = asked.toLowerCase()
      const running = rankings.get(question) ?? rank(question).finally(() => rankings.delete(question))
      rankings.set(question, running)
      return running
    },
  }
}

/** An empty text is refused by the gateway; a word says as little. */
const sendable = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ').trim() || 'untitled'

const bytesOf = (numbers: Float32Array | Uint32Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)

const meaningOf = (assetNumber: number, vector: Float32Array) => ({
  assetNumber,
  bits: bytesOf(signsOf(vector)),
  vector: bytesOf(vector),
})

/** SQLite hands out bytes at any place of a buffer; numbers must begin at a whole one. */
const aligned = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer
