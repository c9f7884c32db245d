import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request } from '@renderer/data/studio'
import type { SentMessages } from '@shared/contracts/chat'
import type { Failure } from '@shared/domain/app-error'
import type { ChatMessage, ConversationDetail } from '@shared/domain/chat'
import { newestLeafUnder } from '@shared/domain/chat-tree'
import { patchConversation, showSent } from './conversations/conversation-cache'
import { writeSettings } from './settings/chat-settings-control'

/** What one can do with the messages of a chat. Failures become notices; the answers' own are in the answers. */
export interface ChatActions {
  readonly edit: (message: ChatMessage, text: string) => Promise<void>
  readonly regenerate: (message: ChatMessage, modelId?: string) => Promise<void>
  /** Goes on with an answer that was cut, as a version of it that begins with what there is. */
  readonly goOn: (message: ChatMessage) => Promise<void>
  readonly makeAgain: (message: ChatMessage) => Promise<void>
  readonly showBranch: (messageId: string) => Promise<void>
  /** The next message begins a branch of its own behind this one. */
  readonly forkFrom: (messageId: string) => Promise<void>
  /** An empty name takes it away. */
  readonly nameFork: (messageId: string, name: string) => Promise<void>
  /** Shows all answers to a question side by side; null shows one branch again. */
  readonly compare: (questionId: string | null) => Promise<void>
  /** The talk goes on from this one of several answers. */
  readonly keep: (messageId: string) => Promise<void>
  readonly stop: (messageId: string) => Promise<void>
}

export function createChatActions(conversation: ConversationDetail): ChatActions {
  const { id: conversationId, modelId } = conversation
  /** With the settings as they stand now. */
  const asking = (ask: () => Promise<SentMessages>): Promise<void> => tell(writeSettings(conversationId).then(ask))
  const send = (parentId: string | null, text: string, assetIds: readonly string[]): Promise<void> =>
    asking(() =>
      request('chat.send', {
        clientRequestId: crypto.randomUUID(),
        conversationId,
        parentId,
        text,
        assetIds: [...assetIds],
        modelId,
      }),
    )
  return {
    edit: (message, text) => send(message.parentId, text, assetIdsOf(message)),
    goOn: (message) =>
      asking(() => request('chat.continue', { clientRequestId: crypto.randomUUID(), messageId: message.id })),
    regenerate: (message, otherModelId) =>
      asking(() =>
        request('chat.regenerate', {
          clientRequestId: crypto.randomUUID(),
          messageId: message.id,
          modelId: otherModelId ?? message.modelId ?? modelId,
        }),
      ),
    makeAgain: (message) => makeAgain(conversation, message),
    showBranch: async (messageId) => {
      const activeLeafId = newestLeafUnder(conversation.messages, messageId)
      patchConversation(conversationId, { activeLeafId })
      await quietly(request('chat.update', { conversationId, activeLeafId }))
    },
    forkFrom: async (messageId) => {
      patchConversation(conversationId, { activeLeafId: messageId })
      await quietly(request('chat.update', { conversationId, activeLeafId: messageId }))
    },
    nameFork: async (messageId, name) => {
      patchConversation(conversationId, { forkNames: { ...conversation.forkNames, [messageId]: name } })
      await quietly(request('chat.name-fork', { messageId, name }))
    },
    compare: async (questionId) => {
      patchConversation(conversationId, { comparedMessageId: questionId })
      await quietly(request('chat.compare', { conversationId, messageId: questionId }))
    },
    keep: async (messageId) => {
      await writeSettings(conversationId)
      patchConversation(conversationId, { settings: { ...conversation.settings, comparedModelIds: [] } })
      await quietly(request('chat.keep', { conversationId, messageId }))
    },
    stop: (messageId) => quietly(request('chat.stop', { messageId })),
  }
}

export function assetIdsOf(message: ChatMessage): readonly string[] {
  return message.parts.flatMap((part) => (part.kind === 'asset' ? [part.assetId] : []))
}

/** The same wish again, beside the first: with the operation and model of the task that was made for it. */
async function makeAgain(conversation: ConversationDetail, answer: ChatMessage): Promise<void> {
  const wish = conversation.messages.find(({ id }) => id === answer.parentId)
  const made = answer.parts.find((part) => part.kind === 'generation')
  if (!wish || !made) return
  await quietly(
    request('task.get', { taskId: made.taskId }).then(async (task) =>
      showSent(
        await request('chat.make', {
          clientRequestId: crypto.randomUUID(),
          conversationId: conversation.id,
          parentId: wish.parentId,
          prompt: made.prompt,
          operationId: task.operationId,
          modelId: task.modelId,
          assetIds: [...assetIdsOf(wish)],
        }),
      ),
    ),
  )
}

const tell = (sent: Promise<SentMessages>): Promise<void> => quietly(sent.then(showSent))

async function quietly(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    const failure: Failure = failureOf(error)
    raiseNotice(failure)
  }
}
