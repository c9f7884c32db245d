/** A prompt that is kept under a name; `{{word}}` in it is a place to fill in. */
export interface SavedPrompt {
  readonly id: string
  /** Without spaces, because it is typed behind a slash. */
  readonly name: string
  readonly text: string
}

const PLACE = /\{\{\s*([^{}\n]{1,60}?)\s*\}\}/g

/** The next place to fill in at or after `from`, else the first one; null where there is none. */
export function nextPlace(text: string, from: number): { readonly start: number; readonly end: number } | null {
  const places = [...text.matchAll(PLACE)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
  return places.find(({ start }) => start >= from) ?? places[0] ?? null
}

/** Names of the places that still have to be filled in, each once. */
export function placesIn(text: string): readonly string[] {
  return text.includes('{{') ? [...new Set([...text.matchAll(PLACE)].map((match) => match[1] ?? ''))] : []
}

/** A name that can be typed behind a slash: "Shot list" becomes "shot-list". */
export function promptNameFrom(words: string): string {
  return words
    .trim()
    .toLowerCase()
    .replace(/^\/+/, '')
    .replace(/[\s/]+/g, '-')
    .slice(0, 60)
}
