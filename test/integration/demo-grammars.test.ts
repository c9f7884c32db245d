import { DEFAULT_CHAT_SETTINGS, type ChatProtocolId, type ChatSettings } from '@shared/domain/chat-settings'
import type { ChatMessage } from '@shared/domain/chat'
import { applyStreamEvents, endStream } from '@shared/domain/chat-reducer'
import { createGatewayClient } from '@main/gateway/client'
import type { OutgoingMessage, ToolSpec } from '@main/gateway/chat/outgoing'
import type { DecodedEvent } from '@main/gateway/chat/decoder'
import { createStreamAnswer } from '@main/services/chat-gateway'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { credentialsFor, testClock } from '../fakes/raw-server'
import { type Client, startGateway } from './demo-harness'

const client = createGatewayClient({ clock: testClock })
const streamAnswer = createStreamAnswer(client)
let demo: Client
beforeEach(async () => {
  demo = await startGateway()
})
afterAll(() => client.close())

const ANSWER: ChatMessage = {
  id: 'a',
  conversationId: 'c',
  parentId: 'u',
  role: 'assistant',
  parts: [],
  state: 'streaming',
  modelId: null,
  usage: null,
  cost: null,
  failure: null,
  createdAtMs: 1,
}

const MODELS: readonly (readonly [ChatProtocolId, modelId: string])[] = [
  ['openai-chat', 'gpt-4o'],
  ['responses', 'gpt-5'],
  ['claude', 'claude-sonnet-4-5-20250929'],
  ['gemini', 'gemini-2.5-pro'],
]

interface Question {
  readonly messages: readonly OutgoingMessage[]
  readonly settings?: Partial<ChatSettings>
  readonly tools?: readonly ToolSpec[]
}

async function ask(protocol: ChatProtocolId, modelId: string, question: Question) {
  const request = {
    modelId,
    systemPrompt: 'Be brief.',
    messages: question.messages,
    settings: { ...DEFAULT_CHAT_SETTINGS, protocol, ...question.settings },
    tools: question.tools ?? [],
  }
  const credentials = credentialsFor(demo.gateway.origin, { key: demo.gateway.demoKey })
  const decoded: DecodedEvent[] = []
  for await (const event of streamAnswer(credentials, request, new AbortController().signal)) decoded.push(event)
  const events = decoded.filter((event) => event.kind !== 'media' && event.kind !== 'paused')
  return { message: endStream(applyStreamEvents(ANSWER, events), { kind: 'closed' }), decoded }
}

const says = (text: string): OutgoingMessage => ({ role: 'user', parts: [{ kind: 'text', text }] })
const textOf = (message: ChatMessage): string =>
  message.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')

const ROLL: ToolSpec = {
  name: 'roll_dice',
  description: 'Rolls dice.',
  parameters: {
    type: 'object',
    properties: { sides: { type: 'integer', minimum: 6 } },
    required: ['sides'],
    additionalProperties: false,
  },
}
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

describe.each(MODELS)('the demo gateway in the words of %s', (protocol, modelId) => {
  it('answers a question with counts', async () => {
    const { message } = await ask(protocol, modelId, { messages: [says('A paper boat at dusk')] })
    expect(message.state).toBe('complete')
    expect(textOf(message)).toContain('Palette')
    expect(message.usage?.outputTokens).toBeGreaterThan(20)
  })

  it('calls a function, takes its result and goes on', async () => {
    const { message } = await ask(protocol, modelId, { messages: [says('Call roll_dice for me')], tools: [ROLL] })
    const call = message.parts.find((part) => part.kind === 'tool-call')
    expect(call).toMatchObject({ name: 'roll_dice', argumentsText: '{"sides":6}' })
    expect(message.state).toBe('complete')
    if (call?.kind !== 'tool-call') return
    const result = {
      kind: 'tool-result',
      callId: call.callId,
      name: call.name,
      text: 'It fell on 4.',
      isError: false,
    } as const
    const answered = await ask(protocol, modelId, {
      messages: [says('Call roll_dice for me'), { role: 'assistant', parts: [call, result] }],
      tools: [ROLL],
    })
    expect(textOf(answered.message)).toContain('It fell on 4.')
  })

  it('refuses a call that has no answer', async () => {
    const call = { kind: 'tool-call', callId: 'c1', name: 'roll_dice', argumentsText: '{}' } as const
    const messages = [says('Roll'), { role: 'assistant', parts: [call] } as const, says('And now?')]
    if (protocol === 'gemini') return
    await expect(ask(protocol, modelId, { messages, tools: [ROLL] })).rejects.toThrow(/tool/)
  })

  it('searches the web and names its sources', async () => {
    const { message } = await ask(protocol, modelId, {
      messages: [says('News of the harbour')],
      settings: { webSearch: true },
    })
    const search = message.parts.find((part) => part.kind === 'web-search')
    expect(search).toMatchObject({
      sources: expect.arrayContaining([expect.objectContaining({ title: expect.any(String) })]),
    })
  })

  it('answers in the shape of a schema', async () => {
    const schemaText = JSON.stringify({
      type: 'object',
      properties: { title: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
      required: ['title', 'tags'],
      additionalProperties: false,
    })
    const { message } = await ask(protocol, modelId, {
      messages: [says('Low tide')],
      settings: { schema: { name: 'meta', schemaText } },
    })
    expect(JSON.parse(textOf(message))).toEqual({ title: 'Low tide', tags: ['Low tide', 'Low tide'] })
  })

  it('looks at a picture and reads a PDF', async () => {
    const picture = { kind: 'file', mime: 'image/png', base64: PIXEL, name: 'a.png' } as const
    const pdf = { kind: 'file', mime: 'application/pdf', base64: btoa('%PDF-1.4 tide tables'), name: 'b.pdf' } as const
    const { message } = await ask(protocol, modelId, {
      messages: [{ role: 'user', parts: [picture, pdf, { kind: 'text', text: 'What is it?' }] }],
    })
    expect(textOf(message)).toContain('1 × 1 px')
    expect(textOf(message)).toContain('application/pdf')
  })
})

describe('thinking', () => {
  it.each([
    ['responses', 'gpt-5', null],
    ['claude', 'claude-sonnet-4-5-20250929', { kind: 'budget', tokens: 2_000 }],
    ['gemini', 'gemini-2.5-pro', { kind: 'budget', tokens: 2_000 }],
    ['openai-chat', 'claude-sonnet-4-5-20250929', { kind: 'budget', tokens: 2_000 }],
  ] as const)('of %s by %s is told apart from the answer', async (protocol, modelId, thinking) => {
    const { message } = await ask(protocol, modelId, { messages: [says('A heron')], settings: { thinking } })
    expect(message.parts[0]).toMatchObject({ kind: 'reasoning' })
    expect(message.state).toBe('complete')
  })
})

it('draws inside an answer of a Gemini picture model', async () => {
  const { decoded } = await ask('gemini', 'gemini-2.5-flash-image', { messages: [says('Paper boats')] })
  const media = decoded.find(({ kind }) => kind === 'media')
  expect(media).toMatchObject({ media: 'image', source: { kind: 'base64', mime: 'image/png' } })
})

it('goes on with a text for a completions model', async () => {
  const { message } = await ask('completions', 'gpt-3.5-turbo-instruct', { messages: [says('Hello,')] })
  expect(message.state).toBe('complete')
})

describe('settings', () => {
  it.each([
    ['openai-chat', 'gpt-4o', { temperature: 0.5, topP: 0.9, maxTokens: 100, stop: ['END'], seed: 7 }],
    ['responses', 'gpt-4o', { temperature: 0.5, topP: 0.9, maxTokens: 100 }],
    ['claude', 'claude-sonnet-4-5-20250929', { temperature: 0.5, topK: 4, maxTokens: 100, stop: ['END'] }],
    ['gemini', 'gemini-2.5-pro', { temperature: 0.5, topP: 0.9, topK: 4, maxTokens: 100, stop: ['END'], seed: 7 }],
  ] as const)('of %s are in its own words, which the gateway checks', async (protocol, modelId, settings) => {
    const { message } = await ask(protocol, modelId, {
      messages: [says('A heron at dusk')],
      settings: { ...settings, stop: [...('stop' in settings ? settings.stop : [])] },
    })
    expect(message).toMatchObject({ state: 'truncated', failure: { code: 'truncated' } })
  })
})
