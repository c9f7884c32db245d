import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UNANSWERED } from '../../../test/fakes/unanswered'
import type { Failure } from './app-error'
import type { StreamEvent } from './chat'
import { applyStreamEvents, endStream, joinStreamEvents } from './chat-reducer'

const failure: Failure = { code: 'gateway-fault', message: 'Upstream is down.', nextStep: 'retry' }
const usage = { inputTokens: 3, outputTokens: 5, cachedTokens: 0 }

const eventArbitrary: fc.Arbitrary<StreamEvent> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('text' as const), text: fc.string({ unit: 'binary' }) }) },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        kind: fc.constant('reasoning' as const),
        text: fc.string({ maxLength: 3 }),
        durationMs: fc.nat(),
        signature: fc.string(),
      },
      { requiredKeys: ['kind', 'text'] },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('tool-call' as const),
      callId: fc.constantFrom('one', 'two'),
      name: fc.constantFrom('', 'make_picture'),
      argumentsText: fc.string({ maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('web-search' as const),
      queries: fc.array(fc.constantFrom('tea', 'boats'), { maxLength: 2 }),
      sources: fc.array(fc.record({ url: fc.constantFrom('https://a', 'https://b'), title: fc.string() }), {
        maxLength: 2,
      }),
    }),
  },
  { weight: 1, arbitrary: fc.constant<StreamEvent>({ kind: 'asset', assetId: 'picture' }) },
  {
    weight: 1,
    arbitrary: fc.constant<StreamEvent>({ kind: 'model-switch', fromModelId: 'm', toModelId: 'n', reason: 'down' }),
  },
  { weight: 1, arbitrary: fc.constant<StreamEvent>({ kind: 'usage', usage }) },
  { weight: 1, arbitrary: fc.constant<StreamEvent>({ kind: 'finish', reason: 'complete' }) },
  { weight: 1, arbitrary: fc.constant<StreamEvent>({ kind: 'error', failure }) },
)

describe('applyStreamEvents', () => {
  it('says the same whether events come one by one, joined, or in any grouping', () => {
    fc.assert(
      fc.property(fc.array(eventArbitrary), fc.nat(), (events, cut) => {
        const whole = applyStreamEvents(UNANSWERED, events)
        const at = events.length === 0 ? 0 : cut % events.length
        const grouped = applyStreamEvents(
          applyStreamEvents(UNANSWERED, joinStreamEvents(events.slice(0, at))),
          joinStreamEvents(events.slice(at)),
        )
        expect(grouped).toEqual(whole)
      }),
    )
  })

  it('keeps two calls apart whose pieces come in turns', () => {
    const piece = (callId: string, argumentsText: string): StreamEvent => ({
      kind: 'tool-call',
      callId,
      name: 'roll',
      argumentsText,
    })
    const pieces = [piece('one', '{"a"'), piece('two', '{"b"'), piece('one', ':1}'), piece('two', ':2}')]
    expect(applyStreamEvents(UNANSWERED, pieces).parts).toEqual([
      { kind: 'tool-call', callId: 'one', name: 'roll', argumentsText: '{"a":1}' },
      { kind: 'tool-call', callId: 'two', name: 'roll', argumentsText: '{"b":2}' },
    ])
  })

  it('begins a new thought after a signed one and keeps the time of each', () => {
    const { parts } = applyStreamEvents(UNANSWERED, [
      { kind: 'reasoning', text: 'First.', durationMs: 100 },
      { kind: 'reasoning', text: '', durationMs: 1_500, signature: 'claude:a' },
      { kind: 'reasoning', text: 'Second.' },
    ])
    expect(parts).toEqual([
      { kind: 'reasoning', text: 'First.', durationMs: 1_500, signature: 'claude:a' },
      { kind: 'reasoning', text: 'Second.' },
    ])
  })

  it('names each source of a search once, with what it was cited for', () => {
    const { parts } = applyStreamEvents(UNANSWERED, [
      { kind: 'web-search', queries: ['tea'], sources: [{ url: 'https://a', title: 'A' }] },
      { kind: 'text', text: 'Green.' },
      { kind: 'web-search', queries: [], sources: [{ url: 'https://a', title: 'A', citedText: 'green tea' }] },
    ])
    expect(parts[0]).toEqual({
      kind: 'web-search',
      queries: ['tea'],
      sources: [{ url: 'https://a', title: 'A', citedText: 'green tea' }],
    })
  })

  it('goes on under the name of the model that answers instead', () => {
    const message = applyStreamEvents(UNANSWERED, [
      { kind: 'model-switch', fromModelId: 'm', toModelId: 'n', reason: 'm is overloaded.' },
      { kind: 'text', text: 'Hi' },
    ])
    expect(message).toMatchObject({ modelId: 'n', state: 'streaming' })
  })

  it('takes the token count that comes after the finish reason', () => {
    const message = applyStreamEvents(UNANSWERED, [
      { kind: 'text', text: 'Hi' },
      { kind: 'finish', reason: 'complete' },
      { kind: 'usage', usage },
    ])
    expect(message).toMatchObject({ state: 'complete', usage, parts: [{ kind: 'text', text: 'Hi' }] })
  })

  it('keeps the text when the gateway reports an error in the middle', () => {
    const message = applyStreamEvents(UNANSWERED, [
      { kind: 'text', text: 'Half' },
      { kind: 'error', failure },
    ])
    expect(message).toMatchObject({ state: 'failed', failure, parts: [{ kind: 'text', text: 'Half' }] })
  })

  it('shows an answer cut by its length as truncated, not as complete', () => {
    expect(applyStreamEvents(UNANSWERED, [{ kind: 'finish', reason: 'length' }]).state).toBe('truncated')
  })

  it('calls a moderation error refused', () => {
    const refusal: Failure = { ...failure, code: 'refused-content' }
    expect(applyStreamEvents(UNANSWERED, [{ kind: 'error', failure: refusal }]).state).toBe('refused')
  })
})

describe('endStream', () => {
  const withText = applyStreamEvents(UNANSWERED, [{ kind: 'text', text: 'Half' }])

  it('is truncated when the sender closed without a terminal event', () => {
    expect(endStream(withText, { kind: 'closed' })).toMatchObject({
      state: 'truncated',
      failure: { code: 'truncated' },
    })
  })

  it('is failed when nothing arrived at all', () => {
    expect(endStream(UNANSWERED, { kind: 'closed' }).state).toBe('failed')
    expect(endStream(UNANSWERED, { kind: 'broken', failure })).toMatchObject({ state: 'failed', failure })
  })

  it('keeps what arrived when the connection broke', () => {
    expect(endStream(withText, { kind: 'broken', failure })).toMatchObject({
      state: 'truncated',
      parts: withText.parts,
    })
  })

  it('is stopped, not truncated, when the person pressed Stop', () => {
    expect(endStream(withText, { kind: 'stopped' })).toMatchObject({ state: 'stopped', failure: null })
  })

  it('stays complete when the connection breaks after the finish reason', () => {
    const finished = applyStreamEvents(withText, [{ kind: 'finish', reason: 'complete' }])
    expect(endStream(finished, { kind: 'broken', failure })).toBe(finished)
  })
})
