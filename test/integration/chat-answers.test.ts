import { randomUUID } from 'node:crypto'
import { applyStreamEvents } from '@shared/domain/chat-reducer'
import { afterEach, describe, expect, it } from 'vitest'
import { CHAT_PRICE, type ChatStudio, openChatStudio, said, type StudioOptions, until } from './chat-harness'
import { type Client, startGateway } from './demo-harness'

const open: ChatStudio[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((studio) => studio.close()))
})

async function openStudio(gateway: Client, options: Partial<StudioOptions> = {}): Promise<ChatStudio> {
  const studio = await openChatStudio({ origin: gateway.gateway.origin, key: gateway.gateway.demoKey, ...options })
  open.push(studio)
  return studio
}

describe('an answer', () => {
  it('streams to its end, with tokens, cost and a line in the ledger', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const first = await studio.send(id, 'A film about a heron')
    expect(first).toMatchObject({ state: 'streaming', role: 'assistant' })
    const answer = await studio.settled(first)
    expect(answer.state).toBe('complete')
    expect(said(answer)).toContain('### Palette')
    const { inputTokens = 0, outputTokens = 0 } = answer.usage ?? {}
    expect(outputTokens).toBeGreaterThan(50)
    const amountMicroUsd =
      Math.round((inputTokens * CHAT_PRICE.inputMicroUsdPerMillion) / 1e6) +
      Math.round((outputTokens * CHAT_PRICE.outputMicroUsdPerMillion) / 1e6)
    expect(answer.cost).toMatchObject({ kind: 'known', amountMicroUsd, certainty: 'estimate' })
    const entries = studio.db.all(
      'test',
      'SELECT kind, amount_micro_usd, model_id FROM ledger_entry WHERE message_id = ?',
      [answer.id],
    )
    expect(entries).toEqual([{ kind: 'charge', amount_micro_usd: amountMicroUsd, model_id: 'gpt-5-mini' }])
    expect(await gateway.charges()).toHaveLength(1)
  })

  it('reaches two windows with the same text, wherever they joined', async () => {
    const gateway = await startGateway({ timeScale: 0.3 })
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const message = await studio.send(id, 'A film about a heron')
    const early = await studio.chat.attach({ messageId: message.id }, 1)
    await until(() => studio.deltasOf(1, message.id).length >= 5)
    const late = await studio.chat.attach({ messageId: message.id }, 2)
    const answer = await studio.settled(message)
    for (const [windowId, snapshot] of [
      [1, early],
      [2, late],
    ] as const) {
      const deltas = studio.deltasOf(windowId, message.id)
      expect(deltas.map(({ seq }) => seq)).toEqual(deltas.map((_, index) => (snapshot?.seq ?? 0) + 1 + index))
      const shown = deltas.reduce((held, { events }) => applyStreamEvents(held, events), snapshot!.message)
      expect(shown).toMatchObject({ parts: answer.parts, state: 'complete', usage: answer.usage })
    }
    expect(late!.seq).toBeGreaterThan(0)
  })

  it('goes to nobody who did not ask for it, and joins what comes within a frame', async () => {
    const gateway = await startGateway({ timeScale: 0.1 })
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const message = await studio.send(id, 'A film about a heron')
    await studio.chat.attach({ messageId: message.id }, 1)
    await studio.chat.attach({ messageId: message.id }, 2)
    await studio.chat.detach({ messageId: message.id }, 2)
    const answer = await studio.settled(message)
    expect(studio.deltasOf(2, message.id)).toEqual([])
    // The demo sends a chunk every three to eight letters; far fewer updates than that reach the page.
    expect(studio.deltasOf(1, message.id).length).toBeLessThan(said(answer).length / 16)
  })

  it('keeps its text when it is stopped, and nothing is sent again', async () => {
    const gateway = await startGateway({ timeScale: 1 })
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const message = await studio.send(id, 'A film about a heron')
    await studio.chat.attach({ messageId: message.id }, 1)
    await until(() => studio.deltasOf(1, message.id).length >= 3)
    await studio.chat.stop({ messageId: message.id })
    const answer = await studio.find(message)
    expect(answer).toMatchObject({ state: 'stopped', failure: null })
    expect(said(answer).length).toBeGreaterThan(5)
    // Nobody said what a stopped answer costs: unknown, not free.
    expect(answer.cost?.kind).toBe('unknown')
    expect(await gateway.charges()).toHaveLength(1)
  })

  it('can be stopped while the gateway says nothing', async () => {
    const gateway = await startGateway()
    await gateway.admin('POST', 'faults', {
      match: { pathPrefix: '/v1/chat' },
      effect: { kind: 'stall', afterBytes: 0 },
    })
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const message = await studio.send(id, 'A film')
    await studio.chat.stop({ messageId: message.id })
    expect(await studio.find(message)).toMatchObject({ state: 'stopped', parts: [] })
  })

  it('runs beside many others', async () => {
    const gateway = await startGateway({ timeScale: 0.05 })
    const studio = await openStudio(gateway)
    const messages = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => studio.send((await studio.newChat()).id, `Film number ${index}`)),
    )
    expect(await studio.chat.streaming()).toHaveLength(8)
    for (const message of messages) expect((await studio.settled(message)).state).toBe('complete')
  })

  it('is sent once, however often the same press arrives', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const request = {
      clientRequestId: randomUUID(),
      conversationId: id,
      parentId: null,
      text: 'A film',
      assetIds: [],
      modelId: 'gpt-5-mini',
    }
    const answers = await Promise.all([studio.chat.send(request), studio.chat.send(request), studio.chat.send(request)])
    expect(new Set(answers.map(({ assistantMessage }) => assistantMessage.id)).size).toBe(1)
    const answer = await studio.settled(answers[0].assistantMessage)
    const again = await studio.chat.send(request)
    expect(again.assistantMessage).toEqual(answer)
    expect(again.userMessage).toEqual(answers[0].userMessage)
    expect((await studio.chat.open({ conversationId: id })).messages).toHaveLength(2)
    expect(await gateway.charges()).toHaveLength(1)
  })

  it('is told the whole branch, and only the branch', async () => {
    const sent: unknown[] = []
    const gateway = await startGateway()
    const studio = await openStudio(gateway, {
      deps: {
        streamAnswer: async function* (_credentials, request) {
          sent.push(request)
          yield { kind: 'text', text: `answer ${sent.length}` }
          yield { kind: 'finish', reason: 'complete' }
        },
      },
    })
    const { id } = await studio.newChat()
    await studio.chat.update({ conversationId: id, systemPrompt: 'Be brief.' })
    const first = await studio.settled(await studio.send(id, 'one'))
    await studio.settled(await studio.send(id, 'other branch', first.id))
    await studio.settled(await studio.send(id, 'two', first.id))
    const say = (role: string, text: string) => ({ role, parts: [{ kind: 'text', text }] })
    expect(sent[2]).toMatchObject({
      modelId: 'gpt-5-mini',
      systemPrompt: 'Be brief.',
      messages: [say('user', 'one'), say('assistant', 'answer 1'), say('user', 'two')],
    })
  })
})

describe('odd text', () => {
  it('takes a prompt of a megabyte', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const text = 'a film about a heron '.repeat(50_000)
    const answer = await studio.settled(await studio.send(id, text))
    expect(answer.state).toBe('complete')
    const { messages, title } = await studio.chat.open({ conversationId: id })
    expect(messages[0]!.parts).toEqual([{ kind: 'text', text }])
    expect(title.length).toBeLessThan(70)
  })

  it.each([
    ['a lone surrogate', 'half \uD83D emoji'],
    ['NUL', 'a\0b'],
    ['joined emoji', '👩‍👩‍👧‍👦 film'],
    ['right-to-left', '\u202Eevil\u202C فيلم'],
  ])('keeps and sends %s', async (_name, text) => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    await studio.chat.update({ conversationId: id, draft: text })
    const answer = await studio.settled(await studio.send(id, text))
    expect(answer.state).toBe('complete')
    const { messages } = await studio.chat.open({ conversationId: id })
    expect(messages[0]!.parts).toEqual([{ kind: 'text', text }])
  })

  it('takes a reply of 100,000 lines', async () => {
    const gateway = await startGateway()
    const lines = Array.from({ length: 100_000 }, (_, index) => `line ${index}\n`)
    const studio = await openStudio(gateway, {
      deps: {
        streamAnswer: async function* () {
          for (const text of lines) yield { kind: 'text', text }
          yield { kind: 'finish', reason: 'complete' }
        },
      },
    })
    const { id } = await studio.newChat()
    const answer = await studio.settled(await studio.send(id, 'count'))
    expect(said(answer)).toBe(lines.join(''))
  })
})
