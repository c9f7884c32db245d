import { type DecodedEvent, reasoningEvent, textEvent } from './decoder'

/**
 * The text of an answer as it streams, freed of what some channels put into it: thoughts in `<think>` tags at its
 * start, and pictures as Markdown with a data URI, which may be megabytes long and come in any number of pieces.
 */
export interface AnswerText {
  readonly push: (text: string) => readonly DecodedEvent[]
  /** What was held back as a beginning that never went on. */
  readonly end: () => readonly DecodedEvent[]
}

/** The beginning of a picture, as far as it came. */
const PICTURE_START = /^!(?:\[(?:[^\]\n]{0,300}(?:\](?:\((?:d(?:a(?:t(?:a(?::.*)?)?)?)?)?)?)?)?)?$/s
const PICTURE_HEAD = /^!\[([^\]\n]{0,300})\]\((?=data:)/
/** The same where a link is a result, too. */
const LINK_START = /^!(?:\[(?:[^\]\n]{0,300}(?:\](?:\((?:h(?:t(?:t(?:p(?:s?:.*)?)?)?)?)?)?)?)?)?$/s
const LINK_HEAD = /^!\[([^\]\n]{0,300})\]\((?=https?:)/
const DATA_URI = /^data:([\w.+-]+\/[\w.+-]+)?(?:;[\w=.+-]+)*,(.*)$/s

export interface AnswerTextOptions {
  /** Of a model whose answers are pictures: its links are results and are fetched. Of any other they stay text. */
  readonly takesLinks: boolean
}

export function createAnswerText({ takesLinks }: AnswerTextOptions): AnswerText {
  const thoughts = createThoughtTags()
  let held = ''
  /** The address of a picture that has begun, in pieces; null outside of one. */
  let address: string[] | null = null

  const readOutside = (text: string): readonly DecodedEvent[] => {
    const events: DecodedEvent[] = []
    let rest = held + text
    held = ''
    while (rest !== '') {
      const at = startOfPicture(rest)
      if (at < 0) return [...events, ...textEvent(rest)]
      events.push(...textEvent(rest.slice(0, at)))
      rest = rest.slice(at)
      const head = PICTURE_HEAD.exec(rest) ?? (takesLinks ? LINK_HEAD.exec(rest) : null)
      if (head) {
        address = []
        return [...events, ...readInside(rest.slice(head[0].length))]
      }
      const mayBecome = PICTURE_START.test(rest) || (takesLinks && LINK_START.test(rest))
      if (mayBecome) {
        held = rest
        return events
      }
      events.push(...textEvent(rest.charAt(0)))
      rest = rest.slice(1)
    }
    return events
  }
  const readInside = (text: string): readonly DecodedEvent[] => {
    const close = text.indexOf(')')
    if (close < 0) {
      address?.push(text)
      return []
    }
    const whole = [...(address ?? []), text.slice(0, close)].join('')
    address = null
    return [...mediaOfAddress(whole), ...readOutside(text.slice(close + 1))]
  }
  const readText = (text: string): readonly DecodedEvent[] => (address ? readInside(text) : readOutside(text))
  const readAll = (events: readonly DecodedEvent[]): readonly DecodedEvent[] =>
    events.flatMap((event) => (event.kind === 'text' ? readText(event.text) : [event]))

  return {
    push: (text) => readAll(thoughts.push(text)),
    end: () => {
      const last = readAll(thoughts.end())
      const rest = textEvent(held)
      held = ''
      address = null
      return [...last, ...rest]
    },
  }
}

/** Where the next `![` or a `!` at the very end stands. */
function startOfPicture(text: string): number {
  const at = text.indexOf('![')
  return at < 0 && text.endsWith('!') ? text.length - 1 : at
}

/** A picture or sound by its address, be it the data themselves or a link; text where it is neither. */
export function mediaOfAddress(address: string): readonly DecodedEvent[] {
  const url = address.trim()
  if (/^https?:/i.test(url)) return [{ kind: 'media', media: 'image', source: { kind: 'url', url } }]
  const data = DATA_URI.exec(url)
  if (!data) return textEvent(address)
  const mime = data[1] ?? 'image/png'
  const base64 = data[2] ?? ''
  return [
    { kind: 'media', media: mime.startsWith('audio/') ? 'audio' : 'image', source: { kind: 'base64', base64, mime } },
  ]
}

const OPEN_TAG = '<think>'
const CLOSE_TAG = '</think>'

/** Thoughts in tags, only at the start: further down the words are about tags. */
function createThoughtTags(): AnswerText {
  let place: 'before' | 'inside' | 'after' = 'before'
  let held = ''
  const push = (text: string): readonly DecodedEvent[] => {
    if (place === 'after') return textEvent(text)
    const all = held + text
    held = ''
    if (place === 'before') {
      const start = all.trimStart()
      if (start.startsWith(OPEN_TAG)) {
        place = 'inside'
        return push(start.slice(OPEN_TAG.length))
      }
      if (OPEN_TAG.startsWith(start)) {
        held = all
        return []
      }
      place = 'after'
      return textEvent(all)
    }
    const close = all.indexOf(CLOSE_TAG)
    if (close >= 0) {
      place = 'after'
      return [...reasoningEvent(all.slice(0, close)), ...textEvent(all.slice(close + CLOSE_TAG.length).trimStart())]
    }
    const safe = all.length - heldBack(all)
    held = all.slice(safe)
    return reasoningEvent(all.slice(0, safe))
  }
  return {
    push,
    end: () => {
      const rest = held
      held = ''
      return place === 'inside' ? reasoningEvent(rest) : textEvent(rest)
    },
  }
}

/** How many characters at the end may be the beginning of the closing tag. */
function heldBack(text: string): number {
  for (let length = Math.min(CLOSE_TAG.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(CLOSE_TAG.slice(0, length))) return length
  }
  return 0
}
