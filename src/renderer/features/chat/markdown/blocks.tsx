import type { MarkedToken, Token, Tokens } from 'marked'
import { memo, type ReactNode } from 'react'
import { CodeBlock } from './code-block'
import { Formula } from './formula'
import { renderInline } from './inline'
import type { FootnoteToken } from './lex-footnotes'
import type { MathBlockToken } from './lex-math'
import type { PlainToken } from './plain-pieces'
import { TableBlock } from './table-block'

export interface BlockProps {
  readonly token: Token
  /** False while more text may still come into it. */
  readonly isClosed: boolean
}

/** One block; rendered again only when its token is another one. */
export const Block = memo(function Block({ token, isClosed }: BlockProps) {
  return renderBlock(token as BlockToken, isClosed)
})

type BlockToken = MarkedToken | PlainToken | MathBlockToken | FootnoteToken

function renderBlock(token: BlockToken, isClosed: boolean): ReactNode {
  switch (token.type) {
    case 'space':
    case 'def':
    // Notes are listed at the end of the answer.
    case 'footnote':
      return null
    case 'heading':
      return <Heading depth={token.depth}>{renderInline(token.tokens)}</Heading>
    case 'paragraph':
      return <p>{renderInline(token.tokens)}</p>
    case 'text':
      return token.tokens ? renderInline(token.tokens) : token.text
    case 'code':
      return <CodeBlock code={token.text} language={languageOf(token)} isClosed={isClosed || isFenceClosed(token)} />
    case 'blockquote':
      return <blockquote>{renderBlocks(token.tokens, isClosed)}</blockquote>
    case 'list':
      return <List token={token} isClosed={isClosed} />
    case 'table':
      return <TableBlock token={token} />
    case 'mathBlock':
      return token.isWhole ? <Formula source={token.text} isDisplay /> : <p className="md-raw">{token.raw.trimEnd()}</p>
    case 'hr':
      return <hr />
    case 'plain':
      return (
        <p className="md-plain" data-code={token.isCode || undefined}>
          {token.text}
        </p>
      )
    case 'html':
      return <p className="md-raw">{token.raw.trimEnd()}</p>
    default:
      return renderInline([token])
  }
}

function renderBlocks(tokens: readonly Token[], isClosed: boolean): ReactNode {
  return tokens.map((token, index) => (
    <Block key={index} token={token} isClosed={isClosed || index < tokens.length - 1} />
  ))
}

/** An answer starts below the view's own headings, so its levels move down by two. */
function Heading({ depth, children }: { readonly depth: number; readonly children: ReactNode }) {
  const className = `md-h${depth}`
  if (depth <= 1) return <h3 className={className}>{children}</h3>
  if (depth === 2) return <h4 className={className}>{children}</h4>
  if (depth === 3) return <h5 className={className}>{children}</h5>
  return <h6 className={className}>{children}</h6>
}

function List({ token, isClosed }: { readonly token: Tokens.List; readonly isClosed: boolean }) {
  const items = token.items.map((item, index) => (
    <li key={index} className={item.task ? 'md-task' : undefined}>
      {renderBlocks(item.tokens, isClosed || index < token.items.length - 1)}
    </li>
  ))
  if (!token.ordered) return <ul>{items}</ul>
  return <ol start={token.start === '' ? 1 : token.start}>{items}</ol>
}

/** The first word of the line that opens a code block. */
function languageOf(token: Tokens.Code): string {
  return /^\S+/.exec(token.lang ?? '')?.[0].toLowerCase() ?? ''
}

function isFenceClosed(token: Tokens.Code): boolean {
  return /\n {0,3}(`{3,}|~{3,})[ \t]*\n*$/.test(token.raw)
}
