import { describe, expect, it } from 'vitest'
import { triggerAt } from './trigger'

describe('triggerAt', () => {
  it.each([
    ['look at @kit', { kind: 'mention', query: 'kit', start: 8 }],
    ['@', { kind: 'mention', query: '', start: 0 }],
    ['(@a', { kind: 'mention', query: 'a', start: 1 }],
    ['/sho', { kind: 'prompt', query: 'sho', start: 0 }],
    ['/', { kind: 'prompt', query: '', start: 0 }],
    ['me@example', null],
    ['@kite flies', null],
    ['a /path', null],
    ['/usr/bin', null],
    ['', null],
  ])('%j', (text, expected) => {
    expect(triggerAt(text, text.length)).toEqual(expected)
  })

  it('looks at the place of the caret, not at the end', () => {
    expect(triggerAt('@ki and more', 3)).toMatchObject({ query: 'ki' })
    expect(triggerAt('word '.repeat(500_000), 2_500_000)).toBeNull()
  })
})
