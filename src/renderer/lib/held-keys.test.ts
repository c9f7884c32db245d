import { describe, expect, it } from 'vitest'
import { type HeldKey, holdKey } from './held-keys'

const press = (...keys: readonly string[]): readonly HeldKey[] =>
  keys.reduce<readonly HeldKey[]>(
    (held, key) =>
      holdKey(held, { key: key.replace('shift+', ''), shiftKey: key.startsWith('shift+'), isShortcut: false }) ?? held,
    [],
  )

describe('keys pressed before their field is there', () => {
  it('are kept in order, with the Enter that sends', () => {
    expect(press('a', 'b', 'Enter', 'c')).toEqual([
      { kind: 'text', text: 'ab' },
      { kind: 'enter' },
      { kind: 'text', text: 'c' },
    ])
  })

  it('know the Enter that only begins a line', () => {
    expect(press('a', 'shift+Enter', 'b')).toEqual([{ kind: 'text', text: 'a\nb' }])
  })

  it('are taken back by Backspace, whole signs at a time', () => {
    expect(press('a', '😀', 'Backspace', 'Backspace', 'Backspace')).toEqual([])
    expect(press('a', '😀', 'Backspace')).toEqual([{ kind: 'text', text: 'a' }])
  })

  it('leave shortcuts and keys that write nothing to those they are for', () => {
    expect(holdKey([], { key: 'k', shiftKey: false, isShortcut: true })).toBeNull()
    expect(holdKey([], { key: 'ArrowUp', shiftKey: false, isShortcut: false })).toBeNull()
    expect(holdKey([], { key: 'Shift', shiftKey: true, isShortcut: false })).toBeNull()
  })
})
