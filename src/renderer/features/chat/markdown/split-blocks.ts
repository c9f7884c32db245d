import type { Token, TokensList } from 'marked'
import { completeTail } from './complete-tail'
import { lexMarkdown, mayHoldDefinition, normaliseLineEnds } from './lex'
import { type PlainBlock, plainBlockAt, plainPieces } from './plain-pieces'

/** A growing text as blocks. */
export interface SplitText {
  /** Blocks that no further text can change, in chunks that keep their identity once full. */
  readonly closed: readonly (readonly Token[])[]
  /** The last blocks, parsed anew with each update. */
  readonly tail: readonly Token[]
}

export type BlockSplitter = (text: string, isOpen: boolean) => SplitText

/** Chunks spare React a look at hundreds of finished blocks with each update. */
export const CHUNK_SIZE = 16

/**
 * How many of the last blocks stay open. The first line of a new block may still turn out to belong to the
 * block before it ("2" → "2." goes on a list, "#" → "#x" goes on a paragraph), but never to the one before that.
 */
const OPEN_BLOCKS = 2

/** A text that is there at once is read in steps, so that a block of absurd length is noticed before it is parsed. */
const STEP_LENGTH = 32_000
/** Blocks above this are shown as the plain text they are: parsing a list of 100,000 lines anew with each word would freeze the page. */
const MAX_OPEN_LENGTH = 64_000

/**
 * Makes a splitter for one growing text: a call with more text parses only what may have changed, and answers
 * with what a parse of the whole text would. Text that does not go on from the last call starts anew.
 */
export function createBlockSplitter(): BlockSplitter {
  let text = ''
  let closedLength = 0
  let full: (readonly Token[])[] = []
  let lastChunk: readonly Token[] = []
  let whole: TokensList | null = null
  /** Set while a block of absurd length goes on. */
  let plain: PlainBlock | null = null

  const close = (tokens: readonly Token[]): void => {
    for (const token of tokens) {
      closedLength += token.raw.length
      lastChunk = [...lastChunk, token]
      if (lastChunk.length < CHUNK_SIZE) continue
      full.push(lastChunk)
      lastChunk = []
    }
  }
  const splitWhole = (): SplitText => {
    whole = keepKnown(lexMarkdown(text), whole)
    return { closed: [], tail: whole }
  }

  return (nextText, isOpen) => {
    const next = normaliseLineEnds(nextText)
    if (!next.startsWith(text)) {
      closedLength = 0
      full = []
      lastChunk = []
      whole = null
      plain = null
    }
    let end = Math.min(next.length, text.length + STEP_LENGTH)
    text = next
    for (;;) {
      const rest = text.slice(closedLength, end)
      if (whole) return splitWhole()
      if (rest.length >= MAX_OPEN_LENGTH) plain ??= plainBlockAt(rest)
      if (plain) {
        const ending = plain.end.exec(rest)
        if (ending) {
          close(plainPieces(rest.slice(0, ending.index + ending[0].length), plain.isCode))
          plain = null
          continue
        }
      } else if (mayHoldDefinition(rest)) return splitWhole()
      const tokens = plain ? plainPieces(rest, plain.isCode) : lexMarkdown(rest)
      if (Object.keys(tokens.links).length > 0 || !isLossless(tokens, rest)) return splitWhole()
      const boundary = openFrom(tokens)
      close(tokens.slice(0, boundary))
      const tail = tokens.slice(boundary)
      if (end === text.length) {
        const closed = lastChunk.length > 0 ? [...full, lastChunk] : [...full]
        return { closed, tail: isOpen ? completeTail(tail) : tail }
      }
      end = Math.min(text.length, end + STEP_LENGTH)
    }
  }
}

function openFrom(tokens: readonly Token[]): number {
  let openCount = 0
  for (let index = tokens.length - 1; index > 0; index -= 1) {
    if (tokens[index]?.type !== 'space') openCount += 1
    if (openCount >= OPEN_BLOCKS && isWall(tokens[index - 1])) return index
  }
  return 0
}

/** Whether nothing after it can flow back into it: without a blank line, a paragraph may take in what follows. */
function isWall(token: Token | undefined): boolean {
  if (!token) return false
  return token.type === 'space' || token.type === 'heading' || token.type === 'plain' || /\n[ \t]*\n$/.test(token.raw)
}

/** Whether the blocks' raw texts add up to the text; only then is a length a place in it. */
function isLossless(tokens: readonly Token[], text: string): boolean {
  return tokens.reduce((sum, token) => sum + token.raw.length, 0) === text.length
}

/** Blocks that did not change keep their identity, so that they are not rendered again. */
function keepKnown(tokens: TokensList, known: TokensList | null): TokensList {
  if (!known || JSON.stringify(known.links) !== JSON.stringify(tokens.links)) return tokens
  const kept = tokens.map((token, index) => {
    const former = known[index]
    return former && isSame(former, token) ? former : token
  })
  return Object.assign(kept, { links: tokens.links })
}

/** The lexer may read the same raw text in two ways, depending on what follows. */
function isSame(former: Token, token: Token): boolean {
  return former.raw === token.raw && former.type === token.type && textIn(former) === textIn(token)
}

const textIn = (token: Token): unknown => ('text' in token ? token.text : null)
