import { DEFAULT_CHAT_SETTINGS } from '@shared/domain/chat-settings'
import { createAccountReader } from '@main/gateway/account'
import { createGatewayClient } from '@main/gateway/client'
import { createOpenAiChatDecoder } from '@main/gateway/chat/openai-chat-decoder'
import { buildOpenAiChatRequest } from '@main/gateway/chat/openai-chat-request'
import type { GatewayCredentials } from '@main/gateway/types'
import { afterAll, describe, expect, it } from 'vitest'
import { credentialsFor, testClock } from '../fakes/raw-server'
import { type Client, startGateway } from './demo-harness'

const client = createGatewayClient({ clock: testClock })
const reader = createAccountReader({ client, clock: testClock })
afterAll(() => client.close())

const keyOf = (demo: Client): GatewayCredentials => credentialsFor(demo.gateway.origin, { key: demo.gateway.demoKey })

async function talk(credentials: GatewayCredentials) {
  const request = buildOpenAiChatRequest({
    modelId: 'gpt-5-mini',
    systemPrompt: '',
    messages: [{ role: 'user', parts: [{ kind: 'text', text: 'Write me three sentences about a paper fox.' }] }],
    settings: DEFAULT_CHAT_SETTINGS,
    tools: [],
    timeoutMs: 10_000,
  })
  const outcome = await client.stream(request, credentials, { idleTimeoutMs: 500 })
  if (outcome.kind !== 'streaming') return outcome
  const decoder = createOpenAiChatDecoder()
  let text = ''
  let hasUsage = false
  let reason = ''
  for await (const event of outcome.events) {
    if (event.kind === 'end') reason = event.reason
    else {
      for (const item of decoder.feed(event.data)) {
        if (item.kind === 'text') text += item.text
        hasUsage ||= item.kind === 'usage'
      }
    }
  }
  return { kind: 'talked' as const, text, hasUsage, reason, isComplete: decoder.isComplete() }
}

describe('an account at the demo gateway', () => {
  it('shows models, balance and prices', async () => {
    const credentials = keyOf(await startGateway())
    const models = await reader.fetchModels(credentials)
    expect(models.ok && models.data.some(({ id }) => id === 'gpt-image-1')).toBe(true)
    expect(await reader.fetchBalance(credentials)).toMatchObject({ kind: 'known' })
    const prices = await reader.fetchPrices(credentials)
    if (!prices.ok) throw new Error(prices.error.message)
    const perCall = prices.data.filter(({ callMicroUsd }) => callMicroUsd !== null)
    const perToken = prices.data.filter(({ inputMicroUsdPerMillion }) => inputMicroUsdPerMillion !== null)
    expect(perCall.length).toBeGreaterThan(0)
    expect(perToken.length).toBeGreaterThan(0)
    expect(perCall.length + perToken.length).toBe(prices.data.length)
  })

  it('falls back to the billing routes when the usage route is limited', async () => {
    const demo = await startGateway()
    const direct = await reader.fetchBalance(keyOf(demo))
    await demo.admin('POST', 'faults', {
      match: { pathPrefix: '/api/usage' },
      times: 0,
      effect: { kind: 'status', status: 429, body: '' },
    })
    const fallback = await reader.fetchBalance(keyOf(demo))
    expect(
      fallback.kind === 'known' && direct.kind === 'known' && fallback.remainingMicroUsd === direct.remainingMicroUsd,
    ).toBe(true)
    await demo.admin('POST', 'faults', {
      match: { pathPrefix: '/v1/dashboard' },
      times: 0,
      effect: { kind: 'status', status: 404 },
    })
    expect((await reader.fetchBalance(keyOf(demo))).kind).toBe('unknown')
  })

  it('checks a key without spending anything', async () => {
    const demo = await startGateway()
    const good = await reader.checkKey(keyOf(demo))
    expect(good).toMatchObject({ failure: null, check: { reachable: true, balance: { kind: 'known' } } })
    const bad = await reader.checkKey({ ...keyOf(demo), key: 'sk-wrong-000000' })
    expect(bad).toMatchObject({
      check: { reachable: true, modelCount: null },
      failure: { code: 'unauthorized', nextStep: 'open-settings' },
    })
    const away = await reader.checkKey(credentialsFor('http://127.0.0.1:9'))
    expect(away).toMatchObject({ check: { reachable: false, latencyMs: null }, failure: { code: 'offline' } })
    expect(await demo.charges()).toEqual([])
  })
})

describe('talking to the demo gateway', () => {
  it('is charged once and complete, with its token counts', async () => {
    const demo = await startGateway()
    expect(await talk(keyOf(demo))).toMatchObject({ kind: 'talked', hasUsage: true, isComplete: true, reason: 'eof' })
    expect(await demo.charges()).toHaveLength(1)
  })

  it.each([
    [{ kind: 'cut', afterBytes: 400, clean: true }, 'eof'],
    [{ kind: 'cut', afterBytes: 400 }, 'reset'],
    [{ kind: 'reset', afterBytes: 400 }, 'reset'],
    [{ kind: 'stall', afterBytes: 400 }, 'idle'],
  ])('is truncated after %j', async (effect, reason) => {
    const demo = await startGateway()
    await demo.admin('POST', 'faults', { match: { pathPrefix: '/v1/chat' }, effect })
    expect(await talk(keyOf(demo))).toMatchObject({ kind: 'talked', isComplete: false, reason })
    expect(await demo.charges()).toHaveLength(1)
  })

  it.each([
    [{ kind: 'status', status: 429, headers: { 'retry-after': '3' } }, 'refused', 0],
    [{ kind: 'status', status: 502 }, 'unknown', 0],
    [{ kind: 'reset' }, 'unknown', 1],
  ])('is classed after %j', async (effect, kind, charges) => {
    const demo = await startGateway()
    await demo.admin('POST', 'faults', { match: { pathPrefix: '/v1/chat' }, effect })
    expect((await talk(keyOf(demo))).kind).toBe(kind)
    expect(await demo.charges()).toHaveLength(charges)
  })
})
