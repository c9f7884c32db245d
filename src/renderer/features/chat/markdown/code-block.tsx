import { Check, Copy, Eye, Workflow, WrapText } from 'lucide-react'
import { Fragment, memo, useContext, useState } from 'react'
import { IconButton } from '@renderer/ui/icon-button'
import type { HighlightedLine } from './highlight-protocol'
import { MarkdownActionsContext } from './markdown-actions'
import { SandboxFrame } from './sandbox-frame'
import { useHighlight } from './use-highlight'

export interface CodeBlockProps {
  readonly code: string
  /** As the answer names it; empty where it does not. */
  readonly language: string
  /** Colours come once the block is whole: until then they would change with every line. */
  readonly isClosed: boolean
}

interface Drawing {
  readonly page: 'diagram' | 'page'
  readonly show: string
  readonly hide: string
}

const DIAGRAM: Drawing = { page: 'diagram', show: 'Draw the diagram', hide: 'Hide the diagram' }
const PAGE: Drawing = { page: 'page', show: 'Show the page, without network and scripts', hide: 'Hide the page' }
/** What can be seen as well as read, by the name of its language. */
const DRAWINGS: Readonly<Record<string, Drawing>> = { mermaid: DIAGRAM, html: PAGE, svg: PAGE }
const MAX_DRAWN_LENGTH = 500_000

export const CodeBlock = memo(function CodeBlock({ code, language, isClosed }: CodeBlockProps) {
  const { copyText } = useContext(MarkdownActionsContext)
  const [isWrapped, setIsWrapped] = useState(false)
  const [isCopied, setIsCopied] = useState(false)
  const [isDrawn, setIsDrawn] = useState(false)
  const lines = useHighlight(code, language, isClosed)
  const drawing = isClosed && code.length <= MAX_DRAWN_LENGTH ? DRAWINGS[language] : undefined
  const copy = (): void => {
    copyText(code)
    setIsCopied(true)
    setTimeout(() => setIsCopied(false), 1_500)
  }
  return (
    <figure className="md-code" aria-label={language ? `Code in ${language}` : 'Code'}>
      <figcaption>
        <span>{language || 'text'}</span>
        <span className="md-code-tools">
          {drawing ? (
            <IconButton
              size="small"
              label={isDrawn ? drawing.hide : drawing.show}
              icon={drawing === DIAGRAM ? <Workflow /> : <Eye />}
              isPressed={isDrawn}
              onClick={() => setIsDrawn(!isDrawn)}
            />
          ) : null}
          <IconButton
            size="small"
            label={isWrapped ? 'Do not wrap lines' : 'Wrap lines'}
            icon={<WrapText />}
            isPressed={isWrapped}
            onClick={() => setIsWrapped(!isWrapped)}
          />
          <IconButton
            size="small"
            label={isCopied ? 'Copied' : 'Copy code'}
            icon={isCopied ? <Check /> : <Copy />}
            onClick={copy}
          />
        </span>
      </figcaption>
      <pre tabIndex={0} data-wrapped={isWrapped || undefined}>
        <code>{lines ? <ColouredLines lines={lines} /> : code}</code>
      </pre>
      {drawing && isDrawn ? (
        <SandboxFrame key={code} page={drawing.page} content={code} title={drawing === DIAGRAM ? 'Diagram' : 'Page'} />
      ) : null}
    </figure>
  )
})

function ColouredLines({ lines }: { readonly lines: readonly HighlightedLine[] }) {
  return lines.map((line, lineIndex) => (
    <Fragment key={lineIndex}>
      {lineIndex > 0 ? '\n' : null}
      {line.map(([text, kind], index) =>
        kind ? (
          <span key={index} className={`tok-${kind}`}>
            {text}
          </span>
        ) : (
          text
        ),
      )}
    </Fragment>
  ))
}
