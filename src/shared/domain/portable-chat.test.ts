import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PortableMessage, tidyTree } from './portable-chat'

const message = (id: string, parentId: string | null): PortableMessage => ({
  id,
  parentId,
  role: 'user',
  parts: [],
  state: 'complete',
  modelId: null,
  usage: null,
  cost: null,
  forkName: '',
  createdAtMs: 0,
})
const words = (messages: readonly PortableMessage[]): string =>
  messages.map(({ id, parentId }) => `${id}<${parentId ?? ''}`).join(' ')

describe('tidyTree', () => {
  it('bridges what was left out and makes roots of what points nowhere', () => {
    const skipped = new Map([['x', 'a']])
    expect(words(tidyTree([message('b', 'x'), message('a', 'gone'), message('c', 'b')], skipped))).toBe('a< b<a c<b')
  })

  it('always gives a tree of all messages, parents first, whatever a file says', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'x', 'y')
    const skips = fc.dictionary(fc.constantFrom('x', 'y'), fc.option(ids))
    fc.assert(
      fc.property(fc.array(fc.tuple(ids, fc.option(ids)), { maxLength: 12 }), skips, (pairs, skipped) => {
        const given = pairs.map(([id, parentId]) => message(id, parentId))
        const tidy = tidyTree(given, new Map(Object.entries(skipped)))
        expect(new Set(tidy.map(({ id }) => id))).toEqual(new Set(given.map(({ id }) => id)))
        const seen = new Set<string>()
        for (const { id, parentId } of tidy) {
          expect(parentId === null || seen.has(parentId)).toBe(true)
          expect(seen.has(id)).toBe(false)
          seen.add(id)
        }
      }),
    )
  })

  it('takes a chain of a hundred thousand', () => {
    const chain = Array.from({ length: 100_000 }, (_, index) =>
      message(`${index}`, index === 0 ? null : `${index - 1}`),
    )
    expect(tidyTree(chain)).toHaveLength(100_000)
  })
})
