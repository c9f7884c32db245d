import type { Token } from 'marked'
import { memo, useState } from 'react'
import { Block } from './blocks'
import { CHUNK_SIZE, createBlockSplitter, type SplitText } from './split-blocks'
import './markdown.css'

export interface StreamedMarkdownProps {
  readonly text: string
  /** True while more text is coming: half-written syntax at the end is then shown as if it were whole. */
  readonly isOpen: boolean
}

/**
 * Markdown that may still grow. Only its last blocks are parsed and rendered with each update. It loads nothing:
 * no HTML, no picture, no link is acted on by itself.
 */
export const StreamedMarkdown = memo(function StreamedMarkdown({ text, isOpen }: StreamedMarkdownProps) {
  // The splitter remembers what it has parsed, but answers for one text always the same.
  const [split] = useState(createBlockSplitter)
  const chunks = chunksOf(split(text, isOpen))
  return (
    <div className="md" data-selectable>
      {chunks.map((tokens, index) => (
        <Chunk key={index} tokens={tokens} isLastOpen={isOpen && index === chunks.length - 1} />
      ))}
    </div>
  )
})

interface ChunkProps {
  readonly tokens: readonly Token[]
  /** True where more text may still come into the last of them. */
  readonly isLastOpen: boolean
}

const Chunk = memo(function Chunk({ tokens, isLastOpen }: ChunkProps) {
  return tokens.map((token, index) => (
    <Block key={index} token={token} isClosed={!isLastOpen || index < tokens.length - 1} />
  ))
})

/** A block keeps its place from its first letter on, so that closing it does not build it anew. */
function chunksOf({ closed, tail }: SplitText): readonly (readonly Token[])[] {
  const full = closed.filter((chunk) => chunk.length === CHUNK_SIZE)
  const rest = [...closed.slice(full.length).flat(), ...tail]
  const chunks = [...full]
  for (let start = 0; start < rest.length; start += CHUNK_SIZE) chunks.push(rest.slice(start, start + CHUNK_SIZE))
  return chunks
}
