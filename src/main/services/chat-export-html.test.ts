import type { PortableChat, PortableMessage, PortablePart } from '@shared/domain/portable-chat'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMarkdownRenderer, toHtml } from './chat-export-html'
import { toMarkdown } from './chat-export-text'

const message = (id: string, role: 'user' | 'assistant', ...parts: readonly PortablePart[]): PortableMessage => ({
  id,
  parentId: id === '1' ? null : '1',
  role,
  parts,
  state: 'complete',
  modelId: role === 'user' ? null : 'gpt-5-mini',
  usage: null,
  cost: null,
  forkName: '',
  createdAtMs: 0,
})
const chatOf = (question: string, answer: string): PortableChat => ({
  title: question.slice(0, 20),
  modelId: 'gpt-5-mini',
  systemPrompt: question,
  folder: null,
  activeLeafId: '2',
  createdAtMs: 0,
  updatedAtMs: 0,
  messages: [
    message(
      '1',
      'user',
      { kind: 'text', text: question },
      { kind: 'file', path: 'media/a "b" <c>.png', title: question },
    ),
    message('2', 'assistant', { kind: 'reasoning', text: answer }, { kind: 'text', text: answer }),
    message('3', 'assistant', { kind: 'text', text: 'another version' }),
  ],
})

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '![a](https://evil.example/?q=1)',
  '[a](javascript:alert(1))',
  '[a](data:text/html,<script>alert(1)</script>)',
  '"><svg onload=alert(1)>',
  '[a]: https://evil.example/x\n\n![b][a]',
  '<style>@import url(https://evil.example)</style>',
  '<javascript:alert(1)>',
  '`</code><script>1</script>`',
]

describe('the page of a chat', () => {
  it.each(HOSTILE)('runs nothing and fetches nothing: %s', async (text) => {
    const html = toHtml(chatOf(text, text), await createMarkdownRenderer())
    expect(html).not.toMatch(/<(script|svg|iframe|object|embed|link|base|form)\b/i)
    const sources = [...html.matchAll(/<[^>]*\ssrc(?:set)?="([^"]*)"/g)].map((found) => found[1])
    expect(sources).toEqual(['media/a%20%22b%22%20%3Cc%3E.png'])
    // Words in quotes are words; what is left are names of attributes.
    expect(html.replaceAll(/="[^"]*"/g, '')).not.toMatch(/<[^>]*\son\w+/i)
    expect(html).not.toMatch(/href="(?!https?:|mailto:)/i)
    expect(html.match(/<style/g)).toHaveLength(1)
  })

  it('holds what the branch says, readably, and leaves other versions to JSON', async () => {
    const html = toHtml(
      chatOf('What now?', '**Go** on\n\n| a | b |\n| - | - |\n| 1 | 2 |'),
      await createMarkdownRenderer(),
    )
    expect(html).toContain('<strong>Go</strong>')
    expect(html).toContain('<table>')
    expect(html).toContain('src="media/a%20%22b%22%20%3Cc%3E.png"')
    expect(html).not.toContain('another version')
  })

  it('never lets a tag of a text through', async () => {
    const render = await createMarkdownRenderer()
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '/', 'b', ' ', '\n', '=', '`', '*') }),
        (text) => {
          expect(render(text)).not.toMatch(/<(?!\/?(p|em|strong|code|pre|blockquote|ul|ol|li|hr|br|h[1-6]|a)\b)/)
        },
      ),
    )
  })
})

describe('the Markdown of a chat', () => {
  it('says who spoke and shows pictures beside the file', () => {
    const text = toMarkdown(chatOf('What now?', 'Go on'))
    expect(text).toContain('## You\n\nWhat now?\n\n![What now?](<media/a "b" <c>.png>)')
    expect(text).toContain('## gpt-5-mini\n\n> Go on\n\nGo on')
    expect(text).toContain('1 messages on other branches')
  })
})
