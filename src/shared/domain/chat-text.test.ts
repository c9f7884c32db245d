import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { titleFrom, toWellFormedText } from './chat-text'

describe('titleFrom', () => {
  it('takes first words, not half a word', () => {
    const title = titleFrom('Please write a long story about a heron that lives at the harbour and likes tea')
    expect(title).toBe('Please write a long story about a heron that lives at the…')
  })

  it('is one line without control characters', () => {
    expect(titleFrom('one\n\n\ttwo\0three')).toBe('one two three')
  })

  it('never holds half of an emoji and stays short', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('😀', 'a', '\uD83D', ' ', '界'), maxLength: 400 }), (text) => {
        const title = titleFrom(text)
        expect(toWellFormedText(title)).toBe(title)
        expect(Array.from(title).length).toBeLessThanOrEqual(61)
      }),
    )
  })
})
