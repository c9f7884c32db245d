import type { PortableChat } from '@shared/domain/portable-chat'
import { buildChat, inARow, say } from './chat-import-build'
import { fieldsOf, idOf, isFields, listOf, textOf, timeOf } from './chat-import-values'

const isMessage = (value: unknown): boolean => isFields(value) && typeof value['role'] === 'string'

/** A request body or log entry with messages, or the messages alone. */
export const isOpenAi = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0 && value.every(isMessage)
    : isFields(value) && listOf(value['messages']).some(isMessage)

export function readOpenAi(value: unknown, nowMs: number): PortableChat | null {
  const chat = Array.isArray(value) ? { messages: value } : fieldsOf(value)
  const modelId = idOf(chat['model'])
  const asked = listOf(chat['messages']).map(fieldsOf)
  const answers = listOf(fieldsOf(chat['response'])['choices'])
    .map((choice) => fieldsOf(fieldsOf(choice)['message']))
    .slice(0, 1)
  const messages = [...asked, ...answers].map((message, index) => ({
    id: `${index}`,
    role: roleOf(message['role']),
    parts: say(contentOf(message['content'])),
    modelId: message['role'] === 'assistant' ? modelId : null,
    createdAtMs: timeOf(message['created_at'] ?? message['created']),
  }))
  const createdAtMs = timeOf(chat['created'] ?? chat['created_at'])
  return buildChat({ title: chat['title'], modelId, createdAtMs, messages: inARow(messages) }, nowMs)
}

function roleOf(role: unknown): 'user' | 'assistant' | 'system' | null {
  if (role === 'developer') return 'system'
  return role === 'user' || role === 'assistant' || role === 'system' ? role : null
}

function contentOf(content: unknown): string {
  if (typeof content === 'string') return content
  return listOf(content)
    .map((part) => textOf(fieldsOf(part)['text']))
    .filter(Boolean)
    .join('\n\n')
}
