/** The end of a sentence: a full stop before a space, or the end of a line. */
const SENTENCE_END = /[.!?…]["”’)]?(?=\s)|[。！？]|\n/g

/** Where the last whole sentence of a growing text ends; 0 where there is none yet. */
export function endOfLastSentence(text: string): number {
  let end = 0
  for (const match of text.matchAll(SENTENCE_END)) end = match.index + match[0].length
  return end
}

export interface Announcement {
  /** Empty where nothing of it is read aloud. */
  readonly words: string
  /** How much of the text has been told with it. */
  readonly until: number
}

/** What is to be told now of a growing answer of which so much was told: whole sentences, at its end the rest too. */
export function nextAnnouncement(text: string, told: number, isWhole: boolean): Announcement | null {
  const rest = text.slice(told)
  const length = isWhole ? rest.length : endOfLastSentence(rest)
  return length === 0 ? null : { words: spokenWords(rest.slice(0, length)), until: told + length }
}

/** Markdown as it is read aloud: without its marks. */
export function spokenWords(text: string): string {
  return text
    .replace(/```[\s\S]*?(?:```|$)/g, ' (code) ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[ \t]*(?:#{1,6}|>|[-*+]|\|)[ \t]*/gm, '')
    .replace(/[*_`~|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
