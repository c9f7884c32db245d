import type { PortableChat, PortablePart } from '@shared/domain/portable-chat'
import { buildChat, type ForeignMessage, say } from './chat-import-build'
import { type Fields, fieldsOf, idOf, isFields, listOf, textOf, timeOf } from './chat-import-values'

export const isChatGpt = (value: unknown): boolean => isFields(value) && isFields(value['mapping'])

/** One entry of ChatGPT's conversations.json: a tree of nodes by id. */
export function readChatGpt(value: unknown, nowMs: number): PortableChat | null {
  const chat = fieldsOf(value)
  const messages = Object.entries(fieldsOf(chat['mapping'])).map(([id, node]) => readNode(id, fieldsOf(node)))
  return buildChat(
    {
      title: chat['title'],
      activeId: idOf(chat['current_node']),
      createdAtMs: timeOf(chat['create_time']),
      updatedAtMs: timeOf(chat['update_time']),
      modelId: idOf(chat['default_model_slug']),
      messages: inTurnOrder(messages),
    },
    nowMs,
  )
}

function readNode(id: string, node: Fields): ForeignMessage {
  const message = fieldsOf(node['message'])
  const role = textOf(fieldsOf(message['author'])['role'])
  const metadata = fieldsOf(message['metadata'])
  return {
    id,
    parentId: idOf(node['parent']),
    role: role === 'user' || role === 'assistant' ? role : null,
    parts:
      metadata['is_visually_hidden_from_conversation'] === true
        ? []
        : withAttachments(readContent(fieldsOf(message['content'])), listOf(metadata['attachments'])),
    modelId: idOf(metadata['model_slug']),
    createdAtMs: timeOf(message['create_time']),
  }
}

function readContent(content: Fields): readonly PortablePart[] {
  switch (textOf(content['content_type'])) {
    case 'code':
      return say(`\`\`\`${textOf(content['language'])}\n${textOf(content['text'])}\n\`\`\``)
    case 'thoughts':
      return listOf(content['thoughts']).map((thought) => ({
        kind: 'reasoning',
        text: textOf(fieldsOf(thought)['content']),
      }))
    case 'text':
    case 'multimodal_text':
      return inOrder(listOf(content['parts']).map(readPart))
    default:
      return []
  }
}

/** Words as they are, or the file that is meant: its id is the beginning of its name in the archive. */
function readPart(part: unknown): PortablePart {
  if (typeof part === 'string') return { kind: 'text', text: part }
  const fields = fieldsOf(part)
  const pointer = textOf(fields['asset_pointer']).replace(/^[\w-]+:\/\//, '')
  return pointer === ''
    ? { kind: 'text', text: textOf(fields['text']) }
    : { kind: 'file', path: pointer, title: 'A picture' }
}

/** Words that stand beside each other become one part. */
function inOrder(parts: readonly PortablePart[]): readonly PortablePart[] {
  const joined: PortablePart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.kind !== 'file' && part.text === '') continue
    if (part.kind === 'text' && last?.kind === 'text') {
      joined[joined.length - 1] = { kind: 'text', text: `${last.text}\n\n${part.text}` }
    } else joined.push(part)
  }
  return joined
}

function withAttachments(parts: readonly PortablePart[], attachments: readonly unknown[]): readonly PortablePart[] {
  const known = new Set(parts.flatMap((part) => (part.kind === 'file' ? [part.path] : [])))
  const files = attachments.map(fieldsOf).flatMap((file): readonly PortablePart[] => {
    const path = textOf(file['id'])
    return path === '' || known.has(path) ? [] : [{ kind: 'file', path, title: textOf(file['name']) || path }]
  })
  return [...parts, ...files]
}

/** Versions of a turn in the order they were made: the ids of the export are random. */
function inTurnOrder(messages: readonly ForeignMessage[]): readonly ForeignMessage[] {
  return messages.toSorted((left, right) => (left.createdAtMs ?? 0) - (right.createdAtMs ?? 0))
}
