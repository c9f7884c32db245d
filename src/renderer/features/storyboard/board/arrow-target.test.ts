import { expect, test } from 'vitest'
import { arrowTarget } from './arrow-target'

// Two scenes: three cards in two rows of two, then one card a little off the first column.
const BOXES = [
  { id: 'a', left: 0, top: 0 },
  { id: 'b', left: 100, top: 0 },
  { id: 'c', left: 0, top: 80 },
  { id: 'd', left: 4, top: 200 },
]

test('up and down reach the nearest card of the next row, also where the row is shorter or in another scene', () => {
  expect(arrowTarget(BOXES, 'b', 'ArrowDown')).toBe('c')
  expect(arrowTarget(BOXES, 'c', 'ArrowDown')).toBe('d')
  expect(arrowTarget(BOXES, 'd', 'ArrowUp')).toBe('c')
  expect(arrowTarget(BOXES, 'a', 'ArrowUp')).toBeNull()
  expect(arrowTarget(BOXES, 'd', 'ArrowDown')).toBeNull()
})

test('left and right follow the film over the ends of rows', () => {
  expect(arrowTarget(BOXES, 'b', 'ArrowRight')).toBe('c')
  expect(arrowTarget(BOXES, 'c', 'ArrowLeft')).toBe('b')
  expect(arrowTarget(BOXES, 'd', 'ArrowRight')).toBeNull()
  expect(arrowTarget(BOXES, 'a', 'End')).toBe('d')
})

test('a shot that is gone leads to the first one', () => {
  expect(arrowTarget(BOXES, 'gone', 'ArrowLeft')).toBe('a')
  expect(arrowTarget([], 'gone', 'ArrowLeft')).toBeNull()
})
