import { AppError } from '@shared/domain/app-error'
import { type CappedSpending, type ChatSpending, isOverCap } from '@shared/domain/chat-folder'
import { setConversationCap } from '../db/commands/chat-folder'
import type { Database } from '../db/database'
import { loadConversationCard } from '../db/queries/chat'
import {
  loadChatFolder,
  loadConversationSpending,
  loadFolderSpending,
  loadSpendingByDay,
} from '../db/queries/chat-folder'
import type { Clock, EventPublisher } from '../platform/ports'
import { noSuchChat } from './chat-conversations'
import type { FolderRequest } from './chat-folders'

const DAYS_SHOWN_MS = 90 * 86_400_000

export interface ChatBudget {
  readonly spending: (request: FolderRequest<'chat.spending'>) => Promise<ChatSpending>
  readonly setCap: (request: FolderRequest<'chat.set-cap'>) => Promise<null>
  readonly allowOverCap: (request: FolderRequest<'chat.allow-over-cap'>) => Promise<null>
  /** @throws AppError `over-budget` where the chat or its project has spent its cap; nothing was sent then */
  readonly require: (conversationId: string) => Promise<void>
}

/** What chats cost, and where that ends. */
export function createChatBudget(deps: {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
}): ChatBudget {
  const { db, clock, events } = deps
  /** Not stored: leave for one message is not leave for another day. */
  const allowed = new Set<string>()

  const read = async (conversationId: string): Promise<Omit<ChatSpending, 'days'>> => {
    const chat = (await loadConversationSpending(db, conversationId)) ?? noSuchChat()
    const folderId = (await loadConversationCard(db, conversationId))?.folderId ?? null
    const folder = folderId === null ? null : await loadChatFolder(db, folderId)
    return {
      chat,
      folder: folder && { ...(await loadFolderSpending(db, folder)), folderId: folder.id, title: folder.title },
    }
  }
  return {
    spending: async ({ conversationId }) => ({
      ...(await read(conversationId)),
      days: await loadSpendingByDay(db, clock.nowMs() - DAYS_SHOWN_MS),
    }),
    setCap: async ({ conversationId, ...cap }) => {
      await setConversationCap(db, conversationId, cap)
      events.publish('chat.order-changed', {})
      return null
    },
    allowOverCap: async ({ conversationId }) => {
      allowed.add(conversationId)
      return null
    },
    require: async (conversationId) => {
      const { chat, folder } = await read(conversationId)
      const reached = [
        ...(isOverCap(chat) ? [{ ...chat, what: 'This chat' }] : []),
        ...(folder && isOverCap(folder) ? [{ ...folder, what: `The project “${folder.title}”` }] : []),
      ]
      const [first] = reached
      if (!first) return
      const mayPass = reached.every(({ capMode }) => capMode === 'ask') && allowed.delete(conversationId)
      if (!mayPass) throw overBudget(first)
    },
  }
}

function overBudget({ what, capMode }: CappedSpending & { readonly what: string }): AppError {
  const way = capMode === 'ask' ? 'Raise the cap, or allow one more message.' : 'Raise the cap to go on.'
  return new AppError({
    code: 'over-budget',
    message: `${what} has spent what it may. Nothing was sent. ${way}`,
    nextStep: 'none',
    charge: 'not-charged',
  })
}
