import { describe, expect, it } from 'vitest'
import { NO_SELECTION, select } from './selection'

const order = ['a', 'b', 'c', 'd']
const chosen = (selection: ReturnType<typeof select>): string => [...selection.ids].toSorted().join('')

describe('select', () => {
  it('adds and takes away one at a time', () => {
    const one = select(NO_SELECTION, 'b', 'toggle', order)
    expect(chosen(select(one, 'd', 'toggle', order))).toBe('bd')
    expect(chosen(select(one, 'b', 'toggle', order))).toBe('')
  })

  it('takes all between the last press and this one, in both directions', () => {
    const anchored = select(NO_SELECTION, 'c', 'toggle', order)
    expect(chosen(select(anchored, 'a', 'range', order))).toBe('abc')
    expect(chosen(select(anchored, 'd', 'range', order))).toBe('cd')
    expect(chosen(select(NO_SELECTION, 'b', 'range', order))).toBe('ab')
  })
})
