import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StudioEventName } from '@shared/contracts/events'
import { AppError, type Failure } from '@shared/domain/app-error'
import { fail, succeed } from '@shared/lib/result'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AccountReader } from '../gateway/account'
import type { Database } from '../db/database'
import { openDatabase } from '../db/open'
import { createFileSink } from '../log/file-sink'
import { addLogSink } from '../log/logger'
import type { SecretStore } from '../platform/ports'
import { type AccountService, type AccountServiceOptions, createAccountService } from './account'

const CANARY = 'sk-canaryCANARYcanary0123456789'

/** Like Linux without a keyring: nothing is encrypted. */
const plainStore: SecretStore = {
  isEncrypted: () => false,
  seal: (secret) => ({ blob: new TextEncoder().encode(secret), protection: 'plain' }),
  open: (sealed) => new TextDecoder().decode(sealed.blob),
}

/** Like a working keyring; a changed system key makes `open` throw. */
function encryptingStore(systemKey: { value: number }): SecretStore {
  const sealedWith = systemKey.value
  return {
    isEncrypted: () => true,
    seal: (secret) => ({
      blob: new TextEncoder().encode(secret).map((byte) => byte ^ systemKey.value),
      protection: 'os-encrypted',
    }),
    open: (sealed) => {
      if (systemKey.value !== sealedWith) throw new Error('the key of the store changed')
      return new TextDecoder().decode(sealed.blob.map((byte) => byte ^ systemKey.value))
    },
  }
}

let folder: string
let db: Database
let published: { name: StudioEventName; data: unknown }[]
let removeSink: () => void

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'account-'))
  db = await openDatabase({ filePath: join(folder, 'studio.sqlite'), backupFolder: join(folder, 'backups') })
  published = []
  removeSink = addLogSink(createFileSink(join(folder, 'studio.log')))
})

afterEach(() => {
  removeSink()
  db.close()
})

function service(overrides: Partial<AccountServiceOptions> = {}): AccountService {
  return createAccountService({
    db,
    clock: { nowMs: () => 1_700_000_000_000, monotonicMs: () => 0 },
    events: { publish: (name, data) => void published.push({ name, data }), publishTo: () => undefined },
    nextId: () => randomUUID(),
    secrets: plainStore,
    gateway: {
      fetchModels: async () => succeed([{ id: 'gpt-4o', ownedBy: 'openai' }]),
      fetchBalance: async () => ({ kind: 'known', remainingMicroUsd: 5_000_000, checkedAtMs: 1 }),
      fetchPrices: async () => succeed([]),
      checkKey: async () => ({
        check: { reachable: true, latencyMs: 12, modelCount: 1, balance: { kind: 'unknown', why: 'no route' } },
        failure: null,
      }),
    },
    demo: { start: async () => ({ origin: 'http://127.0.0.1:4010', demoKey: 'sk-demo-key-0001' }) },
    environment: {},
    ...overrides,
  })
}

const newProfile = {
  label: 'Work',
  baseUrl: 'https://api.chainhub.tech/v1',
  key: CANARY,
  withoutEncryption: 'session-only',
} as const

function everythingWritten(): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n')
}

describe('a key', () => {
  test('kept for the session only is in no file, event or answer, and works until the program ends', async () => {
    const account = service()
    const profile = await account.saveProfile(newProfile)
    await account.activateProfile({ profileId: profile.id })
    const answers = [
      profile,
      await account.state(),
      await account.refresh(),
      await account.checkProfile({ profileId: profile.id }),
    ]
    expect((await account.activeCredentials()).key).toBe(CANARY)
    expect(profile).toMatchObject({ keyTail: '6789', protection: 'session-only' })
    expect(JSON.stringify([answers, published])).not.toContain(CANARY)
    expect(everythingWritten()).not.toContain('canaryCANARY')

    const afterRestart = service()
    expect((await afterRestart.state()).profiles[0]).toMatchObject({ keyTail: null, protection: 'session-only' })
    await expect(afterRestart.activeCredentials()).rejects.toMatchObject({
      failure: { code: 'no-key', nextStep: 'open-settings' },
    })
  })

  test('kept unencrypted by choice is never called encrypted', async () => {
    const profile = await service().saveProfile({ ...newProfile, withoutEncryption: 'plain' })
    expect(profile.protection).toBe('plain')
    expect((await service().credentialsOf(profile.id)).key).toBe(CANARY)
  })

  test('that the system does not give back is asked for again, and its blob stays', async () => {
    const systemKey = { value: 42 }
    const account = service({ secrets: encryptingStore(systemKey) })
    const profile = await account.saveProfile(newProfile)
    expect(profile.protection).toBe('os-encrypted')
    expect(everythingWritten()).not.toContain('canaryCANARY')
    systemKey.value = 7
    await expect(account.credentialsOf(profile.id)).rejects.toMatchObject({ failure: { code: 'no-key' } })
    systemKey.value = 42
    expect((await account.credentialsOf(profile.id)).key).toBe(CANARY)
  })

  test('stays when the profile is saved without one, and with a line break in it is refused', async () => {
    const account = service()
    const profile = await account.saveProfile(newProfile)
    await account.saveProfile({
      profileId: profile.id,
      label: 'Renamed',
      baseUrl: 'https://other.example',
      withoutEncryption: 'session-only',
    })
    expect(await account.credentialsOf(profile.id)).toMatchObject({ key: CANARY, baseUrl: 'https://other.example' })
    await expect(account.saveProfile({ ...newProfile, key: 'sk-abc\ndef' })).rejects.toBeInstanceOf(AppError)
  })
})

describe('profiles', () => {
  test('without any the demo is active, on its own loopback address', async () => {
    const account = service()
    expect(await account.isDemo()).toBe(true)
    expect(await account.activeCredentials()).toMatchObject({
      baseUrl: 'http://127.0.0.1:4010',
      isLoopbackAllowed: true,
    })
  })

  test('exactly one is active', async () => {
    const account = service()
    const first = await account.saveProfile(newProfile)
    const second = await account.saveProfile({ ...newProfile, label: 'Client' })
    await account.activateProfile({ profileId: first.id })
    await account.activateProfile({ profileId: second.id })
    const active = (await account.state()).profiles.filter((profile) => profile.isActive)
    expect(active.map((profile) => profile.label)).toEqual(['Client'])
    await account.useDemo()
    expect((await account.activeProfile()).isDemo).toBe(true)
  })

  test('a deleted one is gone from the disk at once and comes back by undo with its key', async () => {
    const account = service({ secrets: encryptingStore({ value: 42 }) })
    const profile = await account.saveProfile(newProfile)
    await account.activateProfile({ profileId: profile.id })
    await account.deleteProfile({ profileId: profile.id })
    expect(await account.isDemo()).toBe(true)
    await expect(service().credentialsOf(profile.id)).rejects.toMatchObject({ failure: { code: 'not-found' } })
    await account.undeleteProfile({ profileId: profile.id })
    expect((await account.activeCredentials()).key).toBe(CANARY)
  })

  test('the environment wins and cannot be switched off from the page', async () => {
    const account = service({ environment: { key: CANARY, baseUrl: 'https://staging.example/v1' } })
    expect(await account.activeCredentials()).toMatchObject({ key: CANARY, baseUrl: 'https://staging.example' })
    expect((await account.activeProfile()).protection).toBe('environment')
    await expect(account.useDemo()).rejects.toMatchObject({ failure: { code: 'conflict' } })
  })
})

const failingReader = (failure: Failure): AccountReader => ({
  fetchModels: async () => fail(failure),
  fetchBalance: async () => ({ kind: 'unknown', why: failure.message }),
  fetchPrices: async () => fail(failure),
  checkKey: async () => ({
    check: { reachable: false, latencyMs: null, modelCount: null, balance: { kind: 'unknown', why: failure.message } },
    failure,
  }),
})

describe('what is known of the account', () => {
  test('is still there after a start without network', async () => {
    await service().refresh()
    const offline = service({ gateway: failingReader({ code: 'offline', message: 'No network.', nextStep: 'retry' }) })
    const state = await offline.refresh()
    expect(state).toMatchObject({
      connection: 'offline',
      areModelsKnown: true,
      balance: { kind: 'known', remainingMicroUsd: 5_000_000 },
    })
    expect(await offline.models()).toEqual([{ id: 'gpt-4o', ownedBy: 'openai' }])
  })

  test('a refused key shows as unauthorized, not as offline', async () => {
    const refusal: Failure = {
      code: 'unauthorized',
      message: 'The gateway refused the key.',
      nextStep: 'open-settings',
    }
    const account = service({ gateway: failingReader(refusal) })
    expect((await account.refresh()).connection).toBe('unauthorized')
    await expect(account.checkProfile({ profileId: 'demo' })).rejects.toMatchObject({
      failure: { code: 'unauthorized' },
    })
  })
})
