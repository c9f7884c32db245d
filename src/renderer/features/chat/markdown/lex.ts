import { Lexer, Marked, type Token, type TokensList } from 'marked'
import { FOOTNOTE_EXTENSIONS } from './lex-footnotes'
import { MATH_EXTENSIONS } from './lex-math'

/** Deeper nesting than anybody writes; more would overflow the stack of the lexer or of React. */
const MAX_CONTAINER_DEPTH = 60
const DEEP_NESTING = new RegExp(`^(?:[ \\t]*(?:>|[-*+]|\\d{1,9}[.)])[ \\t]*){${MAX_CONTAINER_DEPTH}}`, 'm')

const GFM = { gfm: true, breaks: false } as const
const EXTENDED = new Marked({ ...GFM, extensions: [...FOOTNOTE_EXTENSIONS, ...MATH_EXTENSIONS] }).defaults
/** Without one of these, the extensions have nothing to say and only cost time. */
const NEEDS_EXTENSIONS = /\$|\[\^|\\[([]/

/** GitHub-flavoured Markdown with formulas and footnotes, as marked's tokens. What the lexer cannot take becomes plain text instead of an error. */
export function lexMarkdown(text: string): TokensList {
  if (DEEP_NESTING.test(text)) return asPlainText(text)
  try {
    return new Lexer(NEEDS_EXTENSIONS.test(text) ? EXTENDED : GFM).lex(text)
  } catch {
    return asPlainText(text)
  }
}

function asPlainText(text: string): TokensList {
  const tokens: Token[] = [{ type: 'paragraph', raw: text, text, tokens: [{ type: 'text', raw: text, text }] }]
  return Object.assign(tokens, { links: {} })
}

/** The same line ends that the lexer makes, so that lengths of raw text add up. */
export function normaliseLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n|\r/g, '\n') : text
}

/** Link definitions change how other blocks read, so a text that holds one is always parsed whole. Footnotes do not. */
const DEFINITION = /^[ \t>*+\-\d.)]*\[(?!\s*\]|\^[^\]\s[]{1,100}\]:)(?:\\[\s\S]|[^[\]\\])+\]:/m

export function mayHoldDefinition(text: string): boolean {
  return text.includes(']:') && DEFINITION.test(text)
}
