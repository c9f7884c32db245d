import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { ChatMessage } from '@shared/domain/chat'
import { afterEach, describe, expect, it } from 'vitest'
import { type ChatStudio, openChatStudio, said, type StudioOptions } from '../integration/chat-harness'
import { type Client, startGateway } from '../integration/demo-harness'

const open: ChatStudio[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((studio) => studio.close()))
})

async function openStudio(gateway: Client, options: Partial<StudioOptions> = {}): Promise<ChatStudio> {
  const studio = await openChatStudio({ origin: gateway.gateway.origin, key: gateway.gateway.demoKey, ...options })
  open.push(studio)
  return studio
}

async function ask(studio: ChatStudio, text = 'A film about a heron'): Promise<ChatMessage> {
  const { id } = await studio.newChat()
  return studio.settled(await studio.send(id, text))
}

const addFault = (gateway: Client, effect: object): Promise<Response> =>
  gateway.admin('POST', 'faults', { match: { pathPrefix: '/v1/chat' }, effect })

describe('a stream that is cut', () => {
  it('is truncated or complete exactly by what arrived, at every tenth of it, cut cleanly or torn', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const whole = said(await ask(studio, 'hello'))
    for (const effect of ['clean', 'torn', 'reset'] as const) {
      for (let afterBytes = 0; afterBytes <= 9_000; afterBytes += 600) {
        await addFault(
          gateway,
          effect === 'reset' ? { kind: 'reset', afterBytes } : { kind: 'cut', afterBytes, clean: effect === 'clean' },
        )
        const answer = await ask(studio, 'hello')
        const text = said(answer)
        expect(whole.startsWith(text), `${effect} ${afterBytes}`).toBe(true)
        const isWhole = answer.state === 'complete'
        expect({ text, state: answer.state, isExplained: answer.failure !== null }, `${effect} ${afterBytes}`).toEqual({
          text: isWhole ? whole : text,
          state: isWhole ? 'complete' : text === '' ? 'failed' : 'truncated',
          isExplained: !isWhole,
        })
        await gateway.admin('DELETE', 'faults')
      }
    }
  })

  it('is never sent again by itself', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    await addFault(gateway, { kind: 'cut', afterBytes: 2_000 })
    expect((await ask(studio)).state).toBe('truncated')
    expect(await gateway.charges()).toHaveLength(1)
  })

  it('is truncated when the gateway falls silent', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway, { idleTimeoutMs: 200 })
    await addFault(gateway, { kind: 'stall', afterBytes: 2_000 })
    const answer = await ask(studio)
    expect(answer).toMatchObject({ state: 'truncated' })
    expect(said(answer).length).toBeGreaterThan(10)
  })

  it('can be gone on from: the kept part is part of the next question', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    await addFault(gateway, { kind: 'cut', afterBytes: 2_000 })
    const cut = await ask(studio)
    const next = await studio.settled(await studio.send(cut.conversationId, 'Go on from where you stopped.', cut.id))
    expect(next.state).toBe('complete')
    expect((await studio.find(cut)).state).toBe('truncated')
  })
})

describe('a gateway that says no', () => {
  it.each([
    [401, 'unauthorized', 'open-settings'],
    [403, 'insufficient-balance', 'top-up'],
    [429, 'rate-limited', 'wait'],
  ])('%i is said in words, keeps the question, and costs nothing', async (status, code, nextStep) => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const error = { message: 'no', type: 'new_api_error', code: status === 403 ? 'insufficient_user_quota' : 'x' }
    await addFault(gateway, { kind: 'status', status, body: { error } })
    const answer = await ask(studio)
    expect(answer).toMatchObject({
      state: 'failed',
      parts: [],
      cost: null,
      failure: { code, nextStep, charge: 'not-charged' },
    })
    expect(studio.db.all('test', 'SELECT 1 FROM ledger_entry')).toEqual([])
    const again = await studio.chat.regenerate({
      clientRequestId: randomUUID(),
      messageId: answer.id,
      modelId: 'gpt-5-mini',
    })
    expect((await studio.settled(again.assistantMessage)).state).toBe('complete')
  })

  it('a fault after acceptance may have been charged, and says so', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    await addFault(gateway, { kind: 'status', status: 502, body: 'Bad Gateway' })
    const answer = await ask(studio)
    expect(answer).toMatchObject({ state: 'failed', failure: { charge: 'maybe-charged' }, cost: { kind: 'unknown' } })
  })

  it('refused content is refused, not failed', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const error = { message: 'blocked', type: 'invalid_request_error', code: 'content_policy_violation' }
    await addFault(gateway, { kind: 'status', status: 400, body: { error } })
    expect((await ask(studio)).failure?.code).toBe('refused-content')
  })
})

describe('without a gateway', () => {
  it('says that there is no key and where to set one; the question stays', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway, { key: null })
    const answer = await ask(studio)
    expect(answer).toMatchObject({
      state: 'failed',
      failure: { code: 'no-key', nextStep: 'open-settings' },
      cost: null,
    })
    const { messages } = await studio.chat.open({ conversationId: answer.conversationId })
    expect(messages.map((message) => message.role)).toEqual(['user', 'assistant'])
  })

  it('offline: fails at once, loses nothing, and the same question works later', async () => {
    const probe = createServer().listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const { port } = probe.address() as { port: number }
    probe.close()
    const studio = await openChatStudio({ origin: `http://127.0.0.1:${port}` })
    open.push(studio)
    const answer = await ask(studio)
    expect(answer).toMatchObject({ state: 'failed', failure: { code: 'offline', charge: 'not-charged' } })
    const gateway = await startGateway({ port })
    const again = await studio.chat.regenerate({
      clientRequestId: randomUUID(),
      messageId: answer.id,
      modelId: 'gpt-5-mini',
    })
    expect((await studio.settled(again.assistantMessage)).state).toBe('complete')
    expect(await gateway.charges()).toHaveLength(1)
  })
})

describe('the end of the program', () => {
  it('keeps what arrived through kill -9, marked as interrupted', async () => {
    const gateway = await startGateway({ timeScale: 1 })
    const folder = mkdtempSync(join(tmpdir(), 'chat-kill-'))
    const child = spawn(
      process.execPath,
      [
        '--import',
        resolve('test/fault/resolve-sources.mjs'),
        resolve('test/fault/chat-child.ts'),
        folder,
        gateway.gateway.origin,
        gateway.gateway.demoKey,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    let conversationId = ''
    let received = 0
    const lengths: number[] = []
    for await (const line of createInterface({ input: child.stdout })) {
      const [word, value = '', more = ''] = line.split(' ')
      if (word === 'message') conversationId = more
      else lengths.push((received = Number(value)))
      // By then the first snapshot, a second after the start, has been written.
      if (received >= 420) break
    }
    child.kill('SIGKILL')
    await once(child, 'close')
    const studio = await openStudio(gateway, { folder })
    const { messages } = await studio.chat.open({ conversationId })
    const answer = messages.find((message) => message.role === 'assistant')!
    expect(answer.state).toBe('interrupted')
    expect(said(answer).length).toBeGreaterThan(60)
    expect(said(answer).length).toBeLessThanOrEqual(received + 200)
    expect(studio.db.get('test', 'PRAGMA quick_check')).toEqual({ quick_check: 'ok' })
    expect(await gateway.charges()).toHaveLength(1)
  })

  it('writes the last letters when there is time for it', async () => {
    const gateway = await startGateway({ timeScale: 1 })
    const studio = await openChatStudio({ origin: gateway.gateway.origin, key: gateway.gateway.demoKey })
    const { id } = await studio.newChat()
    const message = await studio.send(id, 'A film about a heron')
    await studio.chat.attach({ messageId: message.id }, 1)
    while (studio.deltasOf(1, message.id).length < 4) await new Promise((done) => setTimeout(done, 10))
    await studio.chat.saveRunning()
    studio.db.close()
    const after = await openStudio(gateway, { folder: studio.folder })
    const answer = await after.find(message)
    expect(answer.state).toBe('interrupted')
    expect(said(answer)).not.toBe('')
  })
})
