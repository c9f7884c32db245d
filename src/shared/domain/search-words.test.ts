import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findWords, searchWordsOf, snippetOf } from './search-words'

describe('searchWordsOf', () => {
  it('keeps quoted texts as they stand', () => {
    expect(searchWordsOf('heron "at the harbour"  東京 "')).toEqual(['heron', 'at the harbour', '東京'])
  })
})

describe('findWords', () => {
  it('finds any script without regard to case, and nothing in it is a pattern', () => {
    const text = 'A.b in 東京: ÄRGER (a.B)'
    expect(findWords(text, ['a.b', '東京', 'ärger']).map(({ start, end }) => text.slice(start, end))).toEqual([
      'A.b',
      '東京',
      'ÄRGER',
      'a.B',
    ])
  })

  it('gives places in order that do not overlap and hold a word', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 3 }), (text, words) => {
        let end = 0
        for (const place of findWords(text, words)) {
          expect(place.start).toBeGreaterThanOrEqual(end)
          end = place.end
          const found = text.slice(place.start, place.end).toLowerCase()
          expect(words.some((word) => word.toLowerCase() === found || found.length > 0)).toBe(true)
        }
      }),
    )
  })
})

describe('snippetOf', () => {
  it('shows the place of the first word in one line', () => {
    const text = `${'before '.repeat(40)}\n\nthe heron ${'after '.repeat(40)}`
    const snippet = snippetOf(text, ['heron'])
    expect(snippet).toContain('the heron after')
    expect(snippet).toMatch(/^….*…$/)
    expect(snippet.length).toBeLessThan(220)
  })
})
