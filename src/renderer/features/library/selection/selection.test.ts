import { expect, test } from 'vitest'
import { add, countOf, EVERYTHING, invert, isSelected, NOTHING, selectOnly, toggle } from './selection'

test('taking one out of everything leaves the others, also those that were never loaded', () => {
  const selection = toggle(EVERYTHING, 'a')
  expect([isSelected(selection, 'a'), isSelected(selection, 'never-seen')]).toEqual([false, true])
  expect(countOf(selection, 100_000)).toBe(99_999)
})

test('a second toggle takes the first back, in both kinds of selection', () => {
  expect(toggle(toggle(NOTHING, 'a'), 'a')).toEqual(NOTHING)
  expect(toggle(toggle(EVERYTHING, 'a'), 'a')).toEqual(EVERYTHING)
})

test('adding a range keeps what was selected and brings back what was taken out', () => {
  expect(countOf(add(selectOnly(['a']), ['a', 'b']), 10)).toBe(2)
  expect(isSelected(add(toggle(EVERYTHING, 'a'), ['a']), 'a')).toBe(true)
})

test('inverting twice gives back what was, and counts what was left out', () => {
  const two = selectOnly(['a', 'b'])
  expect(countOf(invert(two), 10)).toBe(8)
  expect(isSelected(invert(two), 'a')).toBe(false)
  expect(invert(invert(two))).toEqual(two)
  expect(invert(EVERYTHING)).toEqual(NOTHING)
})
