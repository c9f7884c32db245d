import type { LineageNode } from '@shared/domain/library-lineage'
import { expect, test } from 'vitest'
import { layOutFamily, memberByKey } from './lay-out-family'

const node = (id: string, generation: number): LineageNode => ({
  card: {
    id,
    media: 'image',
    width: null,
    height: null,
    durationMs: null,
    title: id,
    rating: 0,
    thumbnail: 'ready',
    createdAtMs: 0,
  },
  generation,
  modelId: null,
  isTrashed: false,
  isHidden: false,
})

const layout = layOutFamily({
  assetId: 'self',
  isCut: false,
  nodes: [node('self', 0), node('parent', -1), node('child', 1), node('second', 1)],
  edges: [
    { parentId: 'parent', childId: 'self', relation: 'edit' },
    { parentId: 'self', childId: 'child', relation: 'upscale' },
    { parentId: 'self', childId: 'second', relation: 'frame' },
    { parentId: 'gone', childId: 'self', relation: 'mask' },
  ],
})

test('parents stand left, children right, nobody over another, and edges without both ends are left out', () => {
  const left = (id: string): number => layout.nodes.find((each) => each.node.card.id === id)?.leftPx ?? NaN
  expect(left('parent')).toBeLessThan(left('self'))
  expect(left('child')).toBeGreaterThan(left('self'))
  const tops = layout.nodes.filter(({ leftPx }) => leftPx === left('child')).map(({ topPx }) => topPx)
  expect(new Set(tops).size).toBe(2)
  expect(layout.edges).toHaveLength(3)
})

test.each([
  ['self', 'ArrowLeft', 'parent'],
  ['parent', 'ArrowRight', 'self'],
  ['child', 'ArrowDown', 'second'],
  ['child', 'ArrowRight', null],
] as const)('from %s %s leads to %s', (from, key, to) => {
  expect(memberByKey(layout, from, key)).toBe(to)
})
