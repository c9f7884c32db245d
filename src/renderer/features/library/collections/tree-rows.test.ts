import { expect, test } from 'vitest'
import { treeRows } from './tree-rows'

const nodes = [
  { id: 'a', parentId: null },
  { id: 'b', parentId: 'a' },
  { id: 'c', parentId: 'b' },
  { id: 'd', parentId: 'gone' },
]
const shape = (isOpen: (id: string) => boolean): readonly (readonly [string, number])[] =>
  treeRows(nodes, isOpen).map(({ node, level }) => [node.id, level])

test('children follow their parents, closed ones hide what is beneath, and nobody gets lost', () => {
  expect(shape(() => true)).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
    ['d', 1],
  ])
  expect(shape((id) => id !== 'b')).toEqual([
    ['a', 1],
    ['b', 2],
    ['d', 1],
  ])
})
