import type { chatContract } from '@shared/contracts/chat'
import type { ParsedRequestOf } from '@shared/contracts/contract'
import { AppError } from '@shared/domain/app-error'
import type { ConversationCard, ConversationDetail } from '@shared/domain/chat'
import { toWellFormedText } from '@shared/domain/chat-text'
import { insertConversation, updateConversation } from '../db/commands/chat'
import type { Database } from '../db/database'
import { listConversations, loadConversation, loadConversationCard } from '../db/queries/chat'
import type { Clock, EventPublisher, NextId } from '../platform/ports'

export type ChatRequest<Name extends keyof typeof chatContract> = ParsedRequestOf<(typeof chatContract)[Name]>

export interface ConversationsDeps {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  readonly nextId: NextId
}

/** The list of chats and what belongs to a chat as a whole. */
export interface Conversations {
  readonly list: (request: ChatRequest<'chat.list'>) => Promise<readonly ConversationCard[]>
  readonly create: (request: ChatRequest<'chat.create'>) => Promise<ConversationDetail>
  readonly open: (request: ChatRequest<'chat.open'>) => Promise<ConversationDetail>
  readonly update: (request: ChatRequest<'chat.update'>) => Promise<ConversationDetail>
  /** Tells all windows that a chat's card changed. */
  readonly announce: (conversationId: string) => Promise<ConversationCard>
}

export function createConversations({ db, clock, events, nextId }: ConversationsDeps): Conversations {
  const open = async (conversationId: string): Promise<ConversationDetail> =>
    (await loadConversation(db, conversationId)) ?? noSuchChat()
  const announce = async (conversationId: string): Promise<ConversationCard> => {
    const card = (await loadConversationCard(db, conversationId)) ?? noSuchChat()
    events.publish('conversation.changed', card)
    return card
  }
  return {
    announce,
    list: ({ search }) => listConversations(db, search?.trim() ?? ''),
    create: async ({ modelId, folderId }) => {
      const id = nextId()
      await insertConversation(db, { id, modelId, folderId: folderId ?? null, nowMs: clock.nowMs() })
      await announce(id)
      return open(id)
    },
    open: ({ conversationId }) => open(conversationId),
    update: async ({ conversationId, title, draft, systemPrompt, ...rest }) => {
      await updateConversation(db, conversationId, {
        ...rest,
        title: title === undefined ? undefined : toWellFormedText(title).trim(),
        draft: draft === undefined ? undefined : toWellFormedText(draft),
        systemPrompt: systemPrompt === undefined ? undefined : toWellFormedText(systemPrompt),
      })
      if (title !== undefined || rest.modelId !== undefined) await announce(conversationId)
      return open(conversationId)
    },
  }
}

export function noSuchChat(): never {
  throw new AppError({ code: 'not-found', message: 'This chat is no longer there.', nextStep: 'none' })
}
