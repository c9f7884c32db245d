import type { SentMessages, StreamSnapshot } from '@shared/contracts/chat'
import type { ConversationCard, ConversationDetail } from '@shared/domain/chat'
import { interruptStreamingMessages } from '../db/commands/chat'
import { holdFollowUps } from '../db/commands/chat-order'
import { createLogger } from '../log/logger'
import { type ChatRequest, type ConversationsDeps, createConversations } from './chat-conversations'
import { createExchanges, type Exchanges, type ExchangesDeps } from './chat-exchanges'
import { createFanOut, type FanOut } from './chat-fan-out'
import { createFollowUps, type FollowUps } from './chat-follow-ups'
import { type ChatRunsDeps, createChatRuns } from './chat-runs'

const log = createLogger('chat')

export type ChatServiceDeps = ConversationsDeps & Omit<ChatRunsDeps, 'noteEnd'> & ExchangesDeps

export interface ChatService extends FanOut, Omit<FollowUps, 'noteEnd' | 'goOn'> {
  /** Marks answers that were being received when the program ended; before anything else of the chat. */
  readonly recover: () => Promise<void>
  /** Writes what has arrived of running answers, for a quit that has the time. */
  readonly saveRunning: () => Promise<void>
  readonly list: (request: ChatRequest<'chat.list'>) => Promise<readonly ConversationCard[]>
  readonly create: (request: ChatRequest<'chat.create'>) => Promise<ConversationDetail>
  readonly open: (request: ChatRequest<'chat.open'>) => Promise<ConversationDetail>
  readonly update: (request: ChatRequest<'chat.update'>) => Promise<ConversationDetail>
  readonly remove: (request: ChatRequest<'chat.delete'>) => Promise<null>
  readonly restore: (request: ChatRequest<'chat.undelete'>) => Promise<null>
  readonly send: (request: ChatRequest<'chat.send'>) => Promise<SentMessages>
  readonly regenerate: (request: ChatRequest<'chat.regenerate'>) => Promise<SentMessages>
  readonly make: (request: ChatRequest<'chat.make'>) => Promise<SentMessages>
  readonly stop: (request: ChatRequest<'chat.stop'>) => Promise<null>
  readonly attach: (request: ChatRequest<'chat.attach'>, windowId: number) => Promise<StreamSnapshot | null>
  readonly detach: (request: ChatRequest<'chat.detach'>, windowId: number) => Promise<null>
  /** Messages that are being received now. */
  readonly streaming: () => Promise<readonly string[]>
}

/** Chats: their list, their messages, and the answers that are being received. */
export function createChatService(deps: ChatServiceDeps): ChatService {
  // An answer ends long after everything here was put together.
  const runs = createChatRuns({ ...deps, noteEnd: (message) => followUps.noteEnd(message) })
  const conversations = createConversations(deps)
  const exchanges: Exchanges = createExchanges(deps, conversations, runs)
  const followUps: FollowUps = createFollowUps(deps, { send: exchanges.send, stop: runs.stop })
  const fanOut = createFanOut(deps, conversations, { startAnswer: exchanges.startAnswer, goOn: followUps.goOn })
  return {
    ...conversations,
    ...exchanges,
    ...followUps,
    ...fanOut,
    recover: async () => {
      const count = await interruptStreamingMessages(deps.db)
      await holdFollowUps(deps.db, null)
      if (count > 0) log.info('answers were interrupted by the end of the program', { count })
    },
    saveRunning: runs.saveAll,
    stop: async ({ messageId }) => {
      await runs.stop(messageId)
      return null
    },
    attach: async ({ messageId }, windowId) => runs.attach(messageId, windowId),
    detach: async ({ messageId }, windowId) => {
      runs.detach(messageId, windowId)
      return null
    },
    streaming: async () => runs.messageIds(),
  }
}
