import { describe, expect, it } from 'vitest'
import { fromBase64Pcm, resample, toBase64Pcm } from './pcm'

describe('sound of a voice session', () => {
  it('survives the way there and back', () => {
    const samples = new Float32Array([0, 0.5, -0.5, 1, -1])
    const back = fromBase64Pcm(toBase64Pcm(samples))
    expect(back).toHaveLength(5)
    samples.forEach((sample, index) => expect(back[index]).toBeCloseTo(sample, 3))
  })

  it('keeps its length and its shape at another rate', () => {
    const second = Float32Array.from({ length: 48_000 }, (_, index) => index / 48_000)
    const less = resample(second, 48_000, 24_000)
    expect(less).toHaveLength(24_000)
    expect(less[12_000]).toBeCloseTo(0.5, 3)
  })
})
