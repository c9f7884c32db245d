import type { Token } from 'marked'
import remend from 'remend'
import { lexMarkdown } from './lex'

/** Blocks whose inline syntax may still be open; code and HTML are shown as they are. */
const COMPLETABLE: ReadonlySet<string> = new Set(['paragraph', 'heading', 'list', 'blockquote', 'table', 'text'])

/** Above this length the last block is not completed: nobody reads its end while it grows so fast. */
const MAX_COMPLETED_LENGTH = 20_000

const OPTIONS = {
  linkMode: 'text-only',
  htmlTags: false,
  katex: false,
  inlineKatex: false,
  comparisonOperators: false,
  singleTilde: false,
} as const

/**
 * Closes emphasis, code and links that are still being written, so that half of `**bold` is not shown
 * as asterisks first and as bold text a moment later.
 */
export function completeTail(tokens: readonly Token[]): readonly Token[] {
  const index = tokens.findLastIndex((token) => token.type !== 'space')
  const last = tokens[index]
  if (!last || !COMPLETABLE.has(last.type) || last.raw.length > MAX_COMPLETED_LENGTH) return tokens
  const completed = remend(last.raw, OPTIONS)
  if (completed === last.raw) return tokens
  return [...tokens.slice(0, index), ...lexMarkdown(completed)]
}
