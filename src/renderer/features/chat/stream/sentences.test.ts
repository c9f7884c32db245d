import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { endOfLastSentence, nextAnnouncement, spokenWords } from './sentences'

describe('sentences of a growing answer', () => {
  it.each([
    ['One sentence', 0],
    ['One. Tw', 4],
    ['Version 3.5 is', 0],
    ['一。二', 2],
    ['A line\nand', 7],
    ['She said "yes." Then', 15],
  ])('%j ends at %i', (text, end) => {
    expect(endOfLastSentence(text)).toBe(end)
  })

  it('are read without the marks of Markdown', () => {
    expect(spokenWords('## **Light** first\n- a [link](https://x.example)\n```ts\nconst a = 1\n```')).toBe(
      'Light first a link (code)',
    )
  })
})

/** All that is told of a text that arrives in pieces of these lengths. */
function toldOf(text: string, lengths: readonly number[]): readonly string[] {
  const words: string[] = []
  let told = 0
  let arrived = 0
  const tell = (isWhole: boolean): void => {
    const next = nextAnnouncement(text.slice(0, arrived), told, isWhole)
    if (next) told = next.until
    if (next && next.words !== '') words.push(next.words)
  }
  for (const length of lengths) {
    arrived = Math.min(text.length, arrived + length)
    tell(false)
  }
  arrived = text.length
  tell(true)
  return words
}

describe('what is told of an answer that comes in tokens', () => {
  const sentence = fc.constantFrom(
    'A heron stands.',
    'Why does it wait?',
    'Dusk falls on 3.5 boats!',
    '鷺が立つ。',
    'Line\n',
  )
  const answers = fc.array(sentence, { minLength: 1, maxLength: 12 })

  it('is at most one announcement a sentence, and in the end every word of it, in order', () => {
    fc.assert(
      fc.property(answers, fc.array(fc.integer({ min: 1, max: 9 })), (sentences, lengths) => {
        const text = sentences.join(' ')
        const told = toldOf(text, lengths)
        expect(told.length).toBeLessThanOrEqual(sentences.length)
        expect(told.join(' ')).toBe(spokenWords(text))
      }),
    )
  })

  it('ends with the last sentence although nothing follows it', () => {
    expect(toldOf('One. Two', [3, 3, 3])).toEqual(['One.', 'Two'])
  })
})
