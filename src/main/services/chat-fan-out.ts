import type { FannedOut } from '@shared/contracts/chat-order'
import { AppError } from '@shared/domain/app-error'
import type { ChatMessage } from '@shared/domain/chat'
import { titleFrom, toWellFormedText } from '@shared/domain/chat-text'
import { newestLeafUnder } from '@shared/domain/chat-tree'
import { updateConversation } from '../db/commands/chat'
import { insertFanOut, nameFork } from '../db/commands/chat-order'
import type { Database } from '../db/database'
import { loadConversation, loadMessage } from '../db/queries/chat'
import type { Clock, EventPublisher, NextId } from '../platform/ports'
import type { RequireBudget } from './chat-budget'
import { type Conversations, noSuchChat } from './chat-conversations'
import type { OrderRequest } from './chat-follow-ups'
import { newAnswer, newUserMessage } from './chat-messages'

export interface FanOutDeps {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  readonly nextId: NextId
}

interface FanOutPorts {
  /** Begins to receive an answer that was just written. */
  readonly startAnswer: (answer: ChatMessage, modelId: string) => void
  readonly requireBudget: RequireBudget
  readonly goOn: (conversationId: string) => Promise<void>
}

/** Several versions of one turn beside each other. */
export interface FanOut {
  readonly fanOut: (request: OrderRequest<'chat.fan-out'>) => Promise<FannedOut>
  readonly compare: (request: OrderRequest<'chat.compare'>) => Promise<null>
  readonly keep: (request: OrderRequest<'chat.keep'>) => Promise<null>
  readonly nameFork: (request: OrderRequest<'chat.name-fork'>) => Promise<null>
}

export function createFanOut(deps: FanOutDeps, conversations: Conversations, ports: FanOutPorts): FanOut {
  const { db, nextId, clock, events } = deps
  return {
    fanOut: async (request) => {
      const { conversationId, parentId } = request
      const conversation = (await loadConversation(db, conversationId)) ?? noSuchChat()
      if (parentId !== null && !conversation.messages.some(({ id }) => id === parentId)) noSuchMessage()
      const text = toWellFormedText(request.text)
      const base = { conversationId, nowMs: clock.nowMs() }
      const question = newUserMessage({ ...base, id: nextId(), parentId }, text, request.assetIds)
      const turn = { questionId: question.id, isUnderWay: false }
      await ports.requireBudget(conversationId, { modelIds: request.modelIds }, turn)
      const written = await insertFanOut(db, {
        clientRequestId: request.clientRequestId,
        userMessage: question,
        assistantMessages: request.modelIds.map((modelId) =>
          newAnswer({ ...base, id: nextId(), parentId: question.id }, modelId),
        ),
        title: titleFrom(text) || 'Picture',
        sentText: request.text,
        nowMs: base.nowMs,
      })
      if (written.isNew)
        for (const answer of written.assistantMessages)
          ports.startAnswer(answer, answer.modelId ?? conversation.modelId)
      const { userMessage, assistantMessages } = written
      events.publish('chat.branch-shown', {
        conversationId,
        activeLeafId: assistantMessages[0]?.id ?? null,
        comparedMessageId: userMessage.id,
        messages: [userMessage, ...assistantMessages],
      })
      return { conversation: await conversations.announce(conversationId), userMessage, assistantMessages }
    },
    compare: async ({ conversationId, messageId }) => {
      await updateConversation(db, conversationId, { comparedMessageId: messageId })
      if (messageId === null) await ports.goOn(conversationId)
      return null
    },
    keep: async ({ conversationId, messageId }) => {
      const { messages, settings } = (await loadConversation(db, conversationId)) ?? noSuchChat()
      const kept = messages.find(({ id }) => id === messageId) ?? noSuchMessage()
      const activeLeafId = newestLeafUnder(messages, messageId)
      await updateConversation(db, conversationId, {
        activeLeafId,
        comparedMessageId: null,
        modelId: kept.modelId ?? undefined,
        settings: { ...settings, comparedModelIds: [] },
      })
      await conversations.announce(conversationId)
      events.publish('chat.branch-shown', { conversationId, activeLeafId, comparedMessageId: null, messages: [] })
      await ports.goOn(conversationId)
      return null
    },
    nameFork: async ({ messageId, name }) => {
      const message = (await loadMessage(db, messageId)) ?? noSuchMessage()
      await nameFork(db, messageId, toWellFormedText(name).trim())
      await conversations.announce(message.conversationId)
      return null
    },
  }
}

function noSuchMessage(): never {
  throw new AppError({ code: 'not-found', message: 'This message is no longer there.', nextStep: 'none' })
}
