import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@main/db/open'
import { createAccountReader } from '@main/gateway/account'
import { createGatewayClient } from '@main/gateway/client'
import { type AccountService, createAccountService } from '@main/services/account'
import { expect, test } from 'vitest'
import { startGateway } from './demo-harness'

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() }

async function accountAt(gateway: { readonly origin: string; readonly demoKey: string }): Promise<AccountService> {
  const folder = mkdtempSync(join(tmpdir(), 'account-demo-'))
  return createAccountService({
    db: await openDatabase({ filePath: join(folder, 'studio.sqlite'), backupFolder: join(folder, 'backups') }),
    clock,
    events: { publish: () => undefined, publishTo: () => undefined },
    nextId: () => randomUUID(),
    secrets: {
      isEncrypted: () => false,
      seal: (secret) => ({ blob: new TextEncoder().encode(secret), protection: 'plain' }),
      open: (sealed) => new TextDecoder().decode(sealed.blob),
    },
    gateway: createAccountReader({ client: createGatewayClient({ clock }), clock }),
    demo: { start: async () => gateway },
    environment: {},
  })
}

test('the demo gives balance, models and prices without charging anything', async () => {
  const demo = await startGateway()
  const account = await accountAt(demo.gateway)
  const state = await account.refresh()
  expect(state).toMatchObject({ connection: 'online', areModelsKnown: true, balance: { kind: 'known' } })
  expect((await account.models()).length).toBeGreaterThan(10)
  expect((await account.prices()).some((price) => price.callMicroUsd !== null)).toBe(true)
  expect(await demo.charges()).toEqual([])
})

test('a wrong key is refused in words, and the status bar says so', async () => {
  const { gateway } = await startGateway()
  const account = await accountAt(gateway)
  const profile = await account.saveProfile({
    label: 'Wrong',
    baseUrl: `${gateway.origin}/v1`,
    key: 'sk-wrong-0000000000',
    withoutEncryption: 'session-only',
  })
  await expect(account.checkProfile({ profileId: profile.id })).rejects.toMatchObject({
    failure: { code: 'unauthorized' },
  })
  await account.activateProfile({ profileId: profile.id })
  expect((await account.refresh()).connection).toBe('unauthorized')
})
