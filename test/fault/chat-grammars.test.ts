import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ChatMessage, MessagePart } from '@shared/domain/chat'
import type { ChatProtocolId } from '@shared/domain/chat-settings'
import { applyStreamEvents, endStream } from '@shared/domain/chat-reducer'
import type { DecodedEvent } from '@main/gateway/chat/decoder'
import { CHAT_PROTOCOL } from '@main/gateway/chat/protocols'
import { readSse } from '@main/gateway/sse'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UNANSWERED } from '../fakes/unanswered'

interface Recording {
  readonly protocol: ChatProtocolId
  readonly modelId: string
  /** The first text from which on the answer is whole, to its last character. */
  readonly terminal: string
  readonly parts: readonly MessagePart[]
  readonly usage: ChatMessage['usage']
}

const RECORDINGS: readonly Recording[] = [
  {
    protocol: 'openai-chat',
    modelId: 'gpt-5-mini',
    terminal: '"finish_reason":"tool_calls"}],"usage":null}',
    parts: [
      { kind: 'reasoning', text: 'User greets; answer short.' },
      { kind: 'text', text: 'Grüße, Reiher 🪶!' },
      { kind: 'tool-call', callId: 'call_a1', name: 'make_palette', argumentsText: '{"mood":"dusk"}' },
      { kind: 'tool-call', callId: 'call_b2', name: 'pick_font', argumentsText: '{}' },
    ],
    usage: { inputTokens: 18, outputTokens: 42, cachedTokens: 4, reasoningTokens: 30 },
  },
  {
    protocol: 'responses',
    modelId: 'gpt-5',
    terminal: '"total_tokens":80}}}',
    parts: [
      { kind: 'reasoning', text: 'Weighing…', signature: 'responses:{"id":"rs_1","encrypted_content":"gAAAA"}' },
      {
        kind: 'web-search',
        queries: ['heron facts'],
        sources: [{ url: 'https://herons.example', title: 'Herons' }],
      },
      { kind: 'text', text: 'Once, ein Kranich 🪶.' },
      { kind: 'tool-call', callId: 'call_1', name: 'roll', argumentsText: '{"max":6}' },
    ],
    usage: { inputTokens: 62, outputTokens: 18, cachedTokens: 10, reasoningTokens: 7 },
  },
  {
    protocol: 'claude',
    modelId: 'claude-sonnet-4-5-20250929',
    terminal: '"usage":{"output_tokens":40}}',
    parts: [
      { kind: 'reasoning', text: 'The user asks…', signature: 'claude:EqQB' },
      {
        kind: 'web-search',
        queries: ['Hue weather'],
        sources: [{ url: 'https://weather.example', title: 'Hue', citedText: 'Sunny' }],
      },
      { kind: 'text', text: 'Huế: nắng ☀️.' },
      { kind: 'tool-call', callId: 'toolu_01', name: 'get_weather', argumentsText: '{"location":"Huế"}' },
    ],
    usage: { inputTokens: 40, outputTokens: 40, cachedTokens: 12, cacheWriteTokens: 3 },
  },
  {
    protocol: 'gemini',
    modelId: 'gemini-2.5-pro',
    terminal: '"cachedContentTokenCount":2}}',
    parts: [
      { kind: 'reasoning', text: '**Plan** für…' },
      { kind: 'text', text: 'Đà Nẵng: 14 °C ☁️.' },
      {
        kind: 'tool-call',
        callId: 'call_1',
        name: 'schedule_meeting',
        argumentsText: '{"topic":"Q3"}',
        signature: 'gemini:CkQC',
      },
      {
        kind: 'web-search',
        queries: ['Da Nang weather'],
        sources: [{ url: 'https://weather.example/dn', title: 'weather.example', citedText: '14 °C' }],
      },
    ],
    usage: { inputTokens: 12, outputTokens: 75, cachedTokens: 2, reasoningTokens: 55 },
  },
  {
    protocol: 'completions',
    modelId: 'gpt-3.5-turbo-instruct',
    terminal: '"finish_reason":"stop"}]}',
    parts: [{ kind: 'text', text: ' world — größer' }],
    usage: { inputTokens: 3, outputTokens: 5, cachedTokens: 0 },
  },
]

const recorded = (protocol: ChatProtocolId): Buffer =>
  readFileSync(resolve(import.meta.dirname, '../fixtures/streams', `${protocol}.sse`))

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** The answer as the studio would hold it: bytes, events of the wire, the grammar, the reducer. */
async function received(recording: Pick<Recording, 'protocol' | 'modelId'>, bytes: Uint8Array, chunkBytes = 4_096) {
  const decoder = CHAT_PROTOCOL[recording.protocol].createDecoder(recording.modelId)
  const decoded: DecodedEvent[] = []
  const limits = { idleTimeoutMs: 1_000, firstEventTimeoutMs: 1_000, maxBytes: 1e8 }
  for await (const event of readSse(chunksOf(bytes, chunkBytes), limits)) {
    decoded.push(...(event.kind === 'message' ? decoder.feed(event.data, event.event) : decoder.end()))
  }
  const events = decoded.filter((event) => event.kind !== 'media' && event.kind !== 'paused')
  const message = endStream(applyStreamEvents(UNANSWERED, events), { kind: 'closed' })
  return { message, isComplete: decoder.isComplete() }
}

const textIn = (message: ChatMessage): string =>
  message.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')

describe.each(RECORDINGS)('a recorded stream of $protocol', (recording) => {
  const bytes = recorded(recording.protocol)
  const wholeFrom = bytes.indexOf(recording.terminal) + Buffer.byteLength(recording.terminal)

  it('is decoded into the studio’s own parts and counts', async () => {
    expect(wholeFrom).toBeGreaterThan(recording.terminal.length)
    const { message } = await received(recording, bytes)
    expect(message.parts).toEqual(recording.parts)
    expect(message).toMatchObject({ state: 'complete', usage: recording.usage })
  })

  it('cut at any byte is whole or truncated exactly by what arrived, and never garbled', async () => {
    const whole = textIn((await received(recording, bytes)).message)
    for (let length = 0; length <= bytes.length; length += 1) {
      const { message, isComplete } = await received(recording, bytes.subarray(0, length))
      const text = textIn(message)
      const hasContent = message.parts.some(({ kind }) => kind === 'text' || kind === 'tool-call')
      expect(whole.startsWith(text), `${length}: ${text}`).toBe(true)
      const state = length >= wholeFrom ? 'complete' : hasContent ? 'truncated' : 'failed'
      expect({ length, state: message.state, isComplete }).toEqual({ length, state, isComplete: length >= wholeFrom })
    }
  })

  it('says the same one byte at a time, with CRLF, with comments between, and without its last blank line', async () => {
    const text = bytes.toString()
    const variants: readonly (readonly [bytes: Buffer, chunkBytes: number])[] = [
      [bytes, 1],
      [Buffer.from(text.replaceAll('\n', '\r\n')), 7],
      [Buffer.from(text.replaceAll('\n\n', '\n\n: still here\n\n')), 64],
      [Buffer.from(text.trimEnd()), 4_096],
      [Buffer.from(text.replace('data: [DONE]\n\n', '')), 4_096],
    ]
    for (const [variant, chunkBytes] of variants) {
      const { message } = await received(recording, variant, chunkBytes)
      expect(message.parts).toEqual(recording.parts)
      expect(message.state).toBe('complete')
    }
  })

  it('outlives fields that are missing, null, of another type, huge or unknown: it ends, in text a person can read', async () => {
    const lines = bytes.toString().split('\n')
    const dataLines = lines.flatMap((line, index) => (line.startsWith('data: {') ? [index] : []))
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), ODD_VALUE, async (line, place, value) => {
        const index = dataLines[line % dataLines.length] ?? 0
        const event: unknown = JSON.parse((lines[index] ?? '').slice('data: '.length))
        const drifted = lines.with(index, `data: ${JSON.stringify(withValueAt(event, place, value))}`).join('\n')
        const { message } = await received(recording, Buffer.from(drifted))
        expect(message.state).toMatch(/^(complete|truncated|failed|refused)$/)
        const texts = message.parts.flatMap((part) => ('text' in part ? [part.text] : []))
        expect(texts.every((text) => typeof text === 'string')).toBe(true)
        const { inputTokens = 0, outputTokens = 0 } = message.usage ?? {}
        expect([inputTokens, outputTokens].every((count) => Number.isFinite(count) && count >= 0)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})

/** What stands where something else is expected; `undefined` is a field that is not there. */
const ODD_VALUE = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, '', '12', -1, 1e300, true, [], {}, [[[[]]]], 'x'.repeat(70_000)),
  fc.jsonValue(),
)

/** The same event with one of its values, counted through from the outside in, replaced. */
function withValueAt(event: unknown, place: number, value: unknown): unknown {
  let left = place % (countOf(event) + 1)
  const walk = (node: unknown): unknown => {
    left -= 1
    if (left === -1) return value
    if (Array.isArray(node)) return node.map(walk)
    if (typeof node !== 'object' || node === null) return node
    return { ...Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, walk(inner)])), unheardOf: 1 }
  }
  return walk(event) ?? null
}

function countOf(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 1
  return 1 + Object.values(node).reduce((sum: number, inner) => sum + countOf(inner), 0)
}

const chunk = (value: unknown, event?: string): string =>
  `${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(value)}\n\n`

const OVERLOADED = { type: 'overloaded_error', message: 'Overloaded' }

describe('an error in the middle of a stream', () => {
  it.each([
    ['openai-chat', chunk({ choices: [{ index: 0, delta: { content: 'Half' } }] }) + chunk({ error: OVERLOADED })],
    [
      'responses',
      chunk({ type: 'response.output_text.delta', delta: 'Half' }) +
        chunk({ type: 'error', code: 'server_error', message: 'Overloaded', param: null }, 'error'),
    ],
    [
      'claude',
      chunk({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Half' } }) +
        chunk({ type: 'error', error: OVERLOADED }, 'error') +
        chunk({ type: 'message_stop' }, 'message_stop'),
    ],
    [
      'gemini',
      chunk({ candidates: [{ content: { parts: [{ text: 'Half' }] } }] }) +
        chunk({ error: { code: 503, message: 'Overloaded', status: 'UNAVAILABLE' } }),
    ],
  ] as const)('of %s keeps the text and says what went wrong', async (protocol, stream) => {
    const { message } = await received({ protocol, modelId: 'm' }, Buffer.from(stream))
    expect(message).toMatchObject({ state: 'failed', parts: [{ kind: 'text', text: 'Half' }] })
    expect(message.failure?.message).toMatch(/overloaded/i)
  })

  it.each([
    [
      'responses',
      chunk({ type: 'response.failed', response: { error: { code: 'server_error', message: 'Upstream broke' } } }),
    ],
    [
      'gemini',
      chunk({ candidates: [{ content: { parts: [{ text: '' }] }, finishReason: 'MALFORMED_FUNCTION_CALL' }] }),
    ],
  ] as const)('that ends %s is a failure', async (protocol, stream) => {
    expect((await received({ protocol, modelId: 'm' }, Buffer.from(stream))).message.state).toBe('failed')
  })
})

describe('an answer that was refused or cut by its length', () => {
  const refusals: readonly (readonly [ChatProtocolId, unknown, ChatMessage['state']])[] = [
    [
      'responses',
      {
        type: 'response.incomplete',
        response: { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } },
      },
      'truncated',
    ],
    [
      'responses',
      {
        type: 'response.incomplete',
        response: { status: 'incomplete', incomplete_details: { reason: 'content_filter' } },
      },
      'refused',
    ],
    ['claude', { type: 'message_delta', delta: { stop_reason: 'refusal' } }, 'refused'],
    ['claude', { type: 'message_delta', delta: { stop_reason: 'max_tokens' } }, 'truncated'],
    ['gemini', { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }, 'refused'],
    ['gemini', { candidates: [{ finishReason: 'SAFETY' }] }, 'refused'],
    ['gemini', { candidates: [{ finishReason: 'MAX_TOKENS' }] }, 'truncated'],
  ]
  it.each(refusals)('by %s %j is %s', async (protocol, event, state) => {
    const { message } = await received({ protocol, modelId: 'm' }, Buffer.from(chunk(event)))
    expect(message).toMatchObject({ state, failure: { message: expect.any(String) } })
  })
})

describe('a turn that Claude pauses', () => {
  it('is given back with every block as it came, for the vendor to go on with', () => {
    const content = [
      { type: 'thinking', thinking: 'Two searches.', signature: 'c2lnbg==' },
      { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'herons' } },
      {
        type: 'web_search_tool_result',
        tool_use_id: 'srvtoolu_1',
        content: [{ type: 'web_search_result', url: 'https://a.example', title: 'A', encrypted_content: 'c2VhbGVk' }],
      },
      { type: 'text', text: 'So far', citations: [{ url: 'https://a.example', encrypted_index: 'MQ==' }] },
    ]
    const deltas = [
      [
        0,
        { type: 'thinking_delta', thinking: 'Two ' },
        { type: 'thinking_delta', thinking: 'searches.' },
        { type: 'signature_delta', signature: 'c2lnbg==' },
      ],
      [
        1,
        { type: 'input_json_delta', partial_json: '{"query":' },
        { type: 'input_json_delta', partial_json: '"herons"}' },
      ],
      [2],
      [
        3,
        { type: 'text_delta', text: 'So far' },
        { type: 'citations_delta', citation: { url: 'https://a.example', encrypted_index: 'MQ==' } },
      ],
    ] as const
    const opened = [
      { type: 'thinking', thinking: '', signature: '' },
      { ...content[1], input: {} },
      content[2],
      { type: 'text', text: '' },
    ]
    const decoder = CHAT_PROTOCOL.claude.createDecoder('claude-sonnet-4-5')
    const events = deltas.flatMap(([index, ...pieces]) => [
      ...decoder.feed(JSON.stringify({ type: 'content_block_start', index, content_block: opened[index] })),
      ...pieces.flatMap((delta) => decoder.feed(JSON.stringify({ type: 'content_block_delta', index, delta }))),
      ...decoder.feed(JSON.stringify({ type: 'content_block_stop', index })),
    ])
    const end = decoder.feed(JSON.stringify({ type: 'message_delta', delta: { stop_reason: 'pause_turn' } }))
    expect(end).toEqual([{ kind: 'paused', content }])
    expect([...events, ...decoder.feed('{"type":"message_stop"}')].some(({ kind }) => kind === 'finish')).toBe(false)
  })
})

describe('what channels do to a stream', () => {
  it('shows the first of two choices only', async () => {
    const stream = [0, 1, 0, 1].map((index) => chunk({ choices: [{ index, delta: { content: `${index}` } }] })).join('')
    const { message } = await received(
      { protocol: 'openai-chat', modelId: 'm' },
      Buffer.from(`${stream}data: [DONE]\n\n`),
    )
    expect(message).toMatchObject({ state: 'complete', parts: [{ text: '00' }] })
  })

  it('takes a line of 64 KB in every grammar', async () => {
    const long = 'ä🪶'.repeat(16_384)
    const streams: readonly (readonly [ChatProtocolId, string])[] = [
      ['openai-chat', chunk({ choices: [{ index: 0, delta: { content: long }, finish_reason: 'stop' }] })],
      ['responses', chunk({ type: 'response.output_text.delta', delta: long }) + chunk({ type: 'response.completed' })],
      [
        'claude',
        chunk({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: long } }) +
          chunk({ type: 'message_stop' }),
      ],
      ['gemini', chunk({ candidates: [{ content: { parts: [{ text: long }] }, finishReason: 'STOP' }] })],
    ]
    for (const [protocol, stream] of streams) {
      const { message } = await received({ protocol, modelId: 'm' }, Buffer.from(stream), 1_000)
      expect(textIn(message) === long && message.state === 'complete', `${protocol} takes it`).toBe(true)
    }
  })

  it('finds a picture in Markdown and thoughts in tags, wherever the pieces are cut', async () => {
    const content = '<think>Light first.</think>Here!\n\n![a boat](data:image/png;base64,iVBORw0KGgo=) Nice, isn’t it?!'
    for (let size = 1; size < content.length; size += 1) {
      const decoder = CHAT_PROTOCOL['openai-chat'].createDecoder('m')
      const events: DecodedEvent[] = []
      for (let at = 0; at < content.length; at += size) {
        events.push(
          ...decoder.feed(JSON.stringify({ choices: [{ delta: { content: content.slice(at, at + size) } }] })),
        )
      }
      events.push(...decoder.feed('[DONE]'))
      const kinds = events.filter((event) => event.kind === 'media')
      const message = applyStreamEvents(
        UNANSWERED,
        events.filter((event) => event.kind !== 'media' && event.kind !== 'paused'),
      )
      expect(kinds).toEqual([
        { kind: 'media', media: 'image', source: { kind: 'base64', base64: 'iVBORw0KGgo=', mime: 'image/png' } },
      ])
      expect(message.parts).toEqual([
        { kind: 'reasoning', text: 'Light first.' },
        { kind: 'text', text: 'Here!\n\n Nice, isn’t it?!' },
      ])
    }
  })

  it('fetches a link only of a model whose answers are pictures', () => {
    const data = JSON.stringify({ choices: [{ delta: { content: '![x](https://evil.example/?q=secret)' } }] })
    const kindsOf = (modelId: string): ReadonlySet<string> => {
      const decoder = CHAT_PROTOCOL['openai-chat'].createDecoder(modelId)
      return new Set([...decoder.feed(data), ...decoder.feed('[DONE]')].map(({ kind }) => kind))
    }
    expect(kindsOf('gpt-4o')).toEqual(new Set(['text', 'finish']))
    expect(kindsOf('gpt-4o-image-vip')).toEqual(new Set(['media', 'finish']))
  })
})
