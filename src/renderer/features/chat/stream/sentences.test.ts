import { describe, expect, it } from 'vitest'
import { endOfLastSentence, spokenWords } from './sentences'

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
