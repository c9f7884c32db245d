import { describe, expect, it } from 'vitest'
import { newestLeafUnder, pathTo, siblingsOf } from './chat-tree'

const message = (id: string, parentId: string | null) => ({ id, parentId })
/** 1 → 2 → 3 → 4, with 5 beside 2 (an edited question) and 6 beside 4 (another answer). */
const tree = [
  message('1', null),
  message('2', '1'),
  message('3', '2'),
  message('4', '3'),
  message('5', '1'),
  message('6', '3'),
]
const ids = (messages: readonly { readonly id: string }[]): string => messages.map(({ id }) => id).join('')

describe('the tree of a chat', () => {
  it('shows one branch, root first', () => {
    expect(ids(pathTo(tree, '4'))).toBe('1234')
    expect(ids(pathTo(tree, '5'))).toBe('15')
    expect(pathTo(tree, null)).toEqual([])
  })

  it('does not hang on rows that point at each other', () => {
    expect(ids(pathTo([message('1', '2'), message('2', '1')], '1'))).toBe('21')
  })

  it('counts versions of a turn, also at the root', () => {
    expect(ids(siblingsOf(tree, message('4', '3')))).toBe('46')
    expect(ids(siblingsOf([message('1', null), message('2', null)], message('1', null)))).toBe('12')
  })

  it('goes to the newest end of the branch a person chose', () => {
    expect(newestLeafUnder(tree, '2')).toBe('6')
    expect(newestLeafUnder(tree, '5')).toBe('5')
  })
})
