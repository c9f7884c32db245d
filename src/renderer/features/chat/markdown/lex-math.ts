import type { TokenizerExtension, Tokens } from 'marked'

/** A formula inside a line. */
export interface MathToken {
  readonly type: 'math'
  readonly raw: string
  readonly text: string
  /** True for one that stands for itself: `$$…$$`, `\[…\]`. */
  readonly isDisplay: boolean
}

/** Lines from `$$` or `\[` to its end, or to the next blank line where it has none (yet). */
export interface MathBlockToken {
  readonly type: 'mathBlock'
  readonly raw: string
  readonly text: string
  readonly isWhole: boolean
}

const BLOCK_OPENING = /^ {0,3}(\$\$|\\\[)[ \t]*(?:\n|$)/

/**
 * A block's extent must not depend on what comes after a blank line: an open formula that waited for its end
 * without limit could swallow blocks that were closed before.
 */
const blockExtension: TokenizerExtension = {
  name: 'mathBlock',
  level: 'block',
  start: (src) => startOfLine(src, '$$') ?? startOfLine(src, '\\['),
  tokenizer: (src) => {
    const opening = BLOCK_OPENING.exec(src)
    if (!opening) return undefined
    const closer = opening[1] === '$$' ? '$$' : '\\]'
    let end = opening[0].length
    let isWhole = false
    while (end < src.length && !isWhole) {
      const lineEnd = endOfLine(src, end)
      const line = src.slice(end, lineEnd).trim()
      if (line === '') break
      isWhole = line.endsWith(closer)
      end = lineEnd
    }
    const inner = src.slice(opening[0].length, end).trimEnd()
    return generic({
      type: 'mathBlock',
      raw: src.slice(0, end),
      text: (isWhole ? inner.slice(0, -closer.length) : inner).trim(),
      isWhole,
    })
  },
}

const INLINE: readonly (readonly [pattern: RegExp, isDisplay: boolean])[] = [
  [/^\$\$(?!\$)((?:[^$\\]|\\[\s\S]|\$(?!\$))+?)\$\$/, true],
  // As Pandoc reads it, so that "$5 and $6" stays money.
  [/^\$(?![\s$])((?:[^$\\\n]|\\[^\n])+?)(?<!\s)\$(?![\d$])/, false],
  [/^\\\(([\s\S]+?)\\\)/, false],
  [/^\\\[([\s\S]+?)\\\]/, true],
]
/** Longer ones are not formulas but text with a stray sign. */
const MAX_INLINE_LENGTH = 2_000

const inlineExtension: TokenizerExtension = {
  name: 'math',
  level: 'inline',
  // The other openings begin with signs at which marked stops by itself.
  start: (src) => {
    const at = src.indexOf('$')
    return at < 0 ? undefined : at
  },
  tokenizer: (src) => {
    const first = src.charCodeAt(0)
    if (first !== DOLLAR && first !== BACKSLASH) return undefined
    const head = src.slice(0, MAX_INLINE_LENGTH)
    for (const [pattern, isDisplay] of INLINE) {
      const [raw, text] = pattern.exec(head) ?? []
      if (raw !== undefined && text !== undefined) return generic({ type: 'math', raw, text: text.trim(), isDisplay })
    }
    return undefined
  },
}

const DOLLAR = 36
const BACKSLASH = 92

export const MATH_EXTENSIONS: readonly TokenizerExtension[] = [blockExtension, inlineExtension]

/** Where the next line that begins with `opening` starts, after the first line. */
export function startOfLine(src: string, opening: string): number | undefined {
  const before = src.indexOf(`\n${opening}`)
  return before < 0 ? undefined : before + 1
}

/** The place behind the line's end. */
export function endOfLine(src: string, from: number): number {
  const at = src.indexOf('\n', from)
  return at < 0 ? src.length : at + 1
}

const generic = (token: MathToken | MathBlockToken): Tokens.Generic => ({ ...token })
