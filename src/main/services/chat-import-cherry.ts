import type { PortableChat, PortablePart } from '@shared/domain/portable-chat'
import { buildChat, type ForeignMessage, say } from './chat-import-build'
import { type Fields, fieldsOf, idOf, isFields, listOf, nested, textOf, timeOf } from './chat-import-values'
import { groupBy } from '@shared/lib/group-by'

export const isCherry = (value: unknown): boolean =>
  isFields(value) && isFields(value['indexedDB']) && Array.isArray(value['indexedDB']['topics'])

/** Cherry Studio's data.json: topics hold messages, messages hold ids of blocks, names lie in the local storage. */
export function readCherry(value: unknown, nowMs: number): readonly PortableChat[] {
  const backup = fieldsOf(value)
  const database = fieldsOf(backup['indexedDB'])
  const blocks = groupBy(listOf(database['message_blocks']).map(fieldsOf), (block) => textOf(block['messageId']))
  const names = topicNames(fieldsOf(backup['localStorage']))
  return listOf(database['topics']).flatMap((topic) => {
    const fields = fieldsOf(topic)
    const chat = buildChat(
      {
        title: names.get(textOf(fields['id'])) ?? fields['name'],
        messages: withParents(listOf(fields['messages']).map(fieldsOf), blocks),
      },
      nowMs,
    )
    return chat ? [chat] : []
  })
}

function topicNames(storage: Fields): ReadonlyMap<string, string> {
  const state = fieldsOf(nested(storage['persist:cherry-studio']))
  const assistants = listOf(fieldsOf(nested(state['assistants']))['assistants'])
  const topics = assistants.flatMap((assistant) => listOf(fieldsOf(assistant)['topics'])).map(fieldsOf)
  return new Map(topics.map((topic) => [textOf(topic['id']), textOf(topic['name'])]))
}

/** Answers name their question (`askId`), so that several models' answers to one question are versions of a turn. */
function withParents(
  messages: readonly Fields[],
  blocks: ReadonlyMap<string, readonly Fields[]>,
): readonly ForeignMessage[] {
  const ids = messages.map((message, index) => idOf(message['id']) ?? `message-${index}`)
  /** What the next question follows: of several answers the one that was chosen, else the last. */
  let endId: string | null = null
  let isEndChosen = false
  return messages.map((message, index) => {
    const id = ids[index] ?? ''
    const role = message['role'] === 'user' || message['role'] === 'assistant' ? message['role'] : null
    const askId = textOf(message['askId'])
    const isAnswer = role === 'assistant' && ids.includes(askId)
    const parentId = isAnswer ? askId : endId
    if (!isAnswer || !isEndChosen || message['foldSelected'] === true) {
      endId = id
      isEndChosen = message['foldSelected'] === true
    }
    return {
      id,
      parentId,
      role,
      parts: partsOf(message, blocks.get(id) ?? []),
      modelId: idOf(fieldsOf(message['model'])['id']) ?? idOf(message['modelId']),
      createdAtMs: timeOf(message['createdAt']),
    }
  })
}

function partsOf(message: Fields, blocks: readonly Fields[]): readonly PortablePart[] {
  const order = listOf(message['blocks']).map(textOf)
  const sorted = blocks.toSorted(
    (left, right) => order.indexOf(textOf(left['id'])) - order.indexOf(textOf(right['id'])),
  )
  const parts = sorted.flatMap((block): readonly PortablePart[] => {
    const text = textOf(block['content'])
    if (block['type'] === 'thinking') return [{ kind: 'reasoning', text }]
    return block['type'] === 'main_text' || block['type'] === 'code' ? say(text) : []
  })
  // Older backups kept the text in the message itself.
  return parts.length > 0 ? parts : say(textOf(message['content']))
}
