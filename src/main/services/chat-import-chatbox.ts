import type { PortableChat, PortablePart } from '@shared/domain/portable-chat'
import { buildChat, type ForeignMessage, say } from './chat-import-build'
import { type Fields, fieldsOf, idOf, isFields, listOf, textOf, timeOf } from './chat-import-values'

const SESSION_KEY = /^session:/

export const isChatbox = (value: unknown): boolean =>
  isFields(value) &&
  (Array.isArray(value['chat-sessions-list']) ||
    Array.isArray(value['chat-sessions']) ||
    Object.keys(value).some((key) => SESSION_KEY.test(key)))

/** Chatbox's export: a session under each `session:<id>`, in old ones a list of them. */
export function readChatbox(value: unknown, nowMs: number): readonly PortableChat[] {
  const data = fieldsOf(value)
  const sessions = [
    ...listOf(data['chat-sessions']),
    ...Object.entries(data).flatMap(([key, session]) => (SESSION_KEY.test(key) ? [session] : [])),
  ]
  return sessions.flatMap((session) => {
    const fields = fieldsOf(session)
    const threads = listOf(fields['threads']).map(fieldsOf)
    // Earlier talks of a session are chats of their own.
    return [fields, ...threads].flatMap((talk) => {
      const chat = readTalk(talk, fieldsOf(fields['messageForksHash']), nowMs)
      return chat ? [chat] : []
    })
  })
}

function readTalk(talk: Fields, forks: Fields, nowMs: number): PortableChat | null {
  const shown = follow(listOf(talk['messages']), null)
  const messages = [...shown]
  // Each list of a fork is another way to go on behind the message; what is shown is in the talk itself.
  const waiting = [...shown]
  for (let message = waiting.shift(); message; message = waiting.shift()) {
    for (const list of listOf(fieldsOf(forks[message.id])['lists'])) {
      const others = follow(listOf(fieldsOf(list)['messages']), message.id)
      messages.push(...others)
      waiting.push(...others)
    }
  }
  return buildChat({ title: talk['name'], activeId: shown.at(-1)?.id ?? null, messages }, nowMs)
}

function follow(list: readonly unknown[], parentId: string | null): readonly ForeignMessage[] {
  let before = parentId
  return list.flatMap((value) => {
    const message = fieldsOf(value)
    const id = idOf(message['id'])
    if (id === null) return []
    const { role } = message
    const read: ForeignMessage = {
      id,
      parentId: before,
      role: role === 'user' || role === 'assistant' || role === 'system' ? role : null,
      parts: partsOf(message),
      modelId: idOf(message['model']),
      createdAtMs: timeOf(message['timestamp']),
    }
    before = id
    return [read]
  })
}

function partsOf(message: Fields): readonly PortablePart[] {
  const parts = listOf(message['contentParts']).map(fieldsOf)
  const texts = parts.flatMap((part) => (part['type'] === 'text' ? [textOf(part['text'])] : []))
  const thoughts = parts.flatMap((part) => (part['type'] === 'reasoning' ? [textOf(part['text'])] : []))
  const thought = [...thoughts, textOf(message['reasoningContent'])].filter(Boolean).join('\n\n')
  const text = texts.length > 0 ? texts.join('\n\n') : textOf(message['content'])
  return [...(thought === '' ? [] : [{ kind: 'reasoning' as const, text: thought }]), ...say(text)]
}
