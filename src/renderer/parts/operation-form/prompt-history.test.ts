import { expect, test } from 'vitest'
import { withPrompt } from './prompt-history'

test('a prompt used again moves to the front instead of standing there twice', () => {
  expect(withPrompt(['b', 'a'], 'a ')).toEqual(['a', 'b'])
})

test('blank words and a pasted book are not kept', () => {
  expect(withPrompt(['a'], '  ')).toEqual(['a'])
  expect(withPrompt(['a'], 'x'.repeat(1_000_000))).toEqual(['a'])
})

test('the list does not grow for ever', () => {
  const many = Array.from({ length: 100 }, (_, index) => `prompt ${index}`)
  expect(withPrompt(many, 'new')).toHaveLength(60)
})
