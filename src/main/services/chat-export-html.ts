import type { PortableChat, PortablePart } from '@shared/domain/portable-chat'
import { pathTo } from '@shared/domain/chat-tree'
import { dateOf, isPicture, speakerOf } from './chat-export-text'

/** No script, nothing remote: a page of this may be opened anywhere. */
const POLICY = "default-src 'none'; img-src 'self' file: app:; media-src 'self' file:; style-src 'unsafe-inline'"

const STYLE = `:root{color-scheme:light dark}body{font:15px/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}article{margin:1.5rem 0;padding-top:1rem;border-top:1px solid #8884}article>h2{font-size:.85rem;opacity:.7;margin:0 0 .5rem}
pre{padding:.75rem;overflow-x:auto;background:#8881;border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere}code{font:.85em ui-monospace,monospace}
table{border-collapse:collapse}td,th{border:1px solid #8886;padding:.25rem .5rem;text-align:left}img,video{max-width:100%;border-radius:6px}
blockquote{margin:0 0 1rem;padding-left:1rem;border-left:3px solid #8886;opacity:.8}.q{background:#8881;padding:.5rem .75rem;border-radius:8px;white-space:pre-wrap;overflow-wrap:anywhere}
p{overflow-wrap:anywhere}@media print{article{break-inside:auto}pre,img,tr{break-inside:avoid}}`

/** Turns Markdown into HTML in which nothing runs and nothing is fetched. */
export type RenderMarkdown = (text: string) => string

/** The shown branch of a chat as one page. */
export function toHtml(chat: PortableChat, renderMarkdown: RenderMarkdown): string {
  const branch = pathTo(chat.messages, chat.activeLeafId)
  const title = escapeHtml(chat.title || 'Chat')
  const articles = branch.map((message) => {
    const parts = message.parts.map((part) => partOf(part, message.role === 'user', renderMarkdown))
    const end = message.state === 'complete' ? '' : `<p><em>(${message.state})</em></p>`
    return `<article><h2>${escapeHtml(speakerOf(message))}</h2>${parts.join('\n')}${end}</article>`
  })
  const instructions =
    chat.systemPrompt.trim() === ''
      ? ''
      : `<article><h2>Instructions</h2><div class="q">${escapeHtml(chat.systemPrompt)}</div></article>`
  return `<!doctype html>
<html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1><p><em>${dateOf(chat.createdAtMs)}${chat.modelId === null ? '' : `, ${escapeHtml(chat.modelId)}`}</em></p>
${instructions}${articles.join('\n')}</body></html>
`
}

function partOf(part: PortablePart, isQuestion: boolean, renderMarkdown: RenderMarkdown): string {
  switch (part.kind) {
    case 'text':
      return isQuestion ? `<div class="q">${escapeHtml(part.text)}</div>` : renderMarkdown(part.text)
    case 'reasoning':
      return `<blockquote>${escapeHtml(part.text).replaceAll('\n', '<br>')}</blockquote>`
    case 'file':
      return fileOf(part.path, part.title)
  }
}

function fileOf(path: string, title: string): string {
  const source = escapeHtml(path.split('/').map(encodeURIComponent).join('/'))
  const words = escapeHtml(title)
  if (isPicture(path)) return `<p><img src="${source}" alt="${words}"></p>`
  if (/\.(mp4|webm|mov)$/i.test(path)) return `<p><video controls src="${source}"></video></p>`
  if (/\.(mp3|wav|ogg|m4a|flac)$/i.test(path)) return `<p><audio controls src="${source}"></audio></p>`
  return `<p><a href="${source}">${words}</a></p>`
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign)

/** Loaded when it is first needed: nothing of the start is to wait for it. */
export async function createMarkdownRenderer(): Promise<RenderMarkdown> {
  const { Marked } = await import('marked')
  const marked = new Marked({
    gfm: true,
    renderer: {
      html: ({ text }) => escapeHtml(text),
      // A remote picture would tell its server that somebody reads this.
      image: ({ href, text }) => `<em>${escapeHtml(`[${text || 'picture'}: ${href}]`)}</em>`,
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens)
        return /^(https?:|mailto:)/i.test(href) ? `<a href="${escapeHtml(href)}" rel="noreferrer">${words}</a>` : words
      },
    },
  })
  return (text) => marked.parse(text, { async: false })
}
