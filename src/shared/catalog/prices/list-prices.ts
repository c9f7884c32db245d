import type { ModelPrice } from './model-price'
import { PRICE_SNAPSHOT, PRICE_SNAPSHOT_DATE } from './snapshot'

export interface ListedModel {
  readonly id: string
  readonly tags: readonly string[]
  readonly price: ModelPrice
}

/** Every model of the shipped price list, by id. */
export const LISTED_MODELS: ReadonlyMap<string, ListedModel> = new Map(
  PRICE_SNAPSHOT.trim()
    .split('\n')
    .map((line) => {
      const [id = '', price = '', tags = ''] = line.split(' ')
      return [id, { id, price: readPrice(id, price), tags: tags.split(',').filter((tag) => tag !== '') }]
    }),
)

/** The shipped list price, for when no gateway has told one; null means unknown, never free. */
export function listPriceOf(modelId: string): ModelPrice | null {
  return LISTED_MODELS.get(modelId)?.price ?? null
}

function readPrice(modelId: string, text: string): ModelPrice {
  const [first, second] = text.split('/').map(Number)
  const isPerCall = second === undefined
  return {
    modelId,
    inputMicroUsdPerMillion: isPerCall ? null : (first ?? null),
    outputMicroUsdPerMillion: second ?? null,
    callMicroUsd: isPerCall ? (first ?? null) : null,
    source: `list price of ${PRICE_SNAPSHOT_DATE}`,
  }
}
