import type { TokenUsage } from './chat'
import type { MicroUsd, Price } from './money'

/** What the price table says of a chat model. */
export interface ChatPrice {
  readonly inputMicroUsdPerMillion: number | null
  readonly outputMicroUsdPerMillion: number | null
  readonly callMicroUsd: number | null
  readonly source: string
}

const TOKENS_PER_PRICE = 1_000_000
/** English prose has about four characters a token; good enough for "about" in front of the figure. */
const CHARACTERS_PER_TOKEN = 4

/** What an answer cost by its token count, in micro-dollars; unknown where the price or the count is missing. */
export function costOfUsage(usage: TokenUsage | null, price: ChatPrice | null): Price {
  if (!price) return { kind: 'unknown', why: 'No price is known for this model.' }
  if (price.callMicroUsd !== null) {
    return { kind: 'known', amountMicroUsd: price.callMicroUsd, certainty: 'exact', basis: `per call, ${price.source}` }
  }
  if (!usage) return { kind: 'unknown', why: 'The gateway did not report a token count.' }
  const input = tokenCost(usage.inputTokens, price.inputMicroUsdPerMillion)
  const output = tokenCost(usage.outputTokens, price.outputMicroUsdPerMillion)
  if (input === null || output === null) return { kind: 'unknown', why: 'No price is known for this model.' }
  // Without a price for cached input, all of it counts in full: the figure is then never too low.
  return { kind: 'known', amountMicroUsd: input + output, certainty: 'estimate', basis: `per token, ${price.source}` }
}

/** True where each answer of the model will have an amount, by the call or by its tokens. */
export const isTalkPriceKnown = (price: ChatPrice | null): boolean =>
  price !== null &&
  (price.callMicroUsd !== null || (price.inputMicroUsdPerMillion !== null && price.outputMicroUsdPerMillion !== null))

/** About how many tokens a text of so many characters has. */
export function estimateTokens(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN)
}

/** What sending `characters` of text costs before the answer, in micro-dollars. */
export function estimateOfInput(characters: number, price: ChatPrice | null): Price {
  const inputTokens = estimateTokens(characters)
  return costOfUsage({ inputTokens, outputTokens: 0, cachedTokens: 0 }, price)
}

function tokenCost(tokens: number, microUsdPerMillion: number | null): MicroUsd | null {
  return microUsdPerMillion === null ? null : Math.round((tokens * microUsdPerMillion) / TOKENS_PER_PRICE)
}
