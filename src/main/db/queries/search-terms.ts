import { pairsOf } from '../search-grams'

/** What a search asks for: every word must occur, a quoted text as it stands. One of the two is never null. */
export interface SearchTerms {
  /** An FTS5 expression for the trigram index: the words of three characters and up; null where there are none. */
  readonly words: string | null
  /**
   * An FTS5 expression for the index of one and two characters; null where no word is that short. It also names pairs
   * of the longer words, so that it leaves hardly a hit that they do not share.
   */
  readonly grams: string | null
  /**
   * LIKE patterns (escape character `\`) of the longer words, to check a hit of `grams` by its text, which is cheaper
   * than by the trigram index. Null where LIKE cannot judge, because it folds the case of ASCII alone.
   */
  readonly checks: readonly string[] | null
}

/** The trigram index knows nothing shorter. */
const MIN_TRIGRAM_CHARACTERS = 3
const MAX_PAIRS_PER_WORD = 8

const MAX_TERMS = 12

/** Reads any text; nothing in it is syntax but the double quotes around a phrase. Null where nothing is asked for. */
export function parseSearch(text: string): SearchTerms | null {
  // The separator of the search text and NUL could not be found or would end the expression.
  const clean = text.replaceAll(/[\p{Cc}\p{Surrogate}]/gu, ' ')
  const terms = [...clean.matchAll(/"([^"]*)"|[^\s"]+/g)].map((found) => (found[1] ?? found[0]).trim())
  return searchTermsOf(terms.filter((term) => term !== '').slice(0, MAX_TERMS))
}

/** Texts that must all occur, each as it stands. Null where nothing is asked for. */
export function searchTermsOf(asked: readonly string[]): SearchTerms | null {
  if (asked.length === 0) return null
  const terms = asked.map(composed)
  const long = terms.filter((term) => lengthOf(term) >= MIN_TRIGRAM_CHARACTERS)
  const short = terms.filter((term) => lengthOf(term) < MIN_TRIGRAM_CHARACTERS)
  const pairs = long.flatMap((term) => pairsOf(term, MAX_PAIRS_PER_WORD))
  return {
    words: long.length === 0 ? null : allOf(long),
    grams: short.length === 0 ? null : allOf([...new Set([...short, ...pairs])]),
    checks: long.every(isJudgedByLike) ? long.map(patternOf) : null,
  }
}

/** Names from a Mac hold letters and their marks apart; the texts of the index hold them as one. */
const composed = (term: string): string => term.normalize('NFC')

const isJudgedByLike = (term: string): boolean => {
  const beyondAscii = term.replaceAll(/[ -~]/g, '')
  return beyondAscii.toLowerCase() === beyondAscii.toUpperCase()
}

/**
 * The terms without what must not occur, as far as the same index can leave it out, and the texts that it cannot. A
 * search by words and not by others would else look at the text of each hit.
 */
export function leaveOut(
  terms: SearchTerms | null,
  texts: readonly string[],
): { readonly terms: SearchTerms | null; readonly rest: readonly string[] } {
  if (terms === null || terms.words === null || terms.grams !== null) return { terms, rest: texts }
  const left = texts.map(termExpression).filter(({ index }) => index === 'asset_search')
  const words = left.reduce((asked, { expression }) => `(${asked}) NOT (${expression})`, terms.words)
  return {
    terms: { ...terms, words },
    rest: texts.filter((text) => termExpression(text).index !== 'asset_search'),
  }
}

/** Finds a text by LIKE; null where LIKE cannot judge, see {@link SearchTerms.checks}. */
export const likePattern = (term: string): string | null => (isJudgedByLike(term) ? patternOf(composed(term)) : null)

const patternOf = (term: string): string => `%${term.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

const allOf = (terms: readonly string[]): string => terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(' AND ')

/** The index that knows a single text, and what to ask it. */
export function termExpression(text: string): {
  readonly index: 'asset_search' | 'asset_gram'
  readonly expression: string
} {
  const term = composed(text)
  return { index: lengthOf(term) < MIN_TRIGRAM_CHARACTERS ? 'asset_gram' : 'asset_search', expression: allOf([term]) }
}

const lengthOf = (text: string): number => Array.from(text).length
