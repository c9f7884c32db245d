import { expect, test } from 'vitest'
import { steppedIndex, toggled } from './toggle'

test('a choice beyond the limit takes the place of the earliest one', () => {
  expect(toggled(['a'], 'b', 1)).toEqual(['b'])
  expect(toggled(['a', 'b', 'c'], 'd', 3)).toEqual(['b', 'c', 'd'])
  expect(toggled(['a', 'b'], 'a', 3)).toEqual(['b'])
})

test('arrows stay inside the grid and let other keys pass', () => {
  expect(steppedIndex('ArrowDown', 1, 4, 6)).toBe(5)
  expect(steppedIndex('ArrowDown', 3, 4, 6)).toBe(3)
  expect(steppedIndex('ArrowLeft', 0, 4, 6)).toBe(0)
  expect(steppedIndex('x', 0, 4, 6)).toBeNull()
})
