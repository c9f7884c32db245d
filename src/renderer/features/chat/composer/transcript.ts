import type { ConversationDetail } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'
import { pathTo } from '@shared/domain/chat-tree'

/** The shown branch of a chat in words, to be read by a model in another chat. */
export function transcriptOf({ title, messages, activeLeafId }: ConversationDetail): string {
  const turns = pathTo(messages, activeLeafId)
    .filter((message) => textOf(message) !== '')
    .map((message) => `**${message.role === 'user' ? 'Person' : (message.modelId ?? 'Model')}:**\n\n${textOf(message)}`)
  return [`# ${title || 'Chat'}`, ...turns].join('\n\n')
}
