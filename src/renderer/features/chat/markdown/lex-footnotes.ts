import type { Token, TokenizerExtension, Tokens } from 'marked'
import { endOfLine, startOfLine } from './lex-math'

/** `[^label]` in a text. */
export interface FootnoteMarkToken {
  readonly type: 'footnoteMark'
  readonly raw: string
  readonly label: string
}

/** `[^label]: words`, to the next blank line or note. */
export interface FootnoteToken {
  readonly type: 'footnote'
  readonly raw: string
  readonly label: string
  readonly tokens: readonly Token[]
}

export const isFootnote = (token: Token | FootnoteToken): token is FootnoteToken => token.type === 'footnote'

const NOTE = /^ {0,3}\[\^([^\]\s[]{1,100})\]:[ \t]*/
const MARK = /^\[\^([^\]\s[]{1,100})\]/

const noteExtension: TokenizerExtension = {
  name: 'footnote',
  level: 'block',
  start: (src) => startOfLine(src, '[^'),
  tokenizer(src): Tokens.Generic | undefined {
    const opening = NOTE.exec(src)
    if (!opening) return undefined
    let end = endOfLine(src, opening[0].length)
    while (end < src.length) {
      const lineEnd = endOfLine(src, end)
      const line = src.slice(end, lineEnd)
      if (line.trim() === '' || NOTE.test(line)) break
      end = lineEnd
    }
    const tokens: Token[] = []
    this.lexer.inline(src.slice(opening[0].length, end).trim(), tokens)
    return { type: 'footnote', raw: src.slice(0, end), label: opening[1]!, tokens }
  },
  childTokens: ['tokens'],
}

const markExtension: TokenizerExtension = {
  name: 'footnoteMark',
  level: 'inline',
  tokenizer: (src): Tokens.Generic | undefined => {
    const [raw, label] = MARK.exec(src) ?? []
    return raw === undefined || label === undefined ? undefined : { type: 'footnoteMark', raw, label }
  },
}

export const FOOTNOTE_EXTENSIONS: readonly TokenizerExtension[] = [noteExtension, markExtension]
