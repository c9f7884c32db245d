import type { Token, TokensList } from 'marked'

/** A piece of a text that is too long to be parsed while it grows. */
export interface PlainToken {
  readonly type: 'plain'
  readonly raw: string
  readonly text: string
  /** True inside a block of code. */
  readonly isCode: boolean
}

const PIECE_LENGTH = 8_000

/** A block that became too long, and how it goes on. */
export interface PlainBlock {
  /** Where it ends: code at its closing fence, everything else at a blank line. */
  readonly end: RegExp
  readonly isCode: boolean
}

export function plainBlockAt(text: string): PlainBlock {
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1]
  if (fence === undefined) return { end: /\n[ \t]*\n/, isCode: false }
  return { end: new RegExp(`\\n {0,3}${fence}[ \\t]*\\n`), isCode: true }
}

/** Cuts a text into pieces at line ends where there are some; only the last of them changes as the text grows. */
export function plainPieces(text: string, isCode: boolean): TokensList {
  const pieces: PlainToken[] = []
  for (let start = 0; start < text.length;) {
    const end = endOfPiece(text, start)
    const raw = text.slice(start, end)
    pieces.push({ type: 'plain', raw, text: raw, isCode })
    start = end
  }
  return Object.assign(pieces as Token[], { links: {} })
}

function endOfPiece(text: string, start: number): number {
  if (text.length - start <= PIECE_LENGTH) return text.length
  const lineEnd = text.lastIndexOf('\n', start + PIECE_LENGTH)
  return lineEnd > start ? lineEnd + 1 : start + PIECE_LENGTH
}
