import type { chatOrderContract } from '@shared/contracts/chat-order'
import type { SentMessages } from '@shared/contracts/chat'
import type { ParsedRequestOf } from '@shared/contracts/contract'
import { AppError, toFailure } from '@shared/domain/app-error'
import type { ChatMessage, FollowUp } from '@shared/domain/chat'
import { toWellFormedText } from '@shared/domain/chat-text'
import {
  changeFollowUpText,
  deleteFollowUp,
  holdFollowUps,
  insertFollowUp,
  orderFollowUps,
  releaseFollowUps,
} from '../db/commands/chat-order'
import type { Database } from '../db/database'
import { loadConversation } from '../db/queries/chat'
import { listFollowUps, listStreamingMessageIds, loadFollowUp } from '../db/queries/chat-order'
import { createLogger } from '../log/logger'
import type { Clock, EventPublisher, NextId } from '../platform/ports'
import { type ChatRequest, noSuchChat } from './chat-conversations'

const log = createLogger('chat.follow-ups')

export type OrderRequest<Name extends keyof typeof chatOrderContract> = ParsedRequestOf<
  (typeof chatOrderContract)[Name]
>

export interface FollowUpsDeps {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  readonly nextId: NextId
}

interface FollowUpsPorts {
  readonly send: (request: ChatRequest<'chat.send'>) => Promise<SentMessages>
  readonly stop: (messageId: string) => Promise<void>
}

/** Messages that wait for the answer before them. */
export interface FollowUps {
  readonly followUps: (request: OrderRequest<'chat.follow-ups'>) => Promise<readonly FollowUp[]>
  readonly addFollowUp: (request: OrderRequest<'chat.add-follow-up'>) => Promise<FollowUp>
  readonly editFollowUp: (request: OrderRequest<'chat.edit-follow-up'>) => Promise<null>
  readonly orderFollowUps: (request: OrderRequest<'chat.order-follow-ups'>) => Promise<null>
  readonly removeFollowUp: (request: OrderRequest<'chat.remove-follow-up'>) => Promise<null>
  readonly sendFollowUp: (request: OrderRequest<'chat.send-follow-up'>) => Promise<null>
  /** An answer reached its end state: a whole one lets the next message go, any other holds the queue. */
  readonly noteEnd: (message: ChatMessage) => Promise<void>
  /** Sends the next one if the chat is at rest. */
  readonly goOn: (conversationId: string) => Promise<void>
}

export function createFollowUps(deps: FollowUpsDeps, { send, stop }: FollowUpsPorts): FollowUps {
  const { db, events } = deps
  const announce = (conversationId: string): void => events.publish('chat.follow-ups-changed', { conversationId })
  const find = async (followUpId: string): Promise<FollowUp> => (await loadFollowUp(db, followUpId)) ?? noSuchFollowUp()

  const dispatch = async (followUp: FollowUp, parentId: string | null): Promise<void> => {
    // The row's id is the request's: should the program die before the row is gone, the next try finds the message.
    const { id: clientRequestId, conversationId, text, modelId } = followUp
    const assetIds = [...followUp.assetIds]
    const sent = await send({ clientRequestId, conversationId, parentId, text, assetIds, modelId })
    await deleteFollowUp(db, followUp.id)
    announce(conversationId)
    events.publish('chat.branch-shown', {
      conversationId,
      activeLeafId: sent.assistantMessage.id,
      comparedMessageId: null,
      messages: [...(sent.userMessage ? [sent.userMessage] : []), sent.assistantMessage],
    })
  }
  const goOn = async (conversationId: string): Promise<void> => {
    const [next] = await listFollowUps(db, conversationId)
    if (!next || next.isHeld) return
    const conversation = await loadConversation(db, conversationId)
    const isBusy = (await listStreamingMessageIds(db, conversationId)).length > 0
    if (!conversation || isBusy || conversation.comparedMessageId !== null) return
    try {
      await dispatch(next, conversation.activeLeafId)
    } catch (error) {
      log.warn('a follow-up could not be sent; the queue is held', { code: toFailure(error).code })
      await holdFollowUps(db, conversationId)
      announce(conversationId)
      events.publish('notice.raised', { failure: toFailure(error) })
    }
  }

  return {
    goOn,
    followUps: ({ conversationId }) => listFollowUps(db, conversationId),
    addFollowUp: async ({ conversationId, text, assetIds, modelId }) => {
      if (!(await loadConversation(db, conversationId))) noSuchChat()
      const isHeld = (await listFollowUps(db, conversationId)).some((waiting) => waiting.isHeld)
      const followUp = { id: deps.nextId(), conversationId, text: toWellFormedText(text), assetIds, modelId, isHeld }
      await insertFollowUp(db, followUp, deps.clock.nowMs())
      announce(conversationId)
      // The answer may have ended while this was typed.
      await goOn(conversationId)
      return followUp
    },
    editFollowUp: async ({ followUpId, text }) => {
      const { conversationId } = await find(followUpId)
      await changeFollowUpText(db, followUpId, toWellFormedText(text))
      announce(conversationId)
      return null
    },
    orderFollowUps: async ({ conversationId, followUpIds }) => {
      await orderFollowUps(db, conversationId, followUpIds)
      announce(conversationId)
      return null
    },
    removeFollowUp: async ({ followUpId }) => {
      const { conversationId } = await find(followUpId)
      await deleteFollowUp(db, followUpId)
      announce(conversationId)
      return null
    },
    sendFollowUp: async ({ followUpId }) => {
      const followUp = await find(followUpId)
      const { conversationId } = followUp
      // First the others may go on after it, then the answer that is in the way ends.
      await releaseFollowUps(db, conversationId)
      await orderFollowUps(db, conversationId, [followUpId])
      for (const messageId of await listStreamingMessageIds(db, conversationId)) await stop(messageId)
      await releaseFollowUps(db, conversationId)
      const conversation = (await loadConversation(db, conversationId)) ?? noSuchChat()
      await dispatch(followUp, conversation.activeLeafId)
      return null
    },
    noteEnd: async (message) => {
      if (message.state === 'complete') return goOn(message.conversationId)
      if ((await holdFollowUps(db, message.conversationId)) > 0) announce(message.conversationId)
    },
  }
}

function noSuchFollowUp(): never {
  throw new AppError({ code: 'not-found', message: 'This message no longer waits.', nextStep: 'none' })
}
