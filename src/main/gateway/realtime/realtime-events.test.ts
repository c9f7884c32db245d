import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeRealtime } from './realtime-events'

const decode = (message: object) => decodeRealtime(JSON.stringify(message))

describe('decodeRealtime', () => {
  it('reads the names of the beta and of today alike', () => {
    for (const type of ['response.audio.delta', 'response.output_audio.delta']) {
      expect(decode({ type, delta: 'AAAA' })).toEqual({ kind: 'audio', base64: 'AAAA' })
    }
    for (const type of ['response.audio_transcript.delta', 'response.output_text.delta']) {
      expect(decode({ type, delta: 'Hi' })).toEqual({ kind: 'answer-words', text: 'Hi' })
    }
  })

  it('ends a turn with its tokens, and says when it was cut', () => {
    const usage = { input_tokens: 40, output_tokens: 20, input_token_details: { cached_tokens: 8 } }
    expect(decode({ type: 'response.done', response: { status: 'completed', usage } })).toEqual({
      kind: 'turn-ended',
      isWhole: true,
      usage: { inputTokens: 40, outputTokens: 20, cachedTokens: 8 },
    })
    expect(decode({ type: 'response.done', response: { status: 'cancelled' } })).toMatchObject({
      isWhole: false,
      usage: null,
    })
  })

  it('never throws, whatever a frame holds', () => {
    fc.assert(fc.property(fc.json(), (text) => void decodeRealtime(text)))
    fc.assert(fc.property(fc.string(), (text) => void decodeRealtime(text)))
    fc.assert(
      fc.property(fc.constantFrom('response.done', 'error', 'response.audio.delta'), fc.jsonValue(), (type, rest) => {
        decode({ type, response: rest, error: rest, delta: rest })
      }),
    )
    expect(decode({ type: 'rate_limits.updated' })).toBeNull()
  })
})
