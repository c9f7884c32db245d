import { setTimeout as pause } from 'node:timers/promises'
import type { StreamSnapshot } from '@shared/contracts/chat'
import { connectionOf, type ConnectionState } from '@shared/domain/account'
import { type Failure, toFailure } from '@shared/domain/app-error'
import type { ChatMessage } from '@shared/domain/chat'
import { type ChatPrice, costOfUsage } from '@shared/domain/chat-cost'
import { SECOND_MS } from '@shared/lib/durations'
import { finishMessage, type MessageCharge, saveMessage } from '../db/commands/chat'
import { insertToolCalls, type NewToolCall } from '../db/commands/tool-call'
import type { Database } from '../db/database'
import { loadConversationCard } from '../db/queries/chat'
import { createLogger, detach } from '../log/logger'
import type { Clock, EventPublisher, NextId } from '../platform/ports'
import { type ChatRun, type FinishedRun, type OpenAnswer, startChatRun } from './chat-run'

const log = createLogger('chat.runs')

export interface ChatRunsDeps {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  readonly nextId: NextId
  /** What the price table says of a model; null where it says nothing. */
  readonly priceOf: (modelId: string) => Promise<ChatPrice | null>
  /** How real calls went, for the status bar. */
  readonly reportConnection: (profileId: string, connection: ConnectionState) => void
  /** An answer was charged, or may have been: the balance is another. */
  readonly noteSpending: (profileId: string) => void
  /** The calls of functions in an answer, as rows that wait. */
  readonly callsOf: (message: ChatMessage) => Promise<readonly NewToolCall[]>
  /** An answer reached its end state and its row says so. */
  readonly noteEnd: (message: ChatMessage) => Promise<void>
}

/** All answers that are being received now, by the id of their message. They belong to no window. */
export interface ChatRuns {
  readonly start: (message: ChatMessage, open: OpenAnswer) => void
  /** Comes back when the text so far is written. */
  readonly stop: (messageId: string) => Promise<void>
  /** Null when the message is not being received (any more). */
  readonly attach: (messageId: string, windowId: number) => StreamSnapshot | null
  readonly detach: (messageId: string, windowId: number) => void
  readonly messageIds: () => readonly string[]
  /** Writes what there is. The rows stay `streaming`, so that the next start calls them interrupted. */
  readonly saveAll: () => Promise<void>
}

export function createChatRuns(deps: ChatRunsDeps): ChatRuns {
  const runs = new Map<string, { readonly run: ChatRun; readonly settled: Promise<void> }>()

  const tellEnd = async (message: ChatMessage): Promise<void> => {
    runs.delete(message.id)
    deps.events.publish('chat.message-changed', message)
    const card = await loadConversationCard(deps.db, message.conversationId)
    if (card) deps.events.publish('conversation.changed', card)
    await deps.noteEnd(message)
  }

  const settle = async (run: ChatRun): Promise<void> => {
    const finished = await run.finished
    const message = await withCost(finished, deps.priceOf)
    tellAccount(message, finished.keyProfileId, deps)
    const charge = chargeOf(message, finished.keyProfileId, deps)
    const write = async (): Promise<Failure | null> => {
      try {
        const calls = await deps.callsOf(message)
        await finishMessage(deps.db, message, charge, () => insertToolCalls(deps.db, calls))
        return null
      } catch (error) {
        log.error('the end of an answer could not be written', error)
        return toFailure(error)
      }
    }
    const failure = await write()
    if (failure === null || !isOfDisk(failure)) return tellEnd(failure ? { ...message, failure } : message)
    // It was paid for and is nowhere else: it is told now and written once there is space.
    deps.events.publish('chat.message-changed', { ...message, failure: notSavedYet(failure) })
    detach(writeLater(message, write), 'write an answer that the disk did not take')
  }

  const writeLater = async (message: ChatMessage, write: () => Promise<Failure | null>): Promise<void> => {
    for (;;) {
      await pause(WRITE_AGAIN_MS, undefined, { ref: false })
      const failure = await write()
      if (failure === null || !isOfDisk(failure)) return tellEnd(failure ? { ...message, failure } : message)
    }
  }

  return {
    start: (message, open) => {
      const run = startChatRun(message, open, {
        monotonicMs: deps.clock.monotonicMs,
        save: (snapshot) => saveMessage(deps.db, snapshot),
        deliver: (windowIds, delta) => {
          for (const windowId of windowIds)
            deps.events.publishTo(windowId, 'chat.delta', { messageId: message.id, ...delta })
        },
      })
      const settled = settle(run).catch((error: unknown) => log.error('settling an answer failed', error))
      runs.set(message.id, { run, settled })
    },
    stop: async (messageId) => {
      const entry = runs.get(messageId)
      entry?.run.stop()
      await entry?.settled
    },
    attach: (messageId, windowId) => runs.get(messageId)?.run.attach(windowId) ?? null,
    detach: (messageId, windowId) => runs.get(messageId)?.run.detach(windowId),
    messageIds: () => [...runs.keys()],
    saveAll: async () => {
      for (const { run } of runs.values()) {
        const message = run.message()
        await saveMessage(deps.db, { ...message, state: 'streaming' })
      }
    },
  }
}

/** How often an answer is offered to a disk that was full or gone. */
const WRITE_AGAIN_MS = 2 * SECOND_MS

/** A disk gets space again, or is plugged in again. */
const isOfDisk = ({ code }: Failure): boolean => code === 'disk-full' || code === 'not-found'

const notSavedYet = (failure: Failure): Failure => ({
  ...failure,
  message:
    failure.code === 'disk-full'
      ? 'The disk is full, so that this answer is not saved yet. Make some space; it is saved by itself then.'
      : 'The disk with the library does not answer, so that this answer is not saved yet. It is saved by itself when the disk is back.',
})

function tellAccount(message: ChatMessage, keyProfileId: string | null, deps: ChatRunsDeps): void {
  if (keyProfileId === null) return
  const isAnswered = message.state === 'complete' || message.state === 'refused'
  const connection = isAnswered ? 'online' : message.failure && connectionOf(message.failure)
  if (connection) deps.reportConnection(keyProfileId, connection)
  if (message.cost !== null) deps.noteSpending(keyProfileId)
}

/** The gateway said no, or was never asked. */
function isFree(message: ChatMessage): boolean {
  const hasNothing = message.parts.length === 0 && message.usage === null
  const mayBeCharged = message.failure?.charge === 'charged' || message.failure?.charge === 'maybe-charged'
  return hasNothing && (message.state === 'failed' || message.state === 'refused') && !mayBeCharged
}

async function withCost(
  { message, keyProfileId }: FinishedRun,
  priceOf: ChatRunsDeps['priceOf'],
): Promise<ChatMessage> {
  if (keyProfileId === null || isFree(message)) return message
  const price = message.modelId === null ? null : await priceOf(message.modelId)
  return { ...message, cost: costOfUsage(message.usage, price) }
}

function chargeOf(message: ChatMessage, keyProfileId: string | null, deps: ChatRunsDeps): MessageCharge | null {
  if (message.cost === null || keyProfileId === null) return null
  return {
    ledgerEntryId: deps.nextId(),
    amountMicroUsd: message.cost.kind === 'known' ? message.cost.amountMicroUsd : null,
    modelId: message.modelId ?? '',
    keyProfileId,
    nowMs: deps.clock.nowMs(),
  }
}
