import { describe, expect, it } from 'vitest'
import type { DecodedEvent } from './decoder'
import { createOpenAiChatDecoder, decodeWholeChat } from './openai-chat-decoder'

const chunk = (delta: object, finish: string | null = null, index = 0) =>
  JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index, delta, finish_reason: finish }], usage: null })

function decode(data: readonly string[]): { readonly events: readonly DecodedEvent[]; readonly isComplete: boolean } {
  const decoder = createOpenAiChatDecoder()
  const events = data.flatMap((item) => [...decoder.feed(item)])
  return { events, isComplete: decoder.isComplete() }
}

describe('OpenAI chat decoder', () => {
  it('gives text, reasoning, one finish and the usage that follows it', () => {
    const usage = { prompt_tokens: 18, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 4 } }
    const { events, isComplete } = decode([
      chunk({ role: 'assistant', content: '' }),
      chunk({ reasoning_content: 'Hm. ' }),
      chunk({ reasoning: 'Short.' }),
      chunk({ content: 'Hi' }),
      chunk({ content: '!' }, 'stop'),
      JSON.stringify({ choices: [], usage }),
      '[DONE]',
    ])
    expect(events).toEqual([
      { kind: 'reasoning', text: 'Hm. ' },
      { kind: 'reasoning', text: 'Short.' },
      { kind: 'text', text: 'Hi' },
      { kind: 'text', text: '!' },
      { kind: 'finish', reason: 'complete' },
      { kind: 'usage', usage: { inputTokens: 18, outputTokens: 7, cachedTokens: 4 } },
    ])
    expect(isComplete).toBe(true)
  })

  it('is not complete when the stream just stops', () => {
    expect(decode([chunk({ content: 'Once upon' })]).isComplete).toBe(false)
    expect(decode([]).isComplete).toBe(false)
  })

  it('is complete by [DONE] alone, and by a finish reason alone', () => {
    expect(decode([chunk({ content: 'a' }), '[DONE]'])).toMatchObject({ isComplete: true })
    expect(decode([chunk({ content: 'a' }), ' [DONE] ']).events.at(-1)).toEqual({ kind: 'finish', reason: 'complete' })
    expect(decode([chunk({ content: 'a' }, 'stop')]).isComplete).toBe(true)
  })

  it.each([
    ['length', 'length'],
    ['content_filter', 'refused'],
    ['tool_calls', 'tool'],
    ['eos', 'complete'],
  ])('reads finish reason %s as %s', (wire, reason) => {
    expect(decode([chunk({}, wire)]).events).toEqual([{ kind: 'finish', reason }])
  })

  it('shows a refusal as text and says so', () => {
    expect(decode([chunk({ refusal: 'I cannot.' }), chunk({}, 'stop')]).events).toEqual([
      { kind: 'text', text: 'I cannot.' },
      { kind: 'finish', reason: 'refused' },
    ])
  })

  it('takes the first of two answers', () => {
    const both = JSON.stringify({
      choices: [
        { index: 1, delta: { content: 'two' }, finish_reason: null },
        { index: 0, delta: { content: 'one' }, finish_reason: null },
      ],
    })
    expect(decode([both, chunk({ content: 'more two' }, 'stop', 1)])).toEqual({
      events: [{ kind: 'text', text: 'one' }],
      isComplete: false,
    })
  })

  it('tells an error inside the stream, and no [DONE] after it makes the answer whole', () => {
    const error = JSON.stringify({
      error: { message: 'upstream overloaded (request id: 1)', code: 'do_request_failed' },
    })
    const { events, isComplete } = decode([chunk({ content: 'Half' }), error, '[DONE]'])
    expect(events).toMatchObject([
      { kind: 'text', text: 'Half' },
      { kind: 'error', failure: { code: 'gateway-fault', charge: 'maybe-charged' } },
    ])
    expect(isComplete).toBe(false)
  })

  it('outlives anything else', () => {
    const odd = [
      '',
      'null',
      '[]',
      '{',
      '"x"',
      '{"choices":null}',
      '{"choices":[null]}',
      '{"choices":[{"delta":5}]}',
      '{"usage":{"prompt_tokens":"x"}}',
    ]
    expect(decode(odd)).toEqual({ events: [], isComplete: false })
  })

  it('reads an answer that came whole', () => {
    const whole = {
      choices: [{ index: 0, message: { content: 'Hi' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 1, completion_tokens: 2 },
    }
    expect(decodeWholeChat(whole).map((event) => event.kind)).toEqual(['text', 'finish', 'usage'])
    expect(decodeWholeChat({ error: { code: 'model_not_found' } })).toMatchObject([
      { kind: 'error', failure: { code: 'model-unavailable', charge: 'not-charged' } },
    ])
    expect(decodeWholeChat(undefined)).toMatchObject([{ kind: 'error' }])
  })
})
