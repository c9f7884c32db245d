import { queryClient } from '@renderer/data/query-client'
import { studioKey } from '@renderer/data/use-studio-query'
import type { SentMessages } from '@shared/contracts/chat'
import type { ConversationDetail } from '@shared/domain/chat'

const keyOf = (conversationId: string): readonly unknown[] => studioKey('chat.open', { conversationId })

/** Shows a question and its coming answer at once, on the branch they began. */
export function showSent({ conversation, userMessage, assistantMessage }: SentMessages): void {
  const added = [userMessage, assistantMessage].filter((message) => message !== null)
  queryClient.setQueryData<ConversationDetail>(keyOf(conversation.id), (known) => {
    if (!known) return known
    const kept = known.messages.filter((message) => !added.some(({ id }) => id === message.id))
    // A quick answer may have ended before this one arrived; what ended stays ended.
    const newest = added.map(
      (message) => known.messages.find(({ id, state }) => id === message.id && state !== 'streaming') ?? message,
    )
    const shown = { activeLeafId: assistantMessage.id, comparedMessageId: null }
    return { ...known, ...conversation, ...shown, messages: [...kept, ...newest] }
  })
}

export function showConversation(detail: ConversationDetail): void {
  queryClient.setQueryData<ConversationDetail>(keyOf(detail.id), detail)
}

/** Changes what is shown of a chat before main has written it. */
export function patchConversation(conversationId: string, patch: Partial<ConversationDetail>): void {
  queryClient.setQueryData<ConversationDetail>(keyOf(conversationId), (known) => known && { ...known, ...patch })
}
