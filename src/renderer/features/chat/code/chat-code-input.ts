import type { ChatCodeInput } from '@shared/catalog/projections/chat-code'
import type { ChatMessage, ConversationDetail } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'

/** The shown branch up to its last question, as code wants it: empty answers and what the studio made are left out. */
export function chatCodeInput(
  conversation: Pick<ConversationDetail, 'systemPrompt' | 'modelId'>,
  branch: readonly ChatMessage[],
  baseUrl: string,
): ChatCodeInput {
  const lastQuestion = branch.findLastIndex(({ role }) => role === 'user')
  const messages = branch.slice(0, lastQuestion + 1).flatMap((message) => {
    if (message.role === 'system') return []
    const text = textOf(message)
    // The protocol takes pictures from the user only.
    const pictureIds = message.role === 'user' ? picturesOf(message) : []
    return text === '' && pictureIds.length === 0 ? [] : [{ role: message.role, text, pictureIds }]
  })
  const { systemPrompt, modelId } = conversation
  return { baseUrl, modelId, systemPrompt, messages }
}

function picturesOf(message: ChatMessage): readonly string[] {
  return message.parts.flatMap((part) => (part.kind === 'asset' ? [part.assetId] : []))
}
