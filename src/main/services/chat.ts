import type { ModelPrice } from '@shared/contracts/account'
import type { SentMessages, StreamSnapshot } from '@shared/contracts/chat'
import type { ChatMessage, ConversationCard, ConversationDetail } from '@shared/domain/chat'
import type { ChatTrace } from '@shared/domain/chat-trace'
import { interruptStreamingMessages } from '../db/commands/chat'
import { holdFollowUps } from '../db/commands/chat-order'
import { loadTraces } from '../db/queries/chat-trace'
import { createLogger, detach } from '../log/logger'
import { type AnsweringDeps, createAnswering } from './chat-answering'
import { type ChatBudget, type ChatBudgetDeps, createChatBudget } from './chat-budget'
import { type ChatRequest, type ConversationsDeps, createConversations } from './chat-conversations'
import { createExchanges, type Exchanges, type ExchangesDeps } from './chat-exchanges'
import { createFanOut, type FanOut } from './chat-fan-out'
import { createChatFolders, type ChatFolders } from './chat-folders'
import { createFollowUps, type FollowUps, type OrderRequest } from './chat-follow-ups'
import { createMakingEstimate } from './chat-make'
import { type ChatRunsDeps, createChatRuns } from './chat-runs'
import { nameChat } from './chat-title'
import { type ChatTools, type ChatToolsDeps, createChatTools } from './chat-tools'

const log = createLogger('chat')

export type ChatServiceDeps = ConversationsDeps &
  Omit<ChatRunsDeps, 'noteEnd' | 'callsOf'> &
  Omit<ExchangesDeps, 'requireBudget' | 'estimateMaking'> &
  Omit<AnsweringDeps, 'requireBudget'> &
  Omit<ChatToolsDeps, 'budgetHold' | 'estimateMaking'> &
  ChatBudgetDeps & {
    readonly prices: () => Promise<readonly ModelPrice[]>
    /** The model that names chats after their first answer; null: their first words do. */
    readonly titleModelId: () => Promise<string | null>
  }

/** What the handlers and the tasks of the program ask of the tools. */
type ToolsFace = Pick<ChatTools, 'noteTask'> & {
  readonly tools: Pick<ChatTools, 'list' | 'run' | 'decline' | 'answer'>
}

export interface ChatService extends ToolsFace, FanOut, ChatFolders, ChatBudget, Omit<FollowUps, 'noteEnd' | 'goOn'> {
  /** Marks answers that were being received when the program ended; before anything else of the chat. */
  readonly recover: () => Promise<void>
  /** Writes what has arrived of running answers, for a quit that has the time. */
  readonly saveRunning: () => Promise<void>
  readonly list: (request: ChatRequest<'chat.list'>) => Promise<readonly ConversationCard[]>
  readonly create: (request: ChatRequest<'chat.create'>) => Promise<ConversationDetail>
  readonly open: (request: ChatRequest<'chat.open'>) => Promise<ConversationDetail>
  readonly update: (request: ChatRequest<'chat.update'>) => Promise<ConversationDetail>
  readonly send: (request: ChatRequest<'chat.send'>) => Promise<SentMessages>
  readonly regenerate: (request: ChatRequest<'chat.regenerate'>) => Promise<SentMessages>
  readonly make: (request: ChatRequest<'chat.make'>) => Promise<SentMessages>
  /** Goes on with an answer that was cut. */
  readonly continueAnswer: (request: OrderRequest<'chat.continue'>) => Promise<SentMessages>
  readonly stop: (request: ChatRequest<'chat.stop'>) => Promise<null>
  readonly attach: (request: ChatRequest<'chat.attach'>, windowId: number) => Promise<StreamSnapshot | null>
  readonly detach: (request: ChatRequest<'chat.detach'>, windowId: number) => Promise<null>
  /** What went over the wire for an answer, keys masked. */
  readonly traces: (request: ChatRequest<'chat.trace'>) => Promise<readonly ChatTrace[]>
  /** Messages that are being received now. */
  readonly streaming: () => Promise<readonly string[]>
}

/** Chats: their list, their messages, and the answers that are being received. */
export function createChatService(deps: ChatServiceDeps): ChatService {
  // An answer ends long after everything here was put together.
  const runs = createChatRuns({
    ...deps,
    callsOf: (message) => tools.callsOf(message),
    noteEnd: async (message) => {
      detach(name(message), 'name a chat')
      // What is queued waits for the person's decision, and for the answer that follows it.
      if (await tools.noteEnd(message)) await followUps.noteEnd(message)
    },
  })
  const conversations = createConversations(deps)
  const budget = createChatBudget(deps)
  const openAnswer = createAnswering({ ...deps, requireBudget: budget.requireBudget })
  const estimateMaking = createMakingEstimate(deps.prices)
  const tools: ChatTools = createChatTools(
    { ...deps, estimateMaking, budgetHold: budget.budgetHold },
    {
      startAnswer: (answer, modelId) => exchanges.startAnswer(answer, modelId),
      turnEnded: (message) => followUps.noteEnd(message),
    },
  )
  const exchanges: Exchanges = createExchanges(
    { ...deps, estimateMaking, requireBudget: budget.requireBudget },
    { conversations, runs, openAnswer, leave: tools.leave },
  )
  const followUps: FollowUps = createFollowUps(deps, { send: exchanges.send, stop: runs.stop })
  const fanOut = createFanOut(deps, conversations, {
    startAnswer: exchanges.startAnswer,
    goOn: followUps.goOn,
    requireBudget: budget.requireBudget,
  })
  const name = async (answer: ChatMessage): Promise<void> => {
    if (await nameChat(deps, answer)) await conversations.announce(answer.conversationId)
  }
  return {
    ...conversations,
    ...exchanges,
    ...followUps,
    ...fanOut,
    ...budget,
    ...createChatFolders(deps),
    tools,
    noteTask: tools.noteTask,
    traces: ({ messageId }) => loadTraces(deps.db, messageId),
    recover: async () => {
      const count = await interruptStreamingMessages(deps.db)
      await holdFollowUps(deps.db, null)
      await tools.recover()
      if (count > 0) log.info('answers were interrupted by the end of the program', { count })
    },
    continueAnswer: exchanges.goOn,
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
