import type { RouteParsedRequest } from '@shared/contracts/routes'
import type { VoiceEvent } from '@shared/contracts/voice'
import type { AppError, Failure } from '@shared/domain/app-error'
import type { ChatMessage, TokenUsage } from '@shared/domain/chat'
import { type ChatPrice, costOfUsage } from '@shared/domain/chat-cost'
import { titleFrom, toWellFormedText } from '@shared/domain/chat-text'
import { finishMessage, insertExchange } from '../db/commands/chat'
import type { Database } from '../db/database'
import { loadConversation, loadConversationCard } from '../db/queries/chat'
import type { RealtimeEvent } from '../gateway/realtime/realtime-events'
import type { OpenRealtime, RealtimeSocket } from '../gateway/realtime/realtime-socket'
import type { GatewayCredentials } from '../gateway/types'
import { createLogger } from '../log/logger'
import type { Clock, EventPublisher, NextId } from '../platform/ports'
import type { ChatBudget, RequireBudget } from './chat-budget'
import { noSuchChat } from './chat-conversations'
import { newAnswer, newUserMessage } from './chat-messages'

const log = createLogger('chat.voice')

export interface VoiceDeps {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  readonly nextId: NextId
  readonly credentials: () => Promise<GatewayCredentials>
  readonly openRealtime: OpenRealtime
  readonly priceOf: (modelId: string) => Promise<ChatPrice | null>
  readonly noteSpending: (profileId: string) => void
  readonly requireBudget: RequireBudget
  /** Why the chat may spend no more; null: it may. */
  readonly budgetHold: ChatBudget['budgetHold']
}

export type VoiceService = ReturnType<typeof createVoiceService>

interface Session {
  readonly socket: RealtimeSocket
  readonly windowId: number
  /** Comes back when the last turn is written. */
  readonly end: (failure: Failure | null) => Promise<void>
}

/** Talks by voice. What both sides say is kept as messages, turn by turn, under the chat's shown end. */
export function createVoiceService(deps: VoiceDeps) {
  const sessions = new Map<string, Session>()
  const stop = async (sessionId: string, failure: Failure | null): Promise<void> =>
    sessions.get(sessionId)?.end(failure)

  return {
    /** @throws AppError `no-key`; `not-found` where the chat is gone; `over-budget` where it may spend no more */
    start: async (
      windowId: number,
      { conversationId, modelId, voice }: RouteParsedRequest<'voice.start'>,
    ): Promise<{ readonly sessionId: string }> => {
      const conversation = (await loadConversation(deps.db, conversationId)) ?? noSuchChat()
      await deps.requireBudget(conversationId, { modelIds: [modelId] }, { questionId: null, isUnderWay: false })
      const credentials = await deps.credentials()
      const sessionId = deps.nextId()
      const tell = (event: VoiceEvent): void => deps.events.publishTo(windowId, 'voice.heard', { sessionId, event })
      const facts = { conversationId, modelId, keyProfileId: credentials.profileId }
      const turns = createTurnKeeper(deps, facts, async () => {
        // What nobody can price was said yes to at the beginning; here only what is known ends the talk.
        const hold = await deps.budgetHold(conversationId, { isPriceKnown: true })
        if (hold) await stop(sessionId, spentFailure(hold))
      })
      const end = async (failure: Failure | null): Promise<void> => {
        if (!sessions.delete(sessionId)) return
        await turns.close()
        tell({ kind: 'ended', failure })
      }
      const socket = deps.openRealtime(
        credentials,
        { modelId, voice, instructions: conversation.systemPrompt },
        {
          onEvent: (event) => {
            turns.hear(event)
            const told = eventForPage(event)
            if (told) tell(told)
          },
          onEnd: (failure) => void end(failure).catch((error: unknown) => log.error('ending a voice session', error)),
        },
      )
      sessions.set(sessionId, {
        socket,
        windowId,
        end: async (failure) => {
          const ended = end(failure)
          socket.close()
          await ended
        },
      })
      return { sessionId }
    },

    sendAudio: async ({ sessionId, base64 }: RouteParsedRequest<'voice.send-audio'>): Promise<null> => {
      sessions.get(sessionId)?.socket.sendAudio(base64)
      return null
    },

    stop: async ({ sessionId }: RouteParsedRequest<'voice.stop'>): Promise<null> => {
      await stop(sessionId, null)
      return null
    },
  }
}

/** Other than a message that was held back, this talk has been paid for until now. */
function spentFailure({ failure }: AppError): Failure {
  return {
    ...failure,
    message: `The talk by voice was ended; what was said is kept. ${failure.message}`,
    charge: 'charged',
  }
}

function eventForPage(event: RealtimeEvent): VoiceEvent | null {
  switch (event.kind) {
    case 'turn-ended':
      return { kind: 'turn-ended' }
    case 'failed':
      return null
    default:
      return event
  }
}

interface TurnFacts {
  readonly conversationId: string
  readonly modelId: string
  readonly keyProfileId: string
}

interface Turn {
  readonly words: string
  readonly isWhole: boolean
  readonly usage: TokenUsage | null
}

/** Writes each turn once both halves are there: the words of the person often come after the answer to them. */
function createTurnKeeper(deps: VoiceDeps, facts: TurnFacts, onWritten: () => Promise<void>) {
  let question = ''
  let answer = ''
  let ended: Turn | null = null
  let writing = Promise.resolve()
  const write = (): void => {
    const turn = ended
    if (!turn) return
    const asked = question || 'Spoken, but not written down by the gateway.'
    ended = null
    question = ''
    writing = writing
      .then(() => writeTurn(deps, facts, asked, turn))
      .then(() => void onWritten().catch((error: unknown) => log.error('a voice session could not be judged', error)))
      .catch((error: unknown) => log.error('a turn of a voice session could not be written', error))
  }
  return {
    hear: (event: RealtimeEvent): void => {
      if (event.kind === 'user-words') {
        question = [question, event.text].filter((text) => text !== '').join(' ')
        write()
      } else if (event.kind === 'answer-words') {
        answer += event.text
      } else if (event.kind === 'turn-ended') {
        write()
        ended = { words: answer, isWhole: event.isWhole, usage: event.usage }
        answer = ''
        if (question !== '') write()
      }
    },
    close: async (): Promise<void> => {
      if (!ended && (answer !== '' || question !== '')) ended = { words: answer, isWhole: false, usage: null }
      write()
      await writing
    },
  }
}

async function writeTurn(deps: VoiceDeps, facts: TurnFacts, asked: string, turn: Turn): Promise<void> {
  const { db, nextId, clock, events } = deps
  const { conversationId, modelId, keyProfileId } = facts
  const parentId = (await loadConversation(db, conversationId))?.activeLeafId ?? null
  const base = { conversationId, nowMs: clock.nowMs() }
  const text = toWellFormedText(asked)
  const userMessage = newUserMessage({ ...base, id: nextId(), parentId }, text, [])
  const cost = costOfUsage(turn.usage, await deps.priceOf(modelId))
  const message: ChatMessage = {
    ...newAnswer({ ...base, id: nextId(), parentId: userMessage.id }, modelId),
    parts: turn.words === '' ? [] : [{ kind: 'text', text: toWellFormedText(turn.words) }],
    state: turn.isWhole ? 'complete' : 'stopped',
    usage: turn.usage,
    cost,
  }
  await insertExchange(db, {
    clientRequestId: nextId(),
    userMessage,
    assistantMessage: message,
    title: titleFrom(text),
    sentText: '',
    talkModelId: null,
    keyProfileId,
    nowMs: base.nowMs,
  })
  await finishMessage(db, message, {
    ledgerEntryId: nextId(),
    amountMicroUsd: cost.kind === 'known' ? cost.amountMicroUsd : null,
    modelId,
    keyProfileId,
    nowMs: base.nowMs,
  })
  deps.noteSpending(keyProfileId)
  events.publish('chat.branch-shown', {
    conversationId,
    activeLeafId: message.id,
    comparedMessageId: null,
    messages: [userMessage, message],
  })
  const card = await loadConversationCard(db, conversationId)
  if (card) events.publish('conversation.changed', card)
}
