import type { ModelPrice } from '@shared/contracts/account'
import type { Balance, OfferedModel } from '@shared/domain/account'
import type { Failure } from '@shared/domain/app-error'
import { MICRO_USD_PER_USD } from '@shared/domain/money'
import { fail, type Result, succeed } from '@shared/lib/result'
import { readFailure } from './failures'
import type { GatewayAnswer } from './types'

type Fields = Readonly<Record<string, unknown>>

/** How a site counts money. Source: the server family's `/api/status`. */
export interface SiteUnit {
  readonly quotaPerUsd: number
  /** What one unit of the billing routes is worth in dollars; they follow the site's display setting. */
  readonly usdPerBillingUnit: number
}

const DEFAULT_QUOTA_PER_USD = 500_000
/** The server family writes this limit for a key without one. */
const UNLIMITED_LIMIT = 100_000_000
/** A ratio of 1 is 2 dollars a million tokens, by the server family's own convention. */
const USD_PER_MILLION_AT_RATIO_1 = 2

export function readModels(answer: GatewayAnswer): Result<readonly OfferedModel[], Failure> {
  const list = fieldsOf(answer.json)?.data
  if (!Array.isArray(list)) return fail(unreadable(answer))
  const models = list.flatMap((item): readonly OfferedModel[] => {
    const { id, owned_by: owner } = fieldsOf(item) ?? {}
    return typeof id === 'string' && id !== ''
      ? [{ id, ownedBy: typeof owner === 'string' && owner !== '' ? owner : null }]
      : []
  })
  return succeed([...new Map(models.map((model) => [model.id, model])).values()])
}

export function readSiteUnit(json: unknown): SiteUnit {
  const status = fieldsOf(fieldsOf(json)?.data) ?? {}
  const quotaPerUsd = positive(status.quota_per_unit) ?? DEFAULT_QUOTA_PER_USD
  if (status.quota_display_type === 'TOKENS') return { quotaPerUsd, usdPerBillingUnit: 1 / quotaPerUsd }
  const rate = positive(status.usd_exchange_rate)
  const isYuan = status.quota_display_type === 'CNY' && rate !== null
  return { quotaPerUsd, usdPerBillingUnit: isYuan ? 1 / rate : 1 }
}

/** From `/api/usage/token/`; null where the answer has another shape. */
export function readTokenBalance(json: unknown, unit: SiteUnit, nowMs: number): Balance | null {
  const data = fieldsOf(fieldsOf(json)?.data)
  if (data === null) return null
  if (data.unlimited_quota === true) return { kind: 'unlimited', checkedAtMs: nowMs }
  const available = number(data.total_available)
  return available === null ? null : known(available / unit.quotaPerUsd, nowMs)
}

/** From the two billing routes: the limit in units, what was used in hundredths of a unit. */
export function readBillingBalance(
  subscription: unknown,
  usage: unknown,
  unit: SiteUnit,
  nowMs: number,
): Balance | null {
  const limit = number(fieldsOf(subscription)?.hard_limit_usd)
  const usedHundredths = number(fieldsOf(usage)?.total_usage)
  if (limit === null || usedHundredths === null) return null
  if (limit >= UNLIMITED_LIMIT) return { kind: 'unlimited', checkedAtMs: nowMs }
  return known((limit - usedHundredths / 100) * unit.usdPerBillingUnit, nowMs)
}

/** From `/api/pricing`: flat prices a call, or ratios a million tokens, times the ratio of the key's group. */
export function readPrices(answer: GatewayAnswer, nowMs: number): Result<readonly ModelPrice[], Failure> {
  const root = fieldsOf(answer.json)
  if (root === null || !Array.isArray(root.data)) return fail(unreadable(answer))
  const groups = fieldsOf(root.group_ratio) ?? {}
  const source = `this gateway, ${new Date(nowMs).toISOString().slice(0, 10)}`
  return succeed(root.data.flatMap((item) => readPrice(fieldsOf(item) ?? {}, groups, source)))
}

function readPrice(row: Fields, groups: Fields, source: string): readonly ModelPrice[] {
  if (typeof row.model_name !== 'string' || row.model_name === '') return []
  const group = groupRatio(row.enable_groups, groups)
  const base = {
    modelId: row.model_name,
    inputMicroUsdPerMillion: null,
    outputMicroUsdPerMillion: null,
    callMicroUsd: null,
    source,
  }
  if (number(row.quota_type) === 1) {
    const price = number(row.model_price)
    return price === null || price < 0 ? [] : [{ ...base, callMicroUsd: microUsd(price * group) }]
  }
  const ratio = number(row.model_ratio)
  if (ratio === null || ratio < 0) return []
  const inputUsd = ratio * USD_PER_MILLION_AT_RATIO_1 * group
  const completion = number(row.completion_ratio) ?? 1
  return [
    { ...base, inputMicroUsdPerMillion: microUsd(inputUsd), outputMicroUsdPerMillion: microUsd(inputUsd * completion) },
  ]
}

/** The key's own group is not told: the default one where the model has it, else the first that does. */
function groupRatio(enabled: unknown, groups: Fields): number {
  const names: readonly unknown[] = Array.isArray(enabled) ? enabled : []
  const name = names.includes('default') || names.length === 0 ? 'default' : names[0]
  return (typeof name === 'string' ? positive(groups[name]) : null) ?? 1
}

function unreadable(answer: GatewayAnswer): Failure {
  const { charge: _charge, ...failure } = readFailure(answer.status, answer.headers, answer.bytes)
  return { ...failure, message: `The gateway’s answer could not be understood. ${failure.message}` }
}

function known(usd: number, checkedAtMs: number): Balance {
  return { kind: 'known', remainingMicroUsd: microUsd(usd), checkedAtMs }
}

function microUsd(usd: number): number {
  return Math.round(usd * MICRO_USD_PER_USD)
}

function number(value: unknown): number | null {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : null
}

function positive(value: unknown): number | null {
  const parsed = number(value)
  return parsed !== null && parsed > 0 ? parsed : null
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
}
