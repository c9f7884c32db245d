import { expect, test } from 'vitest'
import { suggestionsFor } from './suggestions'

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
  ['rating:>', []],
])('“%s” may go on as %j', (typed, expected) => {
  expect(texts(typed)).toEqual(expected)
})
