import { paramsFromWords } from '@shared/catalog/projections/params-from-words'
import type { OperationSpec } from '@shared/catalog/types'
import type { SentMessages } from '@shared/contracts/chat'
import type { SubmitRequest } from '@shared/contracts/generation'
import { AppError, toFailure } from '@shared/domain/app-error'
import type { ChatMessage } from '@shared/domain/chat'
import { textOf, titleFrom } from '@shared/domain/chat-text'
import type { TaskView } from '@shared/domain/task'
import { finishMessage, insertExchange, type NewExchange } from '../db/commands/chat'
import type { Database } from '../db/database'
import { loadBranch, loadConversation, loadMessage } from '../db/queries/chat'
import { createLogger } from '../log/logger'
import type { Clock, EventPublisher, NextId } from '../platform/ports'
import { type ChatRequest, type Conversations, noSuchChat } from './chat-conversations'
import type { OrderRequest } from './chat-follow-ups'
import { type EstimateMaking, makeParams } from './chat-make'
import type { OpenAnswerOf } from './chat-answering'
import type { CappedTurn, RequireBudget } from './chat-budget'
import { newAnswer, newUserMessage } from './chat-messages'
import type { ChatRuns } from './chat-runs'

const log = createLogger('chat')

export interface ExchangesDeps {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  readonly nextId: NextId
  readonly operationOf: (operationId: string) => OperationSpec | undefined
  readonly submitGeneration: (request: SubmitRequest) => Promise<TaskView>
  readonly requireBudget: RequireBudget
  readonly estimateMaking: EstimateMaking
}

/** Questions with their answers: each is written before anything is sent. */
export interface Exchanges {
  readonly send: (request: ChatRequest<'chat.send'>) => Promise<SentMessages>
  readonly regenerate: (request: ChatRequest<'chat.regenerate'>) => Promise<SentMessages>
  readonly make: (request: ChatRequest<'chat.make'>) => Promise<SentMessages>
  /** Goes on with an answer that was cut, as another version of it that begins with what there is. */
  readonly goOn: (request: OrderRequest<'chat.continue'>) => Promise<SentMessages>
  /** Begins to receive an answer whose row was just written. */
  readonly startAnswer: (answer: ChatMessage, modelId: string) => void
}

export interface ExchangesParts {
  readonly conversations: Conversations
  readonly runs: ChatRuns
  readonly openAnswer: OpenAnswerOf
  /** The person goes on from a message: what waits in it for a decision is declined. */
  readonly leave: (messageId: string) => Promise<void>
}

export function createExchanges(
  deps: ExchangesDeps,
  { conversations, runs, openAnswer, leave }: ExchangesParts,
): Exchanges {
  const { db, nextId, clock } = deps

  /** Only the call that wrote the rows sends; a repeated one answers with what they hold now. */
  const begin = async (
    exchange: Omit<NewExchange, 'nowMs' | 'keyProfileId'>,
    ifNew: (answer: ChatMessage) => void | Promise<void>,
  ): Promise<SentMessages> => {
    const { isNew, userMessage, assistantMessage } = await insertExchange(db, {
      ...exchange,
      keyProfileId: null,
      nowMs: clock.nowMs(),
    })
    if (isNew) await ifNew(assistantMessage)
    const conversation = await conversations.announce(assistantMessage.conversationId)
    return {
      conversation,
      userMessage,
      assistantMessage: (await loadMessage(db, assistantMessage.id)) ?? assistantMessage,
    }
  }

  const startAnswer = (answer: ChatMessage, modelId: string): void =>
    runs.start(answer, (signal) => openAnswer(answer, modelId, signal))

  const makeMedia = async (request: ChatRequest<'chat.make'>, answer: ChatMessage): Promise<void> => {
    const message = await madeMessage(deps, request, answer)
    await finishMessage(db, message, null)
    deps.events.publish('chat.message-changed', message)
  }

  return {
    startAnswer,
    send: async (request) => {
      await requireParent(db, request)
      const { userMessage, assistantMessage } = pairOf(request, request.text, nextId, clock.nowMs())
      await deps.requireBudget(request.conversationId, { modelIds: [request.modelId] }, newTurn(userMessage.id))
      if (request.parentId !== null) await leave(request.parentId)
      return begin(
        {
          clientRequestId: request.clientRequestId,
          userMessage,
          assistantMessage,
          title: titleFrom(request.text) || 'Picture',
          sentText: request.text,
          talkModelId: request.modelId,
        },
        (answer) => startAnswer(answer, request.modelId),
      )
    },
    regenerate: async ({ clientRequestId, messageId, modelId }) => {
      const old = (await loadMessage(db, messageId)) ?? noSuchMessage()
      await deps.requireBudget(old.conversationId, { modelIds: [modelId] }, newTurn(await questionIdOf(db, old)))
      const parentId = old.role === 'assistant' ? old.parentId : old.id
      const base = { conversationId: old.conversationId, parentId, nowMs: clock.nowMs() }
      const assistantMessage = newAnswer({ ...base, id: nextId() }, modelId)
      return begin(
        { clientRequestId, userMessage: null, assistantMessage, title: '', sentText: '', talkModelId: modelId },
        (answer) => startAnswer(answer, modelId),
      )
    },
    goOn: async ({ clientRequestId, messageId }) => {
      const cut = (await loadMessage(db, messageId)) ?? noSuchMessage()
      if (cut.role !== 'assistant' || textOf(cut) === '') nothingToGoOnFrom()
      const { conversationId, parentId } = cut
      const modelId = cut.modelId ?? (await loadConversation(db, conversationId))?.modelId ?? ''
      await deps.requireBudget(conversationId, { modelIds: [modelId] }, newTurn(await questionIdOf(db, cut)))
      const base = { id: nextId(), conversationId, parentId, nowMs: clock.nowMs() }
      const assistantMessage = { ...newAnswer(base, modelId), parts: cut.parts }
      return begin(
        { clientRequestId, userMessage: null, assistantMessage, title: '', sentText: '', talkModelId: modelId },
        (answer) => startAnswer(answer, modelId),
      )
    },
    make: async (request) => {
      await requireParent(db, request)
      const { userMessage, assistantMessage } = pairOf(request, request.prompt, nextId, clock.nowMs())
      const isPriceKnown = await isPriceOfMakingKnown(deps, request)
      await deps.requireBudget(request.conversationId, { isPriceKnown }, newTurn(userMessage.id))
      return begin(
        {
          clientRequestId: request.clientRequestId,
          userMessage,
          assistantMessage,
          title: titleFrom(request.prompt),
          sentText: request.prompt,
          talkModelId: null,
        },
        (answer) => makeMedia(request, answer),
      )
    },
  }
}

const newTurn = (questionId: string | null): CappedTurn => ({ questionId, isUnderWay: false })

/** The question that a message answers, also behind calls of tools. */
async function questionIdOf(db: Database, message: ChatMessage): Promise<string | null> {
  const branch = await loadBranch(db, message.id)
  return branch.findLast(({ role }) => role === 'user')?.id ?? null
}

/** True too where it cannot be made at all: the answer says why then, and nothing is spent. */
async function isPriceOfMakingKnown(deps: ExchangesDeps, request: ChatRequest<'chat.make'>): Promise<boolean> {
  const operation = deps.operationOf(request.operationId)
  const params = operation && paramsFromWords(operation, request.prompt, request.assetIds)
  if (!operation || !params) return true
  return (await deps.estimateMaking(operation, request.modelId, params)).kind === 'known'
}

/** The answer to a wish for a picture: the task that makes it, or why there is none. */
async function madeMessage(
  deps: ExchangesDeps,
  request: ChatRequest<'chat.make'>,
  answer: ChatMessage,
): Promise<ChatMessage> {
  try {
    const operation = deps.operationOf(request.operationId) ?? noSuchOperation(request.operationId)
    const task = await deps.submitGeneration({
      clientRequestId: request.clientRequestId,
      operationId: request.operationId,
      modelId: request.modelId,
      params: makeParams(operation, request.prompt, request.assetIds),
      origin: { kind: 'chat', conversationId: answer.conversationId, messageId: answer.id },
    })
    return { ...answer, state: 'complete', parts: [{ kind: 'generation', taskId: task.id, prompt: request.prompt }] }
  } catch (error) {
    if (!(error instanceof AppError)) log.error('submitting from a chat failed', error)
    return { ...answer, state: 'failed', failure: toFailure(error) }
  }
}

function pairOf(
  request: {
    readonly conversationId: string
    readonly parentId: string | null
    readonly assetIds: readonly string[]
    readonly modelId: string
  },
  text: string,
  nextId: NextId,
  nowMs: number,
): { readonly userMessage: ChatMessage; readonly assistantMessage: ChatMessage } {
  const base = { conversationId: request.conversationId, nowMs }
  const userMessage = newUserMessage({ ...base, id: nextId(), parentId: request.parentId }, text, request.assetIds)
  return {
    userMessage,
    assistantMessage: newAnswer({ ...base, id: nextId(), parentId: userMessage.id }, request.modelId),
  }
}

async function requireParent(
  db: Database,
  request: { readonly conversationId: string; readonly parentId: string | null },
): Promise<void> {
  if (!(await loadConversation(db, request.conversationId))) noSuchChat()
  if (request.parentId === null) return
  const parent = await loadMessage(db, request.parentId)
  if (parent?.conversationId !== request.conversationId) noSuchMessage()
}

function noSuchMessage(): never {
  throw new AppError({ code: 'not-found', message: 'This message is no longer there.', nextStep: 'none' })
}

function nothingToGoOnFrom(): never {
  throw new AppError({
    code: 'not-found',
    message: 'Nothing of this answer arrived. Ask for another one.',
    nextStep: 'retry',
    charge: 'not-charged',
  })
}

function noSuchOperation(operationId: string): never {
  throw new AppError({
    code: 'not-found',
    message: `There is no way to make “${operationId}”.`,
    nextStep: 'choose-model',
  })
}
