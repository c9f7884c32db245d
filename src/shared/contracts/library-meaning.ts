import { z } from 'zod'
import type { AssetCard } from '../domain/asset'
import type { Failure } from '../domain/app-error'
import type { Progress } from '../domain/safety'
import { route } from './contract'
import { noRequest } from './schemas'

/** What a search by meaning knows, and what more would cost. */
export interface MeaningState {
  readonly modelId: string
  /** Items whose words are known as vectors; they answer without the network. */
  readonly known: number
  readonly missing: number
  /** For all that is missing, in micro-dollars; null: nobody knows the price. */
  readonly estimateMicroUsd: number | null
  /** A question that was not asked before costs at most so much; null: nobody knows. */
  readonly questionMicroUsd: number | null
  readonly run: Progress | null
  readonly failure: Failure | null
}

export interface MeaningAnswer {
  /** Those that a model has judged come first, in its order; the others follow by their vectors. */
  readonly cards: readonly AssetCard[]
  /** The question was known: nothing was sent. */
  readonly isFromMemory: boolean
  readonly ranking: MeaningRanking
}

/** The second look at what was found, by a model that reads question and item together. */
export interface MeaningRanking {
  readonly modelId: string
  /** How many of the found items it has judged for this question; kept, so that they answer offline. */
  readonly ranked: number
  readonly missing: number
  /** For the missing, in micro-dollars; null: nobody knows the price. */
  readonly estimateMicroUsd: number | null
}

const questionSchema = z.object({ question: z.string().trim().min(1).max(400) })

/** Search by meaning: words go to the gateway once, their vectors stay here. */
export const libraryMeaningContract = {
  'library.meaning-state': route<MeaningState>()(noRequest),
  /** Sends the words of all items that are missing; costs what the state says. */
  'library.meaning-prepare': route<null>()(noRequest),
  'library.meaning-stop': route<null>()(noRequest),
  'library.by-meaning': route<MeaningAnswer>()(questionSchema),
  /** Sends the words of what was found to a model that orders them; costs what the answer above says. */
  'library.rank-by-meaning': route<MeaningAnswer>()(questionSchema),
} as const
