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
    parts: metadata['is_visually_hidden_from_conversation'] === true ? [] : readContent(fieldsOf(message['content'])),
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
      return say(listOf(content['parts']).map(readPart).filter(Boolean).join('\n\n'))
    default:
      return []
  }
}

function readPart(part: unknown): string {
  if (typeof part === 'string') return part
  const fields = fieldsOf(part)
  // The export names pictures and holds none of them.
  if (textOf(fields['content_type']) === 'image_asset_pointer') return '*[A picture that the export does not hold]*'
  return textOf(fields['text'])
}

/** Versions of a turn in the order they were made: the ids of the export are random. */
function inTurnOrder(messages: readonly ForeignMessage[]): readonly ForeignMessage[] {
  return messages.toSorted((left, right) => (left.createdAtMs ?? 0) - (right.createdAtMs ?? 0))
}
