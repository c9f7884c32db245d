import type { ModelPrice } from '@shared/contracts/account'
import type { Balance, KeyCheck, OfferedModel } from '@shared/domain/account'
import type { Failure } from '@shared/domain/app-error'
import { SECOND_MS } from '@shared/lib/durations'
import { fail, type Result, succeed } from '@shared/lib/result'
import { readBillingBalance, readModels, readPrices, readSiteUnit, readTokenBalance } from './account-readings'
import type { GatewayClient } from './client'
import type { GatewayAnswer, GatewayCredentials, WireRequest } from './types'

export interface AccountReaderOptions {
  readonly client: Pick<GatewayClient, 'query'>
  readonly clock: { readonly nowMs: () => number; readonly monotonicMs: () => number }
}

export interface KeyCheckResult {
  readonly check: KeyCheck
  /** Why the key or the address does not work; null when it does. */
  readonly failure: Failure | null
}

/** Free questions about a key: nothing here costs money. */
export interface AccountReader {
  readonly fetchModels: (
    credentials: GatewayCredentials,
    signal?: AbortSignal,
  ) => Promise<Result<readonly OfferedModel[], Failure>>
  /** By whichever of the known routes answers; `unknown` with the reason when none does. */
  readonly fetchBalance: (credentials: GatewayCredentials, signal?: AbortSignal) => Promise<Balance>
  readonly fetchPrices: (
    credentials: GatewayCredentials,
    signal?: AbortSignal,
  ) => Promise<Result<readonly ModelPrice[], Failure>>
  readonly checkKey: (credentials: GatewayCredentials, signal?: AbortSignal) => Promise<KeyCheckResult>
}

const TIMEOUT_MS = 20 * SECOND_MS
const UNKNOWN_WHY = 'This gateway does not say how much is left.'

export function createAccountReader({ client, clock }: AccountReaderOptions): AccountReader {
  const ask = async (
    path: string,
    credentials: GatewayCredentials,
    signal?: AbortSignal,
  ): Promise<Result<GatewayAnswer, Failure>> => {
    const request: WireRequest = { method: 'GET', path, body: { kind: 'none' }, timeoutMs: TIMEOUT_MS }
    const outcome = await client.query(request, credentials, signal)
    return outcome.kind === 'answered' ? succeed(outcome.answer) : fail(outcome.failure)
  }
  const fetchModels: AccountReader['fetchModels'] = async (credentials, signal) => {
    const answer = await ask('/v1/models', credentials, signal)
    return answer.ok ? readModels(answer.data) : answer
  }
  const fetchBalance: AccountReader['fetchBalance'] = async (credentials, signal) => {
    const [usage, status] = await Promise.all([
      ask('/api/usage/token/', credentials, signal),
      ask('/api/status', credentials, signal),
    ])
    const unit = readSiteUnit(status.ok ? status.data.json : undefined)
    const byToken = usage.ok ? readTokenBalance(usage.data.json, unit, clock.nowMs()) : null
    if (byToken !== null) return byToken
    const [subscription, used] = await Promise.all([
      ask('/v1/dashboard/billing/subscription', credentials, signal),
      ask('/v1/dashboard/billing/usage', credentials, signal),
    ])
    if (subscription.ok && used.ok) {
      return (
        readBillingBalance(subscription.data.json, used.data.json, unit, clock.nowMs()) ?? {
          kind: 'unknown',
          why: UNKNOWN_WHY,
        }
      )
    }
    const failure = subscription.ok ? null : subscription.error
    return {
      kind: 'unknown',
      why: failure?.code === 'offline' || failure?.code === 'unauthorized' ? failure.message : UNKNOWN_WHY,
    }
  }
  return {
    fetchModels,
    fetchBalance,
    fetchPrices: async (credentials, signal) => {
      const answer = await ask('/api/pricing', credentials, signal)
      return answer.ok ? readPrices(answer.data, clock.nowMs()) : answer
    },
    checkKey: async (credentials, signal) => {
      const startedMs = clock.monotonicMs()
      const models = await fetchModels(credentials, signal)
      const latencyMs = Math.round(clock.monotonicMs() - startedMs)
      if (models.ok) {
        const balance = await fetchBalance(credentials, signal)
        return { check: { reachable: true, latencyMs, modelCount: models.data.length, balance }, failure: null }
      }
      const reachable = models.error.code !== 'offline' && models.error.httpStatus !== undefined
      const balance: Balance = { kind: 'unknown', why: models.error.message }
      return {
        check: { reachable, latencyMs: reachable ? latencyMs : null, modelCount: null, balance },
        failure: models.error,
      }
    },
  }
}
