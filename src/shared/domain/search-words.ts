/** What a search text asks for: words, and quoted texts as they stand. */
export function searchWordsOf(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"|[^\s"]+/g)].map((found) => (found[1] ?? found[0]).trim()).filter(Boolean)
}

/** Where the words stand in a text, in order, without regard to case; overlapping places are joined. */
export function findWords(text: string, words: readonly string[], limit = 1_000): readonly TextPlace[] {
  const wanted = words.filter((word) => word !== '').map(escapePattern)
  if (wanted.length === 0) return []
  // Longer ones first: "shot list" is to win over "shot".
  const pattern = new RegExp(wanted.toSorted((left, right) => right.length - left.length).join('|'), 'giu')
  const places: TextPlace[] = []
  for (const match of text.matchAll(pattern)) {
    places.push({ start: match.index, end: match.index + match[0].length })
    if (places.length >= limit) break
  }
  return places
}

export interface TextPlace {
  readonly start: number
  readonly end: number
}

const AROUND = 70

/** A line of a long text around the first of the words, for a list of hits. */
export function snippetOf(text: string, words: readonly string[]): string {
  const start = findWords(text, words, 1)[0]?.start ?? 0
  const from = Math.max(0, start - AROUND)
  const cut = Array.from(text.slice(from, start + 2 * AROUND)).join('')
  const line = cut
    .replaceAll(/\p{Surrogate}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return `${from > 0 ? '…' : ''}${line}${start + 2 * AROUND < text.length ? '…' : ''}`
}

const escapePattern = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
