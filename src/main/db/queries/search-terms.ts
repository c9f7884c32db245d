/** What a search asks for: every word must occur, a quoted text as it stands. */
export interface SearchTerms {
  /** An FTS5 expression of the words that the trigram index can answer; null where there are none. */
  readonly match: string | null
  /** LIKE patterns (escape character `\`) for words of one or two characters. */
  readonly patterns: readonly string[]
}

/** The trigram index knows nothing shorter. */
const MIN_INDEXED_CHARACTERS = 3
const MAX_TERMS = 12

/** Reads any text; nothing in it is syntax but the double quotes around a phrase. Null where nothing is asked for. */
export function parseSearch(text: string): SearchTerms | null {
  const terms = splitTerms(text).slice(0, MAX_TERMS)
  if (terms.length === 0) return null
  const long = terms.filter((term) => lengthOf(term) >= MIN_INDEXED_CHARACTERS)
  const short = terms.filter((term) => lengthOf(term) < MIN_INDEXED_CHARACTERS)
  return {
    match: long.length === 0 ? null : long.map((term) => `"${term.replaceAll('"', '""')}"`).join(' AND '),
    patterns: short.map((term) => `%${term.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`),
  }
}

function splitTerms(text: string): readonly string[] {
  // The separator of the search text and NUL could not be found or would end the expression.
  const clean = text.replaceAll(/[\p{Cc}\p{Surrogate}]/gu, ' ')
  return [...clean.matchAll(/"([^"]*)"|[^\s"]+/g)].map((found) => (found[1] ?? found[0]).trim()).filter(Boolean)
}

const lengthOf = (text: string): number => Array.from(text).length
