import type { Token } from 'marked'
import { memo } from 'react'
import { Block } from './blocks'
import { FootnoteFrame, footnotesIn } from './footnotes'
import { renderInline } from './inline'
import type { FootnoteToken } from './lex-footnotes'
import { CHUNKS_PER_PAGE, DistantPage, sameChunks } from './pages'
import { useChunks } from './use-chunks'
import './markdown.css'

export interface StreamedMarkdownProps {
  readonly text: string
  /** True while more text is coming: half-written syntax at the end is then shown as if it were whole. */
  readonly isOpen: boolean
}

/** Tokens that {@link Block} draws nothing for. */
const UNDRAWN: ReadonlySet<string> = new Set(['space', 'def', 'footnote'])

/** Answers above this many chunks keep only what is near the view in the page. */
const WINDOWED_ABOVE = 48

/**
 * Markdown that may still grow. Only its last blocks are parsed and rendered with each update. It loads nothing:
 * no HTML, no picture, no link is acted on by itself.
 */
export const StreamedMarkdown = memo(function StreamedMarkdown({ text, isOpen }: StreamedMarkdownProps) {
  const chunks = useChunks(text, isOpen)
  return (
    <div className="md" data-selectable data-growing={isOpen || undefined}>
      <FootnoteFrame notes={footnotesIn(chunks)} isOpen={isOpen} renderNote={renderNote}>
        {chunks.length <= WINDOWED_ABOVE ? (
          <Chunks chunks={chunks} isLastOpen={isOpen} />
        ) : (
          <Pages chunks={chunks} isLastOpen={isOpen} />
        )}
      </FootnoteFrame>
    </div>
  )
})

const renderNote = (note: FootnoteToken) => renderInline(note.tokens)

interface ChunksProps {
  readonly chunks: readonly (readonly Token[])[]
  /** True where more text may still come into the last of them. */
  readonly isLastOpen: boolean
}

function Chunks({ chunks, isLastOpen }: ChunksProps) {
  return chunks.map((tokens, index) => (
    <Chunk key={index} tokens={tokens} isLastOpen={isLastOpen && index === chunks.length - 1} />
  ))
}

function Pages({ chunks, isLastOpen }: ChunksProps) {
  const pages = []
  for (let start = 0; start < chunks.length; start += CHUNKS_PER_PAGE) {
    const end = start + CHUNKS_PER_PAGE
    pages.push(<Page key={start} chunks={chunks.slice(start, end)} isLastOpen={isLastOpen && end >= chunks.length} />)
  }
  return pages
}

const Page = memo(
  function Page(props: ChunksProps) {
    return (
      <DistantPage chunks={props.chunks} isAlwaysShown={props.isLastOpen}>
        {() => <Chunks {...props} />}
      </DistantPage>
    )
  },
  (left, right) => left.isLastOpen === right.isLastOpen && sameChunks(left.chunks, right.chunks),
)

interface ChunkProps {
  readonly tokens: readonly Token[]
  readonly isLastOpen: boolean
}

/** The element around some blocks lets the page skip what is out of sight while an answer grows. */
const Chunk = memo(function Chunk({ tokens, isLastOpen }: ChunkProps) {
  const first = tokens.find(({ type }) => !UNDRAWN.has(type))
  return (
    <div className="md-chunk" data-leads={first?.type === 'heading' ? 'heading' : undefined}>
      {tokens.map((token, index) => (
        <Block key={index} token={token} isClosed={!isLastOpen || index < tokens.length - 1} />
      ))}
    </div>
  )
})
