import { describe, expect, it } from 'vitest'
import { wavOf } from './wav'

describe('wavOf', () => {
  it('writes a header that says what follows, and clips what is too loud', () => {
    const view = new DataView(wavOf(new Float32Array([0, 1, -2]), 16_000))
    expect(new TextDecoder().decode(view.buffer.slice(0, 4))).toBe('RIFF')
    expect(view.getUint32(4, true)).toBe(view.byteLength - 8)
    expect(view.getUint32(24, true)).toBe(16_000)
    expect(view.getUint32(40, true)).toBe(6)
    expect([view.getInt16(44, true), view.getInt16(46, true), view.getInt16(48, true)]).toEqual([0, 32_767, -32_767])
  })
})
