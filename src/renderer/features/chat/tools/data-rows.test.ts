import { expect, it } from 'vitest'
import { rowsOf } from './data-rows'

it('gives a list of objects one column for each member that any of them has', () => {
  const list = [
    { name: 'a', tags: ['x', 'y'] },
    { name: 'b', size: 2 },
  ]
  const table = {
    columns: ['name', 'tags', 'size'],
    rows: [
      ['a', 'x, y', ''],
      ['b', '', '2'],
    ],
  }
  expect(rowsOf(list)).toEqual(table)
  expect(rowsOf({ items: list })).toEqual(table)
})

it('gives an object its names and values', () => {
  expect(rowsOf({ title: 'Tide', at: { lat: 1 } })?.rows).toEqual([
    ['title', 'Tide'],
    ['at', '{"lat":1}'],
  ])
})

it.each([[[]], [[1, 2]], ['text'], [null]])('leaves %j to the tree', (value) => {
  expect(rowsOf(value)).toBeNull()
})
