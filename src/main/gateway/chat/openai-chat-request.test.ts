import { describe, expect, it } from 'vitest'
import { DEFAULT_CHAT_SETTINGS } from '@shared/domain/chat-settings'
import { buildOpenAiChatRequest } from './openai-chat-request'
import type { ChatCall, OutgoingMessage } from './outgoing'

const call: ChatCall = {
  modelId: 'gpt-5-mini',
  systemPrompt: '',
  messages: [],
  settings: DEFAULT_CHAT_SETTINGS,
  tools: [],
  timeoutMs: 1_000,
}

function wireMessages(messages: readonly OutgoingMessage[], systemPrompt = '') {
  const { body } = buildOpenAiChatRequest({ ...call, systemPrompt, messages })
  if (body.kind !== 'json') throw new Error('A chat request is JSON')
  return (body.value as { messages: unknown }).messages
}

describe('chat request', () => {
  it('streams and asks for token counts', () => {
    const request = buildOpenAiChatRequest({ ...call, timeoutMs: 600_000, idempotencyKey: 'k1' })
    expect(request).toMatchObject({
      method: 'POST',
      path: '/v1/chat/completions',
      timeoutMs: 600_000,
      headers: { 'idempotency-key': 'k1' },
      body: { value: { model: 'gpt-5-mini', stream: true, stream_options: { include_usage: true } } },
    })
  })

  it('keeps plain talk as strings and pictures as parts', () => {
    const messages: readonly OutgoingMessage[] = [
      { role: 'user', parts: [{ kind: 'text', text: 'Hi' }] },
      { role: 'assistant', parts: [{ kind: 'text', text: 'Hello' }] },
      {
        role: 'user',
        parts: [
          { kind: 'text', text: 'What is it?' },
          { kind: 'file', mime: 'image/png', base64: 'AA==', name: 'a.png' },
        ],
      },
    ]
    expect(wireMessages(messages, 'Be brief.')).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is it?' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } },
        ],
      },
    ])
  })

  it('moves an assistant’s picture to the next user message and drops empty answers', () => {
    const picture = { kind: 'file', mime: 'image/png', base64: 'AA==', name: 'a.png' } as const
    expect(
      wireMessages([
        { role: 'assistant', parts: [picture] },
        { role: 'assistant', parts: [{ kind: 'text', text: '' }] },
        { role: 'user', parts: [{ kind: 'text', text: 'Make it red' }] },
      ]),
    ).toEqual([
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } },
          { type: 'text', text: 'Make it red' },
        ],
      },
    ])
  })
})
