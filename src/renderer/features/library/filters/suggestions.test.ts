import { expect, test } from 'vitest'
import { FILTER_NAMES, parseLibraryQuery } from '@shared/domain/library-query'
import { allFilters, suggestionsFor } from './suggestions'

const vocabulary = {
  tags: ['night', 'Night sky', 'draft'],
  models: ['kling-v2', 'sora-2'],
  collections: ['Summer 2026'],
}
const texts = (typed: string): readonly string[] => suggestionsFor(typed, vocabulary).map(({ text }) => text)

test.each([
  ['fox ra', ['fox rating:']],
  ['-ta', ['-tag:']],
  ['kind:vi', ['kind:video ']],
  ['model:k', ['model:kling-v2 ']],
  ['fox -tag:dra', ['fox -tag:draft ']],
  ['in:su', ['in:"Summer 2026" ']],
  ['tag:"night s', ['tag:"Night sky" ']],
  ['tag:night', ['tag:"Night sky" ']],
  ['fox ', []],
  ['"a phrase wi', []],
  ['rating:>', ['rating:>=4 ']],
  ['fox -cost:', ['fox -cost:>0.5 ', 'fox -cost:<0.1 ', 'fox -cost:0.1..1 ']],
  ['is:la', ['is:labelled ', 'is:landscape ']],
  ['after:7', ['after:7d ']],
])('“%s” may go on as %j', (typed, expected) => {
  expect(texts(typed)).toEqual(expected)
})

test('all filters are offered where nothing is begun, and what is taken is understood', () => {
  expect(allFilters('').map(({ label }) => label)).toEqual(FILTER_NAMES.map((name) => `${name}:`))
  expect(allFilters('fox ')[0]?.text).toBe('fox kind:')
  expect(allFilters('fox')).toEqual([])
  for (const { text, detail } of allFilters('')) {
    expect(detail).not.toBe('')
    for (const example of texts(text)) expect(parseLibraryQuery(example).problems).toEqual([])
  }
})
