/** What never stands inside a word, so that no search asks for it. */
const GAP = /[\s\p{Z}\p{Cc}\p{Surrogate}]/u

/** Every one and every two neighbouring characters of a text, each once, with spaces between. */
export function gramsOf(text: string): string {
  const grams = new Set<string>()
  let before = ''
  for (const character of text) {
    if (GAP.test(character)) {
      before = ''
      continue
    }
    grams.add(character)
    if (before) grams.add(before + character)
    before = character
  }
  return [...grams].join(' ')
}

/** The pairs of neighbouring characters of a text, at most so many: whatever contains the text contains these. */
export function pairsOf(text: string, limit: number): readonly string[] {
  return gramsOf(text)
    .split(' ')
    .filter((gram) => Array.from(gram).length === 2)
    .slice(0, limit)
}
