import { AppError, type Failure } from '@shared/domain/app-error'
import type { Balance, ConnectionState, KeyCheck } from '@shared/domain/account'
import type { Result } from '@shared/lib/result'
import { replaceModelPrices, replaceOfferedModels } from '../db/commands/account'
import { saveSetting } from '../db/commands/settings'
import type { Database } from '../db/database'
import { loadSetting } from '../db/queries/settings'
import type { AccountReader } from '../gateway/account'
import type { GatewayCredentials } from '../gateway/types'
import { createLogger } from '../log/logger'
import type { Clock } from '../platform/ports'

const log = createLogger('account')

export interface AccountKnowledgeOptions {
  readonly db: Database
  readonly gateway: AccountReader
  readonly clock: Clock
}

const NEVER_ASKED: Balance = { kind: 'unknown', why: 'The balance was not asked for yet.' }

/** What is known of each profile's account: kept in memory, and on disk for a start without network. */
export function createAccountKnowledge({ db, gateway, clock }: AccountKnowledgeOptions) {
  const balances = new Map<string, Balance>()
  const connections = new Map<string, ConnectionState>()
  const isWritable = db.readOnlyReason === null

  const keepBalance = async (profileId: string, balance: Balance): Promise<void> => {
    balances.set(profileId, balance)
    if (isWritable && balance.kind !== 'unknown') await saveSetting(db, balanceKey(profileId), JSON.stringify(balance))
  }
  const refreshModels = async (credentials: GatewayCredentials): Promise<void> => {
    const models = required(await gateway.fetchModels(credentials))
    if (isWritable && models.length > 0) await replaceOfferedModels(db, credentials.profileId, models, clock.nowMs())
  }
  const refreshPrices = async (credentials: GatewayCredentials): Promise<void> => {
    const prices = required(await gateway.fetchPrices(credentials))
    if (isWritable && prices.length > 0) await replaceModelPrices(db, credentials.profileId, prices, clock.nowMs())
  }

  return {
    connectionOf: (profileId: string): ConnectionState => connections.get(profileId) ?? 'checking',
    setConnection: (profileId: string, state: ConnectionState): void => void connections.set(profileId, state),
    keepBalance,

    async balanceOf(profileId: string): Promise<Balance> {
      const known = balances.get(profileId)
      if (known) return known
      const stored = parseBalance(await loadSetting(db, balanceKey(profileId)))
      balances.set(profileId, stored)
      return stored
    },

    /** Models first, because their answer tells whether the key is good; the rest is a bonus. */
    async refresh(credentials: GatewayCredentials): Promise<void> {
      const { profileId } = credentials
      try {
        await refreshModels(credentials)
        connections.set(profileId, 'online')
      } catch (error) {
        connections.set(profileId, connectionAfter(error))
        throw error
      }
      await Promise.all([
        optional('balance', async () => keepBalance(profileId, await gateway.fetchBalance(credentials))),
        optional('prices', () => refreshPrices(credentials)),
      ])
    },

    refreshBalance: (credentials: GatewayCredentials): Promise<void> =>
      optional('balance', async () => keepBalance(credentials.profileId, await gateway.fetchBalance(credentials))),

    /** @throws AppError when the address does not answer or the key is refused */
    async check(credentials: GatewayCredentials): Promise<KeyCheck> {
      const { check, failure } = await gateway.checkKey(credentials)
      if (failure) throw new AppError(failure)
      return check
    },
  }
}

function required<Value>(result: Result<Value, Failure>): Value {
  if (!result.ok) throw new AppError(result.error)
  return result.data
}

/** What a failed call says of the connection. */
export function connectionAfter(error: unknown): ConnectionState {
  if (!(error instanceof AppError)) return 'offline'
  if (error.code === 'unauthorized' || error.code === 'no-key') return 'unauthorized'
  return error.code === 'offline' || error.code === 'outcome-unknown' ? 'offline' : 'online'
}

async function optional(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    log.info(`the gateway did not give its ${what}`, error)
  }
}

const balanceKey = (profileId: string): string => `account.balance.${profileId}`

function parseBalance(json: string | null): Balance {
  if (json === null) return NEVER_ASKED
  try {
    const value = JSON.parse(json) as Balance
    return value.kind === 'known' || value.kind === 'unlimited' ? value : NEVER_ASKED
  } catch {
    return NEVER_ASKED
  }
}
