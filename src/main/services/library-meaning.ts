import type { MeaningAnswer, MeaningState } from '@shared/contracts/library-meaning'
import type { ModelPrice } from '@shared/contracts/account'
import { AppError, type Failure, toFailure } from '@shared/domain/app-error'
import type { Progress } from '@shared/domain/safety'
import { createMeaningIndex, type MeaningIndex, normalised, rescore, signsOf } from '@shared/lib/meaning-index'
import { type MeaningCost, saveMeanings, saveQuestion } from '../db/commands/asset-meaning'
import { loadCardsByNumber } from '../db/queries/asset-numbers'
import { countMeanings, listMeaningBits, listMeaningsDue, loadQuestion, loadVectors } from '../db/queries/asset-meaning'
import type { GatewayClient } from '../gateway/client'
import type { GatewayCredentials } from '../gateway/types'
import { assertWritable, type LibraryContext } from '../library/library-context'
import { detach } from '../log/logger'

export interface LibraryMeaningOptions {
  readonly context: LibraryContext
  readonly send: GatewayClient['send']
  readonly credentials: () => Promise<GatewayCredentials>
  readonly priceOf: (modelId: string) => Promise<ModelPrice | null>
  /** Tells of spending, so that the balance is asked for. */
  readonly noteSpending: (profileId: string) => void
}

export type LibraryMeaningService = ReturnType<typeof createLibraryMeaningService>

const MODEL_ID = 'text-embedding-3-small'
const BATCH = 64
const TIMEOUT_MS = 60_000
const ROWS_AT_A_TIME = 5_000
const CANDIDATES = 400
const MAX_FOUND = 60
/** A token is about four letters of English and one of Chinese; counted dear rather than cheap. */
const CHARACTERS_PER_TOKEN = 2.5

/** Search by meaning. Words go out once, on demand and priced; what came back is kept and answers offline. */
export function createLibraryMeaningService(options: LibraryMeaningOptions) {
  const { context } = options
  const { db, clock } = context
  let run: Progress | null = null
  let failure: Failure | null = null
  let stopping = new AbortController()
  let index: MeaningIndex | null = null

  const state = async (): Promise<MeaningState> => {
    const { known, missing, characters } = await countMeanings(db, MODEL_ID)
    const price = (await options.priceOf(MODEL_ID))?.inputMicroUsdPerMillion ?? null
    const estimateMicroUsd =
      price === null ? null : Math.ceil(((characters / CHARACTERS_PER_TOKEN) * price) / 1_000_000)
    return { modelId: MODEL_ID, known, missing, estimateMicroUsd, run, failure }
  }

  /** @throws AppError with what it means for money */
  const embed = async (
    input: readonly string[],
  ): Promise<{ readonly vectors: readonly Float32Array[]; readonly cost: MeaningCost }> => {
    const credentials = await options.credentials()
    const outcome = await options.send(
      {
        method: 'POST',
        path: '/v1/embeddings',
        body: { kind: 'json', value: { model: MODEL_ID, input } },
        timeoutMs: TIMEOUT_MS,
      },
      credentials,
    )
    if (outcome.kind !== 'answered') throw new AppError(outcome.failure)
    const { vectors, tokens } = readEmbeddings(outcome.answer.json, input.length)
    const price = (await options.priceOf(MODEL_ID))?.inputMicroUsdPerMillion ?? null
    const cost: MeaningCost = {
      ledgerEntryId: context.nextId(),
      amountMicroUsd: price === null || tokens === null ? null : Math.ceil((tokens * price) / 1_000_000),
      keyProfileId: credentials.profileId,
      nowMs: clock.nowMs(),
    }
    options.noteSpending(credentials.profileId)
    return { vectors, cost }
  }

  const prepare = async (signal: AbortSignal): Promise<void> => {
    const { missing } = await countMeanings(db, MODEL_ID)
    let done = 0
    try {
      while (!signal.aborted) {
        const due = await listMeaningsDue(db, MODEL_ID, BATCH)
        if (due.length === 0) break
        // An empty text is refused by the gateway; a space says as little.
        const { vectors, cost } = await embed(
          due.map(({ text }) => text.replaceAll('\u001f', ' ').trim() || 'untitled'),
        )
        await saveMeanings(
          db,
          MODEL_ID,
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
      const rows = await listMeaningBits(db, MODEL_ID, after, ROWS_AT_A_TIME)
      for (const { number, bits } of rows) loaded.put(number, new Uint32Array(aligned(bits)))
      const last = rows.at(-1)
      if (!last) break
      after = last.number
    }
    index = loaded
    return loaded
  }

  const vectorOf = async (question: string): Promise<{ readonly vector: Float32Array; readonly isKnown: boolean }> => {
    const known = await loadQuestion(db, MODEL_ID, question)
    if (known) return { vector: new Float32Array(aligned(known)), isKnown: true }
    const { vectors, cost } = await embed([question])
    const vector = vectors[0] ?? new Float32Array()
    if (db.readOnlyReason === null) await saveQuestion(db, MODEL_ID, question, bytesOf(vector), cost)
    return { vector, isKnown: false }
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
    async search(question: string): Promise<MeaningAnswer> {
      const { vector, isKnown } = await vectorOf(question.toLowerCase())
      const meanings = await loadIndex(vector.length)
      const near = meanings.candidates(signsOf(vector), CANDIDATES)
      const vectors = await loadVectors(db, near)
      const best = rescore(
        vector,
        near,
        (number) => {
          const bytes = vectors.get(number)
          return bytes ? new Float32Array(aligned(bytes)) : null
        },
        MAX_FOUND,
      )
      const cards = await loadCardsByNumber(
        db,
        best.map(({ key }) => key),
      )
      return { cards, isFromMemory: isKnown }
    },
  }
}

const bytesOf = (numbers: Float32Array | Uint32Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)

const meaningOf = (assetNumber: number, vector: Float32Array) => ({
  assetNumber,
  bits: bytesOf(signsOf(vector)),
  vector: bytesOf(vector),
})

/** SQLite hands out bytes at any place of a buffer; numbers must begin at a whole one. */
const aligned = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer

/** Vectors in the order of the texts. @throws AppError where the answer has another shape */
function readEmbeddings(
  json: unknown,
  count: number,
): { readonly vectors: readonly Float32Array[]; readonly tokens: number | null } {
  const answer = json as
    | {
        readonly data?: readonly { readonly index?: number; readonly embedding?: unknown }[]
        readonly usage?: { readonly total_tokens?: unknown }
      }
    | undefined
  const vectors: Float32Array[] = []
  const items = Array.isArray(answer?.data) ? answer.data : []
  for (const [at, item] of items.entries()) {
    const numbers: unknown = item.embedding
    if (!Array.isArray(numbers) || !numbers.every((value) => typeof value === 'number')) continue
    vectors[item.index ?? at] = normalised(numbers)
  }
  const isWhole = vectors.length === count && Array.from({ length: count }, (_, at) => vectors[at]).every(Boolean)
  if (!isWhole) {
    throw new AppError({
      code: 'gateway-fault',
      message: 'The gateway’s answer holds no vectors for these words.',
      nextStep: 'retry',
      charge: 'maybe-charged',
    })
  }
  const tokens = answer?.usage?.total_tokens
  return { vectors, tokens: typeof tokens === 'number' ? tokens : null }
}
