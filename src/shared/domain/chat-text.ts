import type { ChatMessage } from './chat'

const TITLE_LENGTH = 60

/** Half of a surrogate pair becomes U+FFFD: many servers refuse JSON that holds one. */
export function toWellFormedText(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}

/** The first words of a message as the name of its chat; empty where it has none. */
export function titleFrom(text: string): string {
  const line = toWellFormedText(text.slice(0, 4 * TITLE_LENGTH))
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  const characters = Array.from(line)
  if (characters.length <= TITLE_LENGTH) return line
  const cut = characters.slice(0, TITLE_LENGTH).join('')
  const lastSpace = cut.lastIndexOf(' ')
  return `${(lastSpace > TITLE_LENGTH / 2 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`
}

/** What a message says, without thoughts, pictures and tasks. */
export function textOf(message: Pick<ChatMessage, 'parts'>): string {
  return message.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n\n')
}
