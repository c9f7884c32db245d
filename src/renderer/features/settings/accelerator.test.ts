import { describe, expect, it } from 'vitest'
import { acceleratorOf } from './accelerator'

const press = (code: string, modifiers = '') => ({
  key: '',
  code,
  ctrlKey: modifiers.includes('c'),
  metaKey: modifiers.includes('m'),
  altKey: modifiers.includes('a'),
  shiftKey: modifiers.includes('s'),
})

describe('acceleratorOf', () => {
  it.each([
    [press('Space', 'cs'), 'Control+Shift+Space'],
    [press('KeyQ', 'a'), 'Alt+Q'],
    [press('Digit1', 'ma'), 'Super+Alt+1'],
    [press('F9'), 'F9'],
    [press('ArrowUp', 'c'), 'Control+Up'],
    [press('KeyQ', 's'), null],
    [press('Space'), null],
    [press('ControlLeft', 'c'), null],
  ])('%j is %j', (keys, accelerator) => {
    expect(acceleratorOf(keys)).toBe(accelerator)
  })
})
