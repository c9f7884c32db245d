import { describe, expect, it } from 'vitest'
import { buildChatRequest, type OutgoingMessage } from './request'

function wireMessages(messages: readonly OutgoingMessage[], systemPrompt = '') {
  const { body } = buildChatRequest({ modelId: 'gpt-5-mini', systemPrompt, messages, timeoutMs: 1_000 })
  if (body.kind !== 'json') throw new Error('A chat request is JSON')
  return (body.value as { messages: unknown }).messages
}

describe('chat request', () => {
  it('streams and asks for token counts', () => {
    const request = buildChatRequest({
      modelId: 'gpt-5-mini',
      systemPrompt: '',
      messages: [],
      timeoutMs: 600_000,
      idempotencyKey: 'k1',
    })
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
          { kind: 'image', dataUri: 'data:image/png;base64,AA==' },
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
    const picture = { kind: 'image', dataUri: 'data:image/png;base64,AA==' } as const
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
          { type: 'image_url', image_url: { url: picture.dataUri } },
          { type: 'text', text: 'Make it red' },
        ],
      },
    ])
  })
})
