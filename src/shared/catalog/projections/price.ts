import type { Params } from '../../domain/generation'
import { type Price, UNKNOWN_PRICE } from '../../domain/money'
import type { ModelPrice } from '../prices/model-price'
import type { OperationSpec, OutputTokens, PricedAs, PriceRule } from '../types'
import { assertNever } from '../../lib/assert-never'
import { asNumber, asWords, countCharacters, valueOf } from './values'

export type PriceLookup = (modelId: string) => ModelPrice | null

/** About four characters of English make a token; other scripts need more tokens, which makes this a low estimate. */
const CHARACTERS_PER_TOKEN = 4
const MILLION = 1_000_000

/** What a form will cost. Unknown stays unknown: it is never zero and never a part of the sum. */
export function estimatePrice(spec: OperationSpec, modelId: string, params: Params, prices: PriceLookup): Price {
  const rule = spec.price
  switch (rule.kind) {
    case 'unknown':
      return rule.why === undefined ? UNKNOWN_PRICE : { kind: 'unknown', why: rule.why }
    case 'per-call':
      return perCall(priceFor(spec, rule.pricedAs, modelId, params, prices), countOf(spec, rule.countField, params), {
        isInferred: rule.pricedAs?.isInferred === true,
        // An operation without models of its own is listed under the entry that bills it.
        modelId: rule.pricedAs?.modelId === modelId ? '' : modelId,
      })
    case 'per-call-scaled': {
      const factor = rule.factors[asWords(fieldValue(spec, rule.field, params))] ?? 1
      const price = perCall(prices(modelId), countOf(spec, rule.countField, params) * factor)
      return price.kind === 'known' && factor !== 1 ? { ...price, certainty: 'estimate' } : price
    }
    case 'per-token':
      return perToken(spec, rule, modelId, params, prices(modelId))
    default:
      return assertNever(rule)
  }
}

function priceFor(
  spec: OperationSpec,
  pricedAs: PricedAs | undefined,
  modelId: string,
  params: Params,
  prices: PriceLookup,
): ModelPrice | null {
  const own = prices(modelId)
  if (pricedAs === undefined || own?.callMicroUsd != null) return own
  const billed = pricedAs.modelId.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
    key === 'model' ? modelId : asWords(fieldValue(spec, key, params) ?? ''),
  )
  return prices(billed)
}

interface Billing {
  readonly modelId: string
  readonly isInferred: boolean
}

function perCall(price: ModelPrice | null, count: number, billing?: Billing): Price {
  if (price?.callMicroUsd == null) return UNKNOWN_PRICE
  const isInferred = billing?.isInferred === true && price.modelId !== billing.modelId
  const times = count === 1 ? 'per call' : `${count} × per call`
  return {
    kind: 'known',
    amountMicroUsd: Math.round(price.callMicroUsd * count),
    certainty: isInferred ? 'estimate' : 'exact',
    basis: isInferred ? `${times} as ${price.modelId}, ${price.source}` : `${times}, ${price.source}`,
  }
}

type TokenRule = Extract<PriceRule, { readonly kind: 'per-token' }>

function perToken(
  spec: OperationSpec,
  rule: TokenRule,
  modelId: string,
  params: Params,
  price: ModelPrice | null,
): Price {
  const count = countOf(spec, rule.countField, params)
  if (price?.callMicroUsd != null) return perCall(price, count)
  if (price?.inputMicroUsdPerMillion == null || price.outputMicroUsdPerMillion == null) return UNKNOWN_PRICE
  const text = fieldValue(spec, rule.textField, params)
  const characters = charactersOf(text)
  const inputUnits = rule.textUnit === 'characters' ? characters : Math.ceil(characters / CHARACTERS_PER_TOKEN)
  const outputTokens = rule.output ? outputTokensOf(spec, rule.output, modelId, params, characters) * count : 0
  const amount = (inputUnits * price.inputMicroUsdPerMillion + outputTokens * price.outputMicroUsdPerMillion) / MILLION
  const tokens = outputTokens === 0 ? '' : `about ${Math.round(outputTokens).toLocaleString('en-US')} tokens, `
  return {
    kind: 'known',
    amountMicroUsd: Math.ceil(amount),
    certainty: 'estimate',
    basis: `${tokens}${price.source}`,
  }
}

/** The length of a text, or of all texts of a list. */
function charactersOf(value: unknown): number {
  if (typeof value === 'string') return countCharacters(value)
  if (!Array.isArray(value)) return 0
  return value.reduce((sum: number, item: unknown) => sum + charactersOf(item), 0)
}

function outputTokensOf(
  spec: OperationSpec,
  output: OutputTokens,
  modelId: string,
  params: Params,
  characters: number,
): number {
  if (output.kind === 'by-character') return characters * (output.perCharacter[modelId] ?? 0)
  const values = output.fields.map((key) => asWords(fieldValue(spec, key, params) ?? 'auto'))
  return output.tokens[values.join('/')] ?? output.otherwise
}

/** How many results the form asks for; a number that the form would not let through does not count. */
function countOf(spec: OperationSpec, countField: string | undefined, params: Params): number {
  const kind = spec.fields.find(({ key }) => key === countField)?.kind
  if (countField === undefined || kind?.type !== 'count') return 1
  const count = asNumber(fieldValue(spec, countField, params))
  return Number.isInteger(count) && count >= kind.min && count <= kind.max ? count : 1
}

function fieldValue(spec: OperationSpec, key: string, params: Params): unknown {
  const field = spec.fields.find((candidate) => candidate.key === key)
  return field && valueOf(field, params)
}
