import { randomUUID } from 'node:crypto'
import { DEFAULT_CHAT_SETTINGS } from '@shared/domain/chat-settings'
import type { ChatMessage } from '@shared/domain/chat'
import type { StoreAnswerFile } from '@main/library/answer-media'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ChatStudio, openChatStudio, said } from './chat-harness'
import { type Client, startGateway } from './demo-harness'

const CLAUDE = 'claude-sonnet-4-5-20250929'
const SPEAKER = 'gpt-audio-2025-08-28'

let gateway: Client
let studio: ChatStudio
let kept: Parameters<StoreAnswerFile>[0][]

beforeEach(async () => {
  gateway = await startGateway()
  kept = []
  const { origin, demoKey: key } = gateway.gateway
  const storeAnswerFile: StoreAnswerFile = async (file) => {
    kept.push(file)
    return { assetId: '01900000-0000-7000-8000-000000000001' }
  }
  studio = await openChatStudio({ origin, key, deps: { storeAnswerFile } })
})

afterEach(() => studio.close())

async function ask(modelId: string, text: string): Promise<ChatMessage> {
  const { id: conversationId } = await studio.newChat()
  await studio.chat.update({ conversationId, settings: { ...DEFAULT_CHAT_SETTINGS, webSearch: modelId === CLAUDE } })
  const request = { clientRequestId: randomUUID(), conversationId, parentId: null, text, assetIds: [], modelId }
  return studio.settled((await studio.chat.send(request)).assistantMessage)
}

describe('a turn that Claude pauses', () => {
  it('is sent back as it was, visibly, and both calls are counted and traced', async () => {
    const answer = await ask(CLAUDE, 'Where do herons sleep? demo:pause')
    expect(answer.state).toBe('complete')
    expect(answer.parts.map(({ kind }) => kind)).toEqual(['web-search', 'text', 'turn-pause', 'text'])
    expect(said(answer)).not.toBe('')
    const charges = (await gateway.charges()).filter(({ model }) => model === CLAUDE)
    expect(charges).toHaveLength(2)
    const sum = (name: 'inputTokens' | 'outputTokens'): number =>
      charges.reduce((total, charge) => total + (charge[name] ?? 0), 0)
    expect(answer.usage).toMatchObject({ inputTokens: sum('inputTokens'), outputTokens: sum('outputTokens') })
    const traces = await studio.chat.traces({ messageId: answer.id })
    expect(traces).toMatchObject([
      { attempt: 1, end: 'whole', path: '/v1/messages' },
      { attempt: 2, end: 'whole', path: '/v1/messages' },
    ])
    expect(traces[1]?.sent).toContain('encrypted_content')
  })

  it('goes on at a spent cap when a person let the message pass, and only that one', async () => {
    const { id: conversationId } = await studio.newChat()
    await studio.settled(await studio.send(conversationId, 'Hello'))
    await studio.chat.update({ conversationId, settings: { ...DEFAULT_CHAT_SETTINGS, webSearch: true } })
    await studio.chat.setCap({ conversationId, capMicroUsd: 1, capMode: 'ask' })
    const search = () => ({
      clientRequestId: randomUUID(),
      conversationId,
      parentId: null,
      text: 'Where do herons sleep? demo:pause',
      assetIds: [],
      modelId: CLAUDE,
    })
    await expect(studio.chat.send(search())).rejects.toMatchObject({ code: 'over-budget' })
    await studio.chat.allowOverCap({ conversationId })
    const answer = await studio.settled((await studio.chat.send(search())).assistantMessage)
    expect(answer).toMatchObject({ state: 'complete', failure: null })
    expect(answer.parts.map(({ kind }) => kind)).toContain('turn-pause')
    await expect(studio.chat.send(search())).rejects.toMatchObject({ code: 'over-budget' })
  })

  it('that is paused for ever ends, with what it found', async () => {
    const body = [
      { type: 'message_start', message: { usage: { input_tokens: 3, output_tokens: 1 } } },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'Still looking.' } },
      { type: 'content_block_stop', index: 0 },
      { type: 'message_delta', delta: { stop_reason: 'pause_turn' }, usage: { output_tokens: 2 } },
      { type: 'message_stop' },
    ]
      .map((data) => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`)
      .join('')
    await gateway.admin('POST', 'faults', {
      match: { pathPrefix: '/v1/messages' },
      times: 0,
      effect: { kind: 'body', contentType: 'text/event-stream', body },
    })
    const answer = await ask(CLAUDE, 'Where do herons sleep?')
    expect(answer).toMatchObject({ state: 'truncated', usage: { inputTokens: 24, outputTokens: 16 } })
    expect(await studio.chat.traces({ messageId: answer.id })).toHaveLength(8)
  })
})

describe('a spoken answer', () => {
  it('is kept with its words', async () => {
    const answer = await ask(SPEAKER, 'Greet the audience.')
    expect(answer.state).toBe('complete')
    expect(answer.parts.map(({ kind }) => kind)).toEqual(['text', 'asset'])
    const [sound] = kept
    expect(sound?.words).toBe(said(answer))
    expect(sound?.generation.prompt).toBe('Greet the audience.')
    const bytes = sound?.source.kind === 'bytes' ? Buffer.from(sound.source.bytes) : Buffer.alloc(0)
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('RIFF')
  })
})
