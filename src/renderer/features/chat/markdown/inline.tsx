import type { MarkedToken, Token } from 'marked'
import { type ReactNode, useContext } from 'react'
import { decodeEntities } from './entities'
import { FootnoteMark } from './footnotes'
import { Formula } from './formula'
import type { FootnoteMarkToken } from './lex-footnotes'
import type { MathToken } from './lex-math'
import { linkPolicy } from './link-policy'
import { MarkdownActionsContext } from './markdown-actions'
import { RemotePicture } from './remote-picture'

const LINE_BREAK = /^<br\s*\/?>$/i

/** Inline tokens as elements. HTML is shown as the text it is; links and pictures load nothing. */
export function renderInline(tokens: readonly Token[] | undefined): ReactNode {
  return tokens?.map((token, index) => renderToken(token as InlineToken, index))
}

type InlineToken = MarkedToken | MathToken | FootnoteMarkToken

function renderToken(token: InlineToken, key: number): ReactNode {
  switch (token.type) {
    case 'text':
      return token.tokens ? renderInline(token.tokens) : decodeEntities(token.text)
    case 'escape':
      return token.text
    case 'strong':
      return <strong key={key}>{renderInline(token.tokens)}</strong>
    case 'em':
      return <em key={key}>{renderInline(token.tokens)}</em>
    case 'del':
      return <del key={key}>{renderInline(token.tokens)}</del>
    case 'codespan':
      return <code key={key}>{token.text}</code>
    case 'br':
      return <br key={key} />
    case 'html':
      return LINE_BREAK.test(token.raw) ? <br key={key} /> : token.raw
    case 'link':
      return (
        <InertLink key={key} href={token.href}>
          {renderInline(token.tokens)}
        </InertLink>
      )
    case 'image':
      return <RemotePicture key={key} href={token.href} words={decodeEntities(token.text)} />
    case 'math':
      return <Formula key={key} source={token.text} isDisplay={token.isDisplay} />
    case 'footnoteMark':
      return <FootnoteMark key={key} label={token.label} />
    case 'checkbox':
      return <Checkbox key={key} isChecked={token.checked} />
    default:
      return token.raw
  }
}

/** Looks like a link and is a button: nothing is fetched or prefetched, and the whole address shows before it is opened. */
function InertLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const { openLink } = useContext(MarkdownActionsContext)
  const policy = linkPolicy(href)
  if (policy.kind === 'inert') {
    return (
      <span title={policy.address}>
        {children} <span className="md-address">({policy.address})</span>
      </span>
    )
  }
  return (
    <button type="button" role="link" className="md-link" title={policy.url} onClick={() => openLink(policy.url)}>
      {children}
    </button>
  )
}

export function Checkbox({ isChecked }: { readonly isChecked: boolean }) {
  return (
    <input
      type="checkbox"
      className="md-checkbox"
      checked={isChecked}
      readOnly
      disabled
      aria-label={isChecked ? 'done' : 'to do'}
    />
  )
}
