import { expect, test } from 'vitest'
import { dropWords, offerOf } from './drop-offer'

const files = (...types: readonly string[]) => ({
  types: ['Files'],
  items: types.map((type) => ({ kind: 'file', type })),
})

test('a clip over a slot for pictures is refused before the drop, in words', () => {
  expect(offerOf(files('video/mp4'), ['image'])).toBe('wrong')
  expect(dropWords('wrong', 'First frame', ['image'])).toBe('Takes pictures only')
})

test('one fitting file among others, or a file without a type, is welcome', () => {
  expect(offerOf(files('application/pdf', 'image/png'), ['image'])).toBe('welcome')
  expect(offerOf(files(''), ['image'])).toBe('welcome')
})

test('chosen words that are dragged are nothing for a slot', () => {
  expect(offerOf({ types: ['text/plain'], items: [{ kind: 'string', type: 'text/plain' }] }, ['image'])).toBe('none')
})
