/** True when each word of the search begins somewhere in the text: "go lib" finds "Go to Library". */
export function matchesWords(text: string, search: string): boolean {
  const haystack = text.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => haystack.includes(word))
}
