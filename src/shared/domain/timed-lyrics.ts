/** One word of a song and when it is sung, in seconds. */
export interface TimedWord {
  readonly text: string
  readonly startSeconds: number
  readonly endSeconds: number
}

export interface TimedLine {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly words: readonly TimedWord[]
}

/**
 * Words with their times as an LRC file with word stamps, the usual text format for karaoke:
 * `[00:01.31]<00:01.31>Snow <00:01.71>on`, ending with the time at which the last word ends.
 * A word that holds a line break ends its line there.
 */
export function toLrc(words: readonly TimedWord[]): string {
  return linesOf(words)
    .map((line) => {
      const [first] = line
      const last = line.at(-1)
      if (!first || !last) return ''
      const sung = line.map(({ text, startSeconds }) => `<${stamp(startSeconds)}>${text}`).join(' ')
      return `[${stamp(first.startSeconds)}]${sung} <${stamp(last.endSeconds)}>`
    })
    .join('\n')
}

const LINE = /^\[(\d{1,3}):(\d{2}(?:\.\d{1,3})?)\](.*)$/
const WORD = /<(\d{1,3}):(\d{2}(?:\.\d{1,3})?)>([^<]*)/g

/** The lines of an LRC text, with or without word stamps, in the order of their times. Empty for any other text. */
export function parseLrc(text: string): readonly TimedLine[] {
  const lines = text
    .split('\n')
    .flatMap((line) => readLine(line.trim()))
    .toSorted((a, b) => a.startSeconds - b.startSeconds)
  return lines.map((line, index) => {
    const nextSeconds = lines[index + 1]?.startSeconds ?? Number.POSITIVE_INFINITY
    return { ...line, endSeconds: Math.max(line.startSeconds, Math.min(line.endSeconds, nextSeconds)) }
  })
}

/** Index of the line that is sung at a time, or that was sung last; -1 before the first. */
export function lineAt(lines: readonly TimedLine[], seconds: number): number {
  return lines.findLastIndex(({ startSeconds }) => startSeconds <= seconds)
}

function readLine(line: string): readonly TimedLine[] {
  const found = LINE.exec(line)
  if (!found) return []
  const startSeconds = secondsOf(found[1], found[2])
  const rest = found[3] ?? ''
  const stamps = [...rest.matchAll(WORD)].map(([, minutes, seconds, word = '']) => ({
    at: secondsOf(minutes, seconds),
    text: word.trim(),
  }))
  const words = stamps.flatMap(({ at, text }, index) =>
    text === '' ? [] : [{ text, startSeconds: at, endSeconds: stamps[index + 1]?.at ?? Number.POSITIVE_INFINITY }],
  )
  if (words.length > 0) return [{ startSeconds, endSeconds: words.at(-1)?.endSeconds ?? startSeconds, words }]
  const plain = rest.trim()
  const endSeconds = Number.POSITIVE_INFINITY
  return plain === '' ? [] : [{ startSeconds, endSeconds, words: [{ text: plain, startSeconds, endSeconds }] }]
}

function secondsOf(minutes = '0', seconds = '0'): number {
  return Number(minutes) * 60 + Number(seconds)
}

function linesOf(words: readonly TimedWord[]): readonly (readonly TimedWord[])[] {
  const lines: TimedWord[][] = [[]]
  for (const word of words) {
    // A heading such as “[Verse]” stands before a line break in the same word.
    const parts = word.text.split('\n')
    for (const [index, part] of parts.entries()) {
      if (index > 0) lines.push([])
      const text = part.replaceAll(/[<>]/g, '').trim()
      if (text !== '') lines.at(-1)?.push({ ...word, text })
    }
  }
  return lines.filter(({ length }) => length > 0)
}

function stamp(seconds: number): string {
  const hundredths = Math.round(Math.max(0, seconds) * 100)
  const minutes = Math.floor(hundredths / 6000)
  return `${String(minutes).padStart(2, '0')}:${((hundredths % 6000) / 100).toFixed(2).padStart(5, '0')}`
}
