import type { PortableChat, PortablePart } from '@shared/domain/portable-chat'
import { buildChat, say } from './chat-import-build'
import { type Fields, fieldsOf, idOf, isFields, listOf, textOf, timeOf } from './chat-import-values'

export const isClaude = (value: unknown): boolean => isFields(value) && Array.isArray(value['chat_messages'])

/** One entry of Claude's conversations.json; messages name their parent, or simply follow each other. */
export function readClaude(value: unknown, nowMs: number): PortableChat | null {
  const chat = fieldsOf(value)
  const messages = listOf(chat['chat_messages']).map(fieldsOf)
  const ids = messages.map((message, index) => idOf(message['uuid']) ?? `message-${index}`)
  const namesParents = messages.some((message) => ids.includes(textOf(message['parent_message_uuid'])))
  return buildChat(
    {
      title: chat['name'],
      activeId: idOf(chat['current_leaf_message_uuid']),
      createdAtMs: timeOf(chat['created_at']),
      updatedAtMs: timeOf(chat['updated_at']),
      modelId: idOf(chat['model']),
      messages: messages.map((message, index) => ({
        id: ids[index] ?? '',
        parentId: namesParents ? idOf(message['parent_message_uuid']) : (ids[index - 1] ?? null),
        role: roleOf(message['sender']),
        parts: partsOf(message),
        createdAtMs: timeOf(message['created_at']),
      })),
    },
    nowMs,
  )
}

function roleOf(sender: unknown): 'user' | 'assistant' | null {
  if (sender === 'human' || sender === 'user') return 'user'
  return sender === 'assistant' ? 'assistant' : null
}

function partsOf(message: Fields): readonly PortablePart[] {
  const blocks = listOf(message['content']).map(fieldsOf)
  const thoughts = blocks.flatMap((block): readonly PortablePart[] => {
    const text = textOf(block['thinking'])
    return text === '' ? [] : [{ kind: 'reasoning', text }]
  })
  const said = blocks.map((block) => (textOf(block['type']) === 'text' ? textOf(block['text']) : '')).filter(Boolean)
  const attached = listOf(message['attachments']).map(fieldsOf).flatMap(attachmentText)
  const text = said.length > 0 ? said.join('\n\n') : textOf(message['text'])
  return [...thoughts, ...say([text, ...attached].filter(Boolean).join('\n\n'))]
}

function attachmentText(attachment: Fields): readonly string[] {
  const text = textOf(attachment['extracted_content'])
  return text === '' ? [] : [`**${textOf(attachment['file_name']) || 'Attachment'}**\n\n${text}`]
}
