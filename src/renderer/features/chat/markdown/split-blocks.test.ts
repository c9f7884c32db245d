import fc from 'fast-check'
import type { Token } from 'marked'
import { describe, expect, it } from 'vitest'
import { lexMarkdown } from './lex'
import { createBlockSplitter, type SplitText } from './split-blocks'

const FRAGMENTS = [
  '# Title\n',
  '## T',
  'Title\n===\n',
  'para ',
  'word',
  '\n',
  '\n\n',
  '\n\n\n',
  ' ',
  '  ',
  '    ',
  '\t',
  '- a',
  '- [x] done\n',
  '* b\n',
  '+',
  '1. one\n',
  '2',
  '2.',
  '3) three',
  '  - nested\n',
  '> quote\n',
  '>',
  '> > deep\n',
  '```',
  '```ts\n',
  'const a = 1\n',
  '~~~\n',
  '`code`',
  '`',
  '**bold**',
  '**',
  '*',
  '_',
  '~~',
  '~',
  '| a | b |\n',
  '|---|---|\n',
  '| 1 | 2 |\n',
  '---\n',
  '***',
  '===',
  '--',
  '[link](https://a.example/b)',
  '[',
  '](',
  ')',
  '![alt](https://evil.example/x.png)',
  '<div>',
  '</div>\n',
  '<!-- ',
  '-->',
  '<br>',
  '<script>',
  'https://a.example ',
  '&amp;',
  '\\',
  '\\*',
  '😀',
  '界',
  '\r\n',
  '\r',
  '\0',
  '#',
  '[a]',
  '[a]: https://a.example\n',
  '[^1]: note\n',
  '[^1]',
  '[^a b]: note\n',
  '$$\n',
  '$$',
  '$',
  '$x^2$',
  '\\[\n',
  '\\]',
  '\\(a\\)',
  ':',
  '"',
  '=',
]
const markdownArbitrary = fc
  .array(fc.constantFrom(...FRAGMENTS), { maxLength: 24 })
  .map((fragments) => fragments.join(''))

const flat = ({ closed, tail }: SplitText): readonly Token[] => [...closed.flat(), ...tail]
const json = (tokens: readonly Token[]): string => JSON.stringify(tokens)

describe('createBlockSplitter', () => {
  it('answers at every prefix with what a parse of the whole prefix gives', () => {
    fc.assert(
      fc.property(markdownArbitrary, (text) => {
        const split = createBlockSplitter()
        for (let length = 0; length <= text.length; length += 1) {
          const prefix = text.slice(0, length)
          expect(json(flat(split(prefix, false)))).toBe(json(lexMarkdown(prefix)))
        }
      }),
      { numRuns: 1_500 },
    )
  })

  it('completes the open end the same way whatever the cuts were', () => {
    fc.assert(
      fc.property(markdownArbitrary, fc.array(fc.nat(12), { minLength: 1, maxLength: 20 }), (text, steps) => {
        const split = createBlockSplitter()
        for (let end = 0, step = 0; end < text.length; step += 1) {
          end += 1 + (steps[step % steps.length] ?? 0)
          const prefix = text.slice(0, end)
          expect(json(flat(split(prefix, true)))).toBe(json(flat(createBlockSplitter()(prefix, true))))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('keeps closed blocks by identity, which is what makes streaming cheap', () => {
    const split = createBlockSplitter()
    const paragraphs = Array.from({ length: 40 }, (_, index) => `Paragraph ${index}.\n\n`)
    const before = split(paragraphs.slice(0, 39).join(''), true)
    const after = split(paragraphs.join(''), true)
    expect(after.closed[0]).toBe(before.closed[0])
    expect(after.tail.filter((token) => token.type !== 'space')).toHaveLength(2)
  })

  it('starts anew when the text was replaced', () => {
    const split = createBlockSplitter()
    split('one\n\ntwo\n\nthree\n\nfour', false)
    expect(flat(split('other', false)).map((token) => token.raw)).toEqual(['other'])
  })

  it('resolves a link whose definition comes later', () => {
    const split = createBlockSplitter()
    const start = 'See [a].\n\nTwo.\n\nThree.\n\n'
    split(start, true)
    expect(json(flat(split(`${start}[a]: https://a.example\n`, false)))).toContain('"href":"https://a.example"')
  })

  it('shows half-written bold as bold', () => {
    const tail = flat(createBlockSplitter()('This is **bo', true))
    expect(json(tail)).toContain('"type":"strong"')
  })

  it('shows a block of absurd length as plain pieces, whole and closed as it grows', () => {
    const list = '- item of a list\n'.repeat(20_000)
    const split = createBlockSplitter()
    for (let length = 1_000; length < list.length; length += 9_000) split(list.slice(0, length), true)
    const shown = split(list, true)
    expect(
      flat(shown)
        .map(({ raw }) => raw)
        .join(''),
    ).toBe(list)
    expect(shown.tail.reduce((sum, { raw }) => sum + raw.length, 0)).toBeLessThan(20_000)
  })

  it('parses a long answer of ordinary blocks as blocks', () => {
    const long = Array.from({ length: 3_000 }, (_, index) => `## Part ${index}\n\nSome **words** about it.\n\n`).join(
      '',
    )
    expect(flat(createBlockSplitter()(long, false)).map(({ type }) => type)).toEqual(
      lexMarkdown(long).map(({ type }) => type),
    )
  })

  it.each([
    ['quotes', '>'.repeat(20_000)],
    ['lists', '- '.repeat(20_000)],
    ['brackets', '['.repeat(20_000)],
    ['emphasis', '*a **b '.repeat(3_000)],
  ])('survives absurd nesting: %s', (_name, text) => {
    expect(flat(createBlockSplitter()(text, true)).length).toBeGreaterThan(0)
  })
})
