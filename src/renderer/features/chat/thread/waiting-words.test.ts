import { describe, expect, it } from 'vitest'
import { waitingWords } from './waiting-words'

describe('waitingWords', () => {
  it.each([
    [0, false, 'Waiting for the first words'],
    [130_000, false, 'Still waiting, 2:10.'],
    [130_000, true, 'Still waiting, 2:10.'],
    [9_000, true, 'Still waiting, 0:09.'],
    [599_000, false, 'Still waiting, 9:59.'],
  ])('after %i ms (begun: %s)', (silentMs, hasBegun, words) => {
    expect(waitingWords(silentMs, hasBegun)).toContain(words)
  })

  it('says nothing while words come', () => {
    expect(waitingWords(2_000, true)).toBeNull()
  })
})
