import { AppError } from '@shared/domain/app-error'
import type { PortableChat } from '@shared/domain/portable-chat'
import { isChatbox, readChatbox } from './chat-import-chatbox'
import { isChatGpt, readChatGpt } from './chat-import-chatgpt'
import { isCherry, readCherry } from './chat-import-cherry'
import { isClaude, readClaude } from './chat-import-claude'
import { isOpenAi, readOpenAi } from './chat-import-openai'
import { isOwn, readOwn } from './chat-import-own'

/** A text of more characters could not be held by V8. */
export const MAX_TEXT_BYTES = 480 * 1024 * 1024
/** Exports of years lie far below; a text of more characters than this could not be held anyway. */
const MAX_MESSAGES = 500_000

/**
 * Reads chats from the text of an export of ChatGPT, Claude, Cherry Studio, Chatbox, of OpenAI requests, or of the
 * studio itself. Nothing in it is trusted; what cannot be read is left out.
 * @throws AppError `unsupported-file` in words for a person where no chat is in it
 */
export function readChats(text: string, nowMs: number): readonly PortableChat[] {
  const chats = chatsOf(parse(text), nowMs)
  if (chats.length === 0) throw refuseFile('There is no chat with a message in this file.')
  const count = chats.reduce((sum, chat) => sum + chat.messages.length, 0)
  if (count > MAX_MESSAGES)
    throw refuseFile(`This file holds ${count.toLocaleString('en')} messages, more than can be read at once.`)
  return chats
}

function parse(text: string): unknown {
  const bare = text.replace(/^\uFEFF/, '').trim()
  if (bare === '') throw refuseFile('This file is empty.')
  try {
    return JSON.parse(bare) as unknown
  } catch {
    return parseLines(bare)
  }
}

/** Training files and logs have one JSON value a line. */
function parseLines(text: string): readonly unknown[] {
  try {
    return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as unknown]))
  } catch {
    throw refuseFile('This file is not JSON, or it was cut off. Export it again, or choose another file.')
  }
}

function chatsOf(value: unknown, nowMs: number): readonly PortableChat[] {
  if (isOwn(value)) {
    const own = readOwn(value)
    if (own === null)
      throw refuseFile('This export was written by a newer version of the studio. Update it and try again.')
    return own
  }
  if (isCherry(value)) return readCherry(value, nowMs)
  if (isChatbox(value)) return readChatbox(value, nowMs)
  if (isOpenAi(value)) return listed(readOpenAi(value, nowMs))
  const entries = Array.isArray(value) ? (value as readonly unknown[]) : [value]
  const known = entries.filter((entry) => isChatGpt(entry) || isClaude(entry) || isOpenAi(entry))
  if (known.length === 0) {
    throw refuseFile(
      'No chats were recognised. The studio reads exports of ChatGPT, Claude, Cherry Studio and Chatbox, OpenAI requests, and its own.',
    )
  }
  return known.flatMap((entry) => listed(readEntry(entry, nowMs)))
}

function readEntry(entry: unknown, nowMs: number): PortableChat | null {
  if (isChatGpt(entry)) return readChatGpt(entry, nowMs)
  return isClaude(entry) ? readClaude(entry, nowMs) : readOpenAi(entry, nowMs)
}

const listed = (chat: PortableChat | null): readonly PortableChat[] => (chat ? [chat] : [])

export const refuseFile = (message: string): AppError =>
  new AppError({ code: 'unsupported-file', message, nextStep: 'none' })
