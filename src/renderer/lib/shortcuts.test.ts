import { expect, test } from 'vitest'
import { matchesShortcut, parseShortcut } from './shortcuts'

const press = (
  key: string,
  more: Partial<{ ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean; code: string }> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
})

test('mod is Ctrl on Linux and Cmd on macOS, and the other one does not count', () => {
  const shortcut = parseShortcut('mod+K')
  expect(matchesShortcut(press('k', { ctrlKey: true }), shortcut, false)).toBe(true)
  expect(matchesShortcut(press('k', { metaKey: true }), shortcut, true)).toBe(true)
  expect(matchesShortcut(press('k', { ctrlKey: true }), shortcut, true)).toBe(false)
})

test('a plain letter does not fire with a modifier held', () => {
  expect(matchesShortcut(press('p', { ctrlKey: true }), parseShortcut('P'), false)).toBe(false)
  expect(matchesShortcut(press('p'), parseShortcut('P'), false)).toBe(true)
})

test('mod+alt+B matches where Alt changes the letter', () => {
  expect(
    matchesShortcut(press('∫', { metaKey: true, altKey: true, code: 'KeyB' }), parseShortcut('mod+alt+B'), true),
  ).toBe(true)
})

test('the question mark matches though it needs Shift', () => {
  expect(matchesShortcut(press('?', { shiftKey: true }), parseShortcut('?'), false)).toBe(true)
})

test('mod+comma and digits match', () => {
  expect(matchesShortcut(press(',', { ctrlKey: true }), parseShortcut('mod+comma'), false)).toBe(true)
  expect(matchesShortcut(press('3', { ctrlKey: true, code: 'Digit3' }), parseShortcut('mod+3'), false)).toBe(true)
})
