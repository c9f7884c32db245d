import { AppError } from '@shared/domain/app-error'
import { type ChatPrice, isTalkPriceKnown } from '@shared/domain/chat-cost'
import {
  type CapHold,
  capHold,
  type CapMode,
  type CappedSpending,
  type ChatSpending,
  mayPassOnce,
  type WatchedSpending,
} from '@shared/domain/chat-folder'
import { assertNever } from '@shared/lib/assert-never'
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

/** What is about to be sent: an answer of models, or something with an estimate of its own. */
export type CappedSend = { readonly modelIds: readonly string[] } | { readonly isPriceKnown: boolean }

/** What a question and everything that answers it cost together: leave that a person gave is for all of it. */
export interface CappedTurn {
  /** Null: a talk by voice, which has no question yet. */
  readonly questionId: string | null
  /** Another call for an answer that has begun: after a tool, or where a vendor wants a pause gone on from. */
  readonly isUnderWay: boolean
}

/** @throws AppError `over-budget` where a cap of the chat or its project holds it; nothing was sent then */
export type RequireBudget = (conversationId: string, send: CappedSend, turn: CappedTurn) => Promise<void>

export interface ChatBudget {
  readonly spending: (request: FolderRequest<'chat.spending'>) => Promise<ChatSpending>
  readonly setCap: (request: FolderRequest<'chat.set-cap'>) => Promise<null>
  readonly allowOverCap: (request: FolderRequest<'chat.allow-over-cap'>) => Promise<null>
  readonly requireBudget: RequireBudget
  /** Why nothing may be spent without a person's word, in words; null: it may. Takes no leave away. */
  readonly budgetHold: (conversationId: string, send: CappedSend) => Promise<AppError | null>
}

export interface ChatBudgetDeps {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  readonly resolveModel: (modelId: string) => Promise<string>
  readonly priceOf: (modelId: string) => Promise<ChatPrice | null>
}

interface Held {
  readonly spending: WatchedSpending
  /** For example "This chat". */
  readonly what: string
  readonly hold: CapHold
}

/** What chats cost, and where that ends. */
export function createChatBudget(deps: ChatBudgetDeps): ChatBudget {
  const { db, clock, events } = deps
  /** Not stored: leave for one message is not leave for another day. */
  const allowed = new Set<string>()
  /** Questions that passed by such leave. */
  const passedQuestionIds = new Set<string>()
  /** Unknown charges that a person said yes to, by chat or project. */
  const accepted = new Map<string, number>()
  const watch = <Capped extends CappedSpending>(id: string, spending: Capped): Capped & WatchedSpending => ({
    ...spending,
    acceptedUnknownCount: accepted.get(id) ?? 0,
  })

  const read = async (conversationId: string): Promise<Omit<ChatSpending, 'days' | 'isNextAllowed'>> => {
    const chat = (await loadConversationSpending(db, conversationId)) ?? noSuchChat()
    const folderId = (await loadConversationCard(db, conversationId))?.folderId ?? null
    const folder = folderId === null ? null : await loadChatFolder(db, folderId)
    return {
      chat: watch(conversationId, chat),
      folder: folder && {
        ...watch(folder.id, await loadFolderSpending(db, folder)),
        folderId: folder.id,
        title: folder.title,
      },
    }
  }
  const isPriceKnown = async (send: CappedSend): Promise<boolean> => {
    if ('isPriceKnown' in send) return send.isPriceKnown
    const prices = await Promise.all(send.modelIds.map(async (id) => deps.priceOf(await deps.resolveModel(id))))
    return prices.every(isTalkPriceKnown)
  }
  const holds = async (conversationId: string, send: CappedSend): Promise<readonly Held[]> => {
    const { chat, folder } = await read(conversationId)
    const isKnown = await isPriceKnown(send)
    const watched = [
      { spending: chat, what: 'This chat' },
      ...(folder ? [{ spending: folder, what: `The project “${folder.title}”` }] : []),
    ]
    return watched.flatMap(({ spending, what }) => {
      const hold = capHold(spending, isKnown)
      return hold ? [{ spending, what, hold }] : []
    })
  }
  return {
    spending: async ({ conversationId }) => ({
      ...(await read(conversationId)),
      isNextAllowed: allowed.has(conversationId),
      days: await loadSpendingByDay(db, clock.nowMs() - DAYS_SHOWN_MS),
    }),
    setCap: async ({ conversationId, ...cap }) => {
      await setConversationCap(db, conversationId, cap)
      events.publish('chat.order-changed', {})
      return null
    },
    allowOverCap: async ({ conversationId }) => {
      allowed.add(conversationId)
      const { chat, folder } = await read(conversationId)
      accepted.set(conversationId, chat.unknownCount)
      if (folder) accepted.set(folder.folderId, folder.unknownCount)
      events.publish('chat.order-changed', {})
      return null
    },
    budgetHold: async (conversationId, send) => {
      const [first] = await holds(conversationId, send)
      return first ? overBudget(first) : null
    },
    requireBudget: async (conversationId, send, { questionId, isUnderWay }) => {
      const held = await holds(conversationId, send)
      const [first] = held
      if (!first) return
      if (!held.every(({ hold, spending }) => mayPassOnce(hold, spending.capMode))) throw overBudget(first)
      if (isUnderWay && questionId !== null && passedQuestionIds.has(questionId)) return
      if (!allowed.delete(conversationId)) throw overBudget(first)
      if (questionId !== null) passedQuestionIds.add(questionId)
    },
  }
}

function overBudget({ what, hold, spending }: Held): AppError {
  return new AppError({
    code: 'over-budget',
    message: `${whyHeld(what, hold, spending.unknownCount)} Nothing was sent. ${wayOn(hold, spending.capMode)}`,
    nextStep: 'none',
    charge: 'not-charged',
  })
}

function whyHeld(what: string, hold: CapHold, unknownCount: number): string {
  switch (hold) {
    case 'reached':
      return `${what} has spent what it may.`
    case 'unknown-charges':
      return `${what} has a cap, and ${unknownCount === 1 ? 'a charge' : `${unknownCount} charges`} of unknown amount, so that nobody can say what is left of it.`
    case 'unknown-price':
      return `${what} has a cap, and the price of this is not known, so that the cap could not be kept.`
    default:
      return assertNever(hold)
  }
}

function wayOn(hold: CapHold, capMode: CapMode): string {
  if (hold === 'unknown-price') return 'Allow one message, or choose a model with a price.'
  if (hold === 'unknown-charges') return 'Allow one message, or take the cap away.'
  return capMode === 'ask' ? 'Raise the cap, or allow one more message.' : 'Raise the cap to go on.'
}
