import type { ChatMessage } from './chat'

type Node = Pick<ChatMessage, 'id' | 'parentId'>

/** The branch that ends at `leafId`, root first; empty for null or an unknown id. */
export function pathTo<Message extends Node>(messages: readonly Message[], leafId: string | null): readonly Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const path: Message[] = []
  for (let message = byId.get(leafId ?? ''); message; message = byId.get(message.parentId ?? '')) {
    if (path.includes(message)) break
    path.push(message)
  }
  return path.reverse()
}

/** Versions of the same turn, oldest first: messages with the same parent. */
export function siblingsOf<Message extends Node>(messages: readonly Message[], message: Node): readonly Message[] {
  return messages.filter((other) => other.parentId === message.parentId)
}

/** Where the branch through `messageId` ends when each turn shows its newest version. */
export function newestLeafUnder(messages: readonly Node[], messageId: string): string {
  const newestChild = new Map<string, string>()
  for (const { id, parentId } of messages) {
    if (parentId !== null && id > (newestChild.get(parentId) ?? '')) newestChild.set(parentId, id)
  }
  let leafId = messageId
  for (let child = newestChild.get(leafId); child !== undefined; child = newestChild.get(leafId)) leafId = child
  return leafId
}
