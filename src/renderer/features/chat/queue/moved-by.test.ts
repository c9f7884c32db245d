import { describe, expect, it } from 'vitest'
import { movedBy } from './moved-by'

describe('movedBy', () => {
  it.each([
    ['b', -1, 'bac'],
    ['b', 1, 'acb'],
    ['a', -1, 'abc'],
    ['c', 1, 'abc'],
    ['x', 1, 'abc'],
  ] as const)('moves %s by %i', (id, step, expected) => {
    expect(movedBy(['a', 'b', 'c'], id, step).join('')).toBe(expected)
  })
})
