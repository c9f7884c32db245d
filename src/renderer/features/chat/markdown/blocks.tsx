import type { MarkedToken, Token, Tokens } from 'marked'
import type { PlainToken } from './plain-pieces'
import { memo, type ReactNode } from 'react'
import { CodeBlock } from './code-block'
import { renderInline } from './inline'

export interface BlockProps {
  readonly token: Token
  /** False while more text may still come into it. */
  readonly isClosed: boolean
}

/** One block; rendered again only when its token is another one. */
export const Block = memo(function Block({ token, isClosed }: BlockProps) {
  return renderBlock(token as MarkedToken | PlainToken, isClosed)
})

function renderBlock(token: MarkedToken | PlainToken, isClosed: boolean): ReactNode {
  switch (token.type) {
    case 'space':
    case 'def':
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
      return <Table token={token} />
    case 'hr':
      return <hr />
    case 'plain':
      return <p className="md-plain">{token.text}</p>
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

function Table({ token }: { readonly token: Tokens.Table }) {
  return (
    <div className="md-table" tabIndex={0} role="group" aria-label="Table">
      <table>
        <thead>
          <tr>
            {token.header.map((cell, index) => (
              <th key={index} scope="col" data-align={cell.align ?? undefined}>
                {renderInline(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {token.rows.map((row, rowIndex) => (
            <tr key={rowIndex}>
              {row.map((cell, index) => (
                <td key={index} data-align={cell.align ?? undefined}>
                  {renderInline(cell.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The first word of the line that opens a code block. */
function languageOf(token: Tokens.Code): string {
  return /^\S+/.exec(token.lang ?? '')?.[0].toLowerCase() ?? ''
}

function isFenceClosed(token: Tokens.Code): boolean {
  return /\n {0,3}(`{3,}|~{3,})[ \t]*\n*$/.test(token.raw)
}
