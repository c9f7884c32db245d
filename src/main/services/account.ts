import type { AccountState, ModelPrice } from '@shared/contracts/account'
import type { RouteParsedRequest } from '@shared/contracts/routes'
import { AppError } from '@shared/domain/app-error'
import type { ConnectionState, KeyCheck, KeyProfile, OfferedModel } from '@shared/domain/account'
import { activateKeyProfile, deleteKeyProfile, saveKeyProfile } from '../db/commands/account'
import type { Database } from '../db/database'
import { hasOfferedModels, listModelPrices, listOfferedModels, type StoredKeyProfile } from '../db/queries/account'
import type { AccountReader } from '../gateway/account'
import type { GatewayCredentials } from '../gateway/types'
import { createLogger, detach } from '../log/logger'
import type { Clock, EventPublisher, NextId, SecretStore } from '../platform/ports'
import { requireBaseUrl } from './account-base-url'
import { createKeyRing } from './account-keys'
import {
  type AccountEnvironment,
  createProfileDirectory,
  DEMO_PROFILE_ID,
  type DemoGatewayPort,
  ENVIRONMENT_PROFILE_ID,
} from './account-profiles'
import { connectionAfter, createAccountKnowledge } from './account-refresh'

const log = createLogger('account')

/** New-API gateways allow about one balance call a minute and address. */
const MIN_BALANCE_PAUSE_MS = 60_000

export interface AccountServiceOptions {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  readonly nextId: NextId
  readonly secrets: SecretStore
  readonly gateway: AccountReader
  readonly demo: DemoGatewayPort
  readonly environment: AccountEnvironment
}

export type AccountService = ReturnType<typeof createAccountService>

/** Key profiles and what is known of their accounts. Keys go in and are used; no method gives one to the page. */
export function createAccountService(options: AccountServiceOptions) {
  const { db, clock, events, secrets } = options
  const keys = createKeyRing(secrets)
  const profiles = createProfileDirectory({ db, keys, demo: options.demo, environment: options.environment })
  const knowledge = createAccountKnowledge({ db, gateway: options.gateway, clock })
  const deleted = new Map<string, { readonly profile: StoredKeyProfile; readonly wasActive: boolean }>()
  let balanceAskedAtMs = Number.NEGATIVE_INFINITY

  const state = async (): Promise<AccountState> => {
    const activeId = await profiles.activeId()
    return {
      profiles: await profiles.list(),
      balance: await knowledge.balanceOf(activeId),
      connection: knowledge.connectionOf(activeId),
      isEncryptionAvailable: secrets.isEncrypted(),
      areModelsKnown: await hasOfferedModels(db, activeId),
    }
  }
  const publish = async (): Promise<AccountState> => {
    const now = await state()
    events.publish('account.changed', now)
    return now
  }
  const activeCredentials = async (): Promise<GatewayCredentials> => profiles.credentialsOf(await profiles.activeId())

  /** Asks the gateway and tells the page; a failure is a state of the connection, not an error of the caller. */
  const refresh = async (): Promise<AccountState> => {
    const activeId = await profiles.activeId()
    try {
      await knowledge.refresh(await profiles.credentialsOf(activeId))
    } catch (error) {
      log.info('the account could not be refreshed', error)
      knowledge.setConnection(activeId, connectionAfter(error))
    }
    return publish()
  }
  const activate = async (profileId: string | null): Promise<AccountState> => {
    assertWritable(db)
    if (profiles.environment) throw environmentWins()
    await activateKeyProfile(db, profileId)
    knowledge.setConnection(profileId ?? DEMO_PROFILE_ID, 'checking')
    detach(refresh(), 'refresh after a change of profile')
    return publish()
  }
  const isEditable = (profileId: string): boolean =>
    profileId !== DEMO_PROFILE_ID && profileId !== ENVIRONMENT_PROFILE_ID

  return {
    state,
    refresh,
    activeCredentials,
    credentialsOf: (profileId: string): Promise<GatewayCredentials> => profiles.credentialsOf(profileId),

    /** The profile that pays now, for the record of a task. */
    activeProfile: async (): Promise<KeyProfile> => profiles.view(await profiles.activeId()),

    isDemo: async (): Promise<boolean> => (await profiles.activeId()) === DEMO_PROFILE_ID,

    async saveProfile(request: RouteParsedRequest<'account.save-profile'>): Promise<KeyProfile> {
      assertWritable(db)
      if (request.profileId !== undefined && !isEditable(request.profileId)) throw environmentWins()
      const former = request.profileId === undefined ? null : await profiles.findStored(request.profileId)
      const id = former?.id ?? options.nextId()
      const key = request.key?.trim()
      const sealed =
        key === undefined
          ? {
              keyBlob: former?.keyBlob ?? null,
              keyTail: former?.keyTail ?? null,
              protection: former?.protection ?? null,
            }
          : keys.seal(id, checkedKey(key), request.withoutEncryption)
      await saveKeyProfile(db, {
        id,
        label: request.label.trim() || 'My key',
        baseUrl: requireBaseUrl(request.baseUrl),
        ...sealed,
        isActive: former?.isActive ?? false,
        createdAtMs: former?.createdAtMs ?? clock.nowMs(),
      })
      if (former?.isActive) detach(refresh(), 'refresh after a change of the active profile')
      else await publish()
      return profiles.view(id)
    },

    async deleteProfile({ profileId }: RouteParsedRequest<'account.delete-profile'>): Promise<null> {
      assertWritable(db)
      if (!isEditable(profileId)) throw environmentWins()
      const profile = await profiles.findStored(profileId)
      deleted.set(profileId, { profile, wasActive: profile.isActive })
      await deleteKeyProfile(db, profileId)
      await publish()
      return null
    },

    /** Brings back a profile deleted since the program started; a later one is gone with its key. */
    async undeleteProfile({ profileId }: RouteParsedRequest<'account.undelete-profile'>): Promise<KeyProfile> {
      assertWritable(db)
      const kept = deleted.get(profileId)
      if (!kept)
        throw new AppError({ code: 'not-found', message: 'This key profile is gone. Add it again.', nextStep: 'none' })
      deleted.delete(profileId)
      await saveKeyProfile(db, kept.profile)
      if (kept.wasActive && !profiles.environment) await activateKeyProfile(db, profileId)
      await publish()
      return profiles.view(profileId)
    },

    async activateProfile({ profileId }: RouteParsedRequest<'account.activate-profile'>): Promise<AccountState> {
      if (profileId === DEMO_PROFILE_ID) return activate(null)
      if (profileId !== ENVIRONMENT_PROFILE_ID) await profiles.findStored(profileId)
      return activate(profileId)
    },

    useDemo: (): Promise<AccountState> => activate(null),

    /** Tries a profile without spending: does it answer, is the key good, how many models, what balance. */
    async checkProfile({ profileId }: RouteParsedRequest<'account.check-profile'>): Promise<KeyCheck> {
      try {
        const check = await knowledge.check(await profiles.credentialsOf(profileId))
        await knowledge.keepBalance(profileId, check.balance)
        knowledge.setConnection(profileId, 'online')
        await publish()
        return check
      } catch (error) {
        knowledge.setConnection(profileId, connectionAfter(error))
        await publish()
        throw error
      }
    },

    async previewBaseUrl({ input }: RouteParsedRequest<'account.preview-base-url'>) {
      const baseUrl = requireBaseUrl(input)
      return { baseUrl, example: `${baseUrl}/v1/chat/completions` }
    },

    async models(): Promise<readonly OfferedModel[]> {
      return listOfferedModels(db, await profiles.activeId())
    },

    prices: async (): Promise<readonly ModelPrice[]> => listModelPrices(db, await profiles.activeId()),

    /** Tasks and chats tell how a real call went, so that the status bar does not have to guess. */
    async reportConnection(profileId: string, connection: ConnectionState): Promise<void> {
      if (knowledge.connectionOf(profileId) === connection) return
      knowledge.setConnection(profileId, connection)
      if (profileId === (await profiles.activeId())) await publish()
    },

    /** After something was charged: asks for the balance again, at most once a minute where the gateway is real. */
    async noteSpending(profileId: string): Promise<void> {
      const nowMs = clock.monotonicMs()
      if (profileId !== DEMO_PROFILE_ID && nowMs - balanceAskedAtMs < MIN_BALANCE_PAUSE_MS) return
      balanceAskedAtMs = nowMs
      await knowledge.refreshBalance(await profiles.credentialsOf(profileId))
      await publish()
    },
  }
}

function checkedKey(key: string): string {
  if (/[^!-~]/.test(key)) {
    throw new AppError({
      code: 'bad-parameter',
      message: 'The key holds a space or a character that keys do not have. Copy it again.',
      nextStep: 'edit-input',
      field: 'key',
    })
  }
  return key
}

function assertWritable(db: Database): void {
  if (db.readOnlyReason !== null)
    throw new AppError({ code: 'read-only', message: db.readOnlyReason, nextStep: 'none' })
}

function environmentWins(): AppError {
  return new AppError({
    code: 'conflict',
    message:
      'This profile comes with the program or from the environment (CHAINHUB_API_KEY) and cannot be changed here.',
    nextStep: 'none',
  })
}
