import { startDemoGateway, type DemoGateway } from '@demo/gateway'
import { loadConversation } from '@main/db/queries/chat'
import { insertConversation } from '@main/db/commands/chat'
import { MIGRATIONS } from '@main/db/migrations/all'
import { openDatabase } from '@main/db/open'
import type { Database } from '@main/db/database'
import { createGatewayClient, type GatewayClient } from '@main/gateway/client'
import { createChatBudget } from '@main/services/chat-budget'
import { setConversationCap } from '@main/db/commands/chat-folder'
import { createVoiceService } from '@main/services/chat-voice'
import type { EventPublisher } from '@main/platform/ports'
import type { VoiceEvent } from '@shared/contracts/voice'
import { textOf } from '@shared/domain/chat-text'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let gateway: DemoGateway
let db: Database
let client: GatewayClient
let heard: VoiceEvent[]

beforeEach(async () => {
  gateway = await startDemoGateway({ timeScale: 0.01 })
  const folder = mkdtempSync(join(tmpdir(), 'voice-'))
  db = await openDatabase({
    filePath: join(folder, 'studio.sqlite'),
    backupFolder: join(folder, 'backups'),
    migrations: MIGRATIONS,
  })
  db.run(
    'test',
    `INSERT INTO key_profile (id, label, base_url, created_at) VALUES ('p', 'Demo', '${gateway.origin}', 1)`,
  )
  await insertConversation(db, { id: 'c', modelId: 'm', folderId: null, nowMs: 1 })
  heard = []
  client = createGatewayClient({ clock })
})
afterEach(async () => {
  await client.close()
  db.close()
  await gateway.close()
})

const clock = { nowMs: () => 1_000, monotonicMs: () => 1_000 }
const PRICE = {
  inputMicroUsdPerMillion: 5_000_000,
  outputMicroUsdPerMillion: 20_000_000,
  callMicroUsd: null,
  source: 'test',
}
let count = 0
function service(key: string, price: typeof PRICE | null = PRICE) {
  const events: EventPublisher = {
    publish: () => undefined,
    publishTo: (_windowId, name, data) => {
      if (name === 'voice.heard') heard.push((data as { readonly event: VoiceEvent }).event)
    },
  }
  const priceOf = async () => price
  const budget = createChatBudget({ db, clock, events, priceOf, resolveModel: async (modelId) => modelId })
  const voice = createVoiceService({
    db,
    openRealtime: client.openRealtime,
    clock,
    events,
    nextId: () => `id-${String((count += 1)).padStart(6, '0')}`,
    credentials: async () => ({ profileId: 'p', baseUrl: gateway.origin, key, isLoopbackAllowed: true }),
    priceOf,
    noteSpending: () => undefined,
    requireBudget: budget.requireBudget,
    budgetHold: budget.budgetHold,
  })
  return { ...voice, budget }
}
const start = { conversationId: 'c', modelId: 'gpt-4o-realtime-preview', voice: 'alloy' }
const kinds = (): ReadonlySet<string> => new Set(heard.map(({ kind }) => kind))
/** A fifth of a second. */
const SOUND = Buffer.alloc(9_600, 1).toString('base64')

describe('a talk by voice', () => {
  it('is heard in sound and words, and each turn is kept as messages with what it cost', async () => {
    const voice = service(gateway.demoKey)
    const { sessionId } = await voice.start(1, start)
    await vi.waitFor(() => expect(kinds()).toContain('ready'), 10_000)
    for (let turn = 1; turn <= 2; turn += 1) {
      for (let piece = 0; piece < 9; piece += 1) await voice.sendAudio({ sessionId, base64: SOUND })
      await vi.waitFor(() => expect(heard.filter(({ kind }) => kind === 'turn-ended')).toHaveLength(turn), 20_000)
    }
    await voice.stop({ sessionId })
    expect(kinds()).toEqual(
      new Set(['ready', 'speech-started', 'user-words', 'answer-words', 'audio', 'turn-ended', 'ended']),
    )
    expect(heard.at(-1)).toEqual({ kind: 'ended', failure: null })
    const conversation = await loadConversation(db, 'c')
    expect(conversation?.messages.map(({ role, state }) => [role, state])).toEqual([
      ['user', 'complete'],
      ['assistant', 'complete'],
      ['user', 'complete'],
      ['assistant', 'complete'],
    ])
    const [question, answer, next] = conversation?.messages ?? []
    expect(textOf(question!)).toMatch(/\?$/)
    expect(answer).toMatchObject({ parentId: question?.id, cost: { kind: 'known' } })
    expect(next?.parentId).toBe(answer?.id)
    expect(db.all('test', `SELECT count(*) AS count FROM ledger_entry`)).toEqual([{ count: 2 }])
  })

  it('that the gateway refuses ends with a reason and writes nothing', async () => {
    await service('sk-wrong').start(1, start)
    await vi.waitFor(() => expect(kinds()).toContain('ended'), 10_000)
    expect(heard.at(-1)).toMatchObject({ kind: 'ended', failure: { code: 'offline' } })
    expect((await loadConversation(db, 'c'))?.messages).toEqual([])
  })

  it('ends when the chat has spent what it may, keeps what was said, and does not begin again', async () => {
    await setConversationCap(db, 'c', { capMicroUsd: 1, capMode: 'stop' })
    const voice = service(gateway.demoKey)
    const { sessionId } = await voice.start(1, start)
    await vi.waitFor(() => expect(kinds()).toContain('ready'), 10_000)
    for (let piece = 0; piece < 9; piece += 1) await voice.sendAudio({ sessionId, base64: SOUND })
    await vi.waitFor(() => expect(kinds()).toContain('ended'), 20_000)
    expect(heard.at(-1)).toMatchObject({ kind: 'ended', failure: { code: 'over-budget', charge: 'charged' } })
    expect((await loadConversation(db, 'c'))?.messages).toHaveLength(2)
    await expect(voice.start(1, start)).rejects.toMatchObject({ code: 'over-budget' })
  })

  it('whose price nobody knows begins under a cap only with a person’s word', async () => {
    await setConversationCap(db, 'c', { capMicroUsd: 1_000_000, capMode: 'stop' })
    const voice = service(gateway.demoKey, null)
    await expect(voice.start(1, start)).rejects.toMatchObject({ code: 'over-budget' })
    await voice.budget.allowOverCap({ conversationId: 'c' })
    const { sessionId } = await voice.start(1, start)
    await vi.waitFor(() => expect(kinds()).toContain('ready'), 10_000)
    await voice.stop({ sessionId })
  })
})
