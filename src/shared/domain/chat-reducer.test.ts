import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Failure } from './app-error'
import type { ChatMessage, StreamEvent } from './chat'
import { applyStreamEvents, endStream, joinStreamEvents } from './chat-reducer'

const streaming: ChatMessage = {
  id: 'a',
  conversationId: 'c',
  parentId: 'u',
  role: 'assistant',
  parts: [],
  state: 'streaming',
  modelId: 'm',
  usage: null,
  cost: null,
  failure: null,
  createdAtMs: 1,
}
const failure: Failure = { code: 'gateway-fault', message: 'Upstream is down.', nextStep: 'retry' }
const usage = { inputTokens: 3, outputTokens: 5, cachedTokens: 0 }

const eventArbitrary: fc.Arbitrary<StreamEvent> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('text' as const), text: fc.string({ unit: 'binary' }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reasoning' as const), text: fc.string() }) },
  { weight: 1, arbitrary: fc.constant<StreamEvent>({ kind: 'usage', usage }) },
  { weight: 1, arbitrary: fc.constant<StreamEvent>({ kind: 'finish', reason: 'complete' }) },
  { weight: 1, arbitrary: fc.constant<StreamEvent>({ kind: 'error', failure }) },
)

describe('applyStreamEvents', () => {
  it('says the same whether events come one by one, joined, or in any grouping', () => {
    fc.assert(
      fc.property(fc.array(eventArbitrary), fc.nat(), (events, cut) => {
        const whole = applyStreamEvents(streaming, events)
        const at = events.length === 0 ? 0 : cut % events.length
        const grouped = applyStreamEvents(
          applyStreamEvents(streaming, joinStreamEvents(events.slice(0, at))),
          joinStreamEvents(events.slice(at)),
        )
        expect(grouped).toEqual(whole)
      }),
    )
  })

  it('takes the token count that comes after the finish reason', () => {
    const message = applyStreamEvents(streaming, [
      { kind: 'text', text: 'Hi' },
      { kind: 'finish', reason: 'complete' },
      { kind: 'usage', usage },
    ])
    expect(message).toMatchObject({ state: 'complete', usage, parts: [{ kind: 'text', text: 'Hi' }] })
  })

  it('keeps the text when the gateway reports an error in the middle', () => {
    const message = applyStreamEvents(streaming, [
      { kind: 'text', text: 'Half' },
      { kind: 'error', failure },
    ])
    expect(message).toMatchObject({ state: 'failed', failure, parts: [{ kind: 'text', text: 'Half' }] })
  })

  it('shows an answer cut by its length as truncated, not as complete', () => {
    expect(applyStreamEvents(streaming, [{ kind: 'finish', reason: 'length' }]).state).toBe('truncated')
  })

  it('calls a moderation error refused', () => {
    const refusal: Failure = { ...failure, code: 'refused-content' }
    expect(applyStreamEvents(streaming, [{ kind: 'error', failure: refusal }]).state).toBe('refused')
  })
})

describe('endStream', () => {
  const withText = applyStreamEvents(streaming, [{ kind: 'text', text: 'Half' }])

  it('is truncated when the sender closed without a terminal event', () => {
    expect(endStream(withText, { kind: 'closed' })).toMatchObject({
      state: 'truncated',
      failure: { code: 'truncated' },
    })
  })

  it('is failed when nothing arrived at all', () => {
    expect(endStream(streaming, { kind: 'closed' }).state).toBe('failed')
    expect(endStream(streaming, { kind: 'broken', failure })).toMatchObject({ state: 'failed', failure })
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
