import type { OperationSpec } from '@shared/catalog/types'
import type { SentMessages } from '@shared/contracts/chat'
import type { SubmitRequest } from '@shared/contracts/generation'
import { AppError, toFailure } from '@shared/domain/app-error'
import type { ChatMessage } from '@shared/domain/chat'
import { DEFAULT_CHAT_SETTINGS } from '@shared/domain/chat-settings'
import { textOf, titleFrom } from '@shared/domain/chat-text'
import type { TaskView } from '@shared/domain/task'
import { rateOfPcm, wavOfPcm } from '@shared/lib/wav'
import { finishMessage, insertExchange, type NewExchange } from '../db/commands/chat'
import type { Database } from '../db/database'
import { loadBranch, loadConversation, loadMessage } from '../db/queries/chat'
import type { GatewayCredentials } from '../gateway/types'
import type { StoreAnswerFile } from '../library/answer-media'
import { createLogger } from '../log/logger'
import type { Clock, EventPublisher, NextId } from '../platform/ports'
import { type ChatRequest, type Conversations, noSuchChat } from './chat-conversations'
import { withFolder } from './chat-folders'
import type { StreamAnswer } from './chat-gateway'
import type { OrderRequest } from './chat-follow-ups'
import { type AssetFileOf, outgoingMessages } from './chat-history'
import { type StoreAnswerMedia, withStoredMedia } from './chat-media'
import { makeParams } from './chat-make'
import { newAnswer, newUserMessage } from './chat-messages'
import type { OpenedAnswer } from './chat-run'
import type { ChatRuns } from './chat-runs'

const log = createLogger('chat')

export interface ExchangesDeps {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  readonly nextId: NextId
  /** The active profile's. @throws AppError `no-key` while none is set */
  readonly credentials: () => Promise<GatewayCredentials>
  readonly streamAnswer: StreamAnswer
  readonly assetFile: AssetFileOf
  /** Keeps a picture or sound that came inside an answer. */
  readonly storeAnswerFile: StoreAnswerFile
  readonly operationOf: (operationId: string) => OperationSpec | undefined
  readonly submitGeneration: (request: SubmitRequest) => Promise<TaskView>
  /** @throws AppError `over-budget` where the chat may not spend more */
  readonly requireBudget: (conversationId: string) => Promise<void>
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

export function createExchanges(deps: ExchangesDeps, conversations: Conversations, runs: ChatRuns): Exchanges {
  const { db, nextId, clock } = deps

  const openAnswer = async (answer: ChatMessage, modelId: string, signal: AbortSignal): Promise<OpenedAnswer> => {
    const tail = answer.parts.length === 0 ? [] : [answer, askToGoOn(answer)]
    const credentials = await deps.credentials()
    const conversation = await loadConversation(db, answer.conversationId)
    const own = answer.parentId === null ? [] : await loadBranch(db, answer.parentId)
    const { systemPrompt, branch } = await withFolder(db, conversation, [...own, ...tail])
    const request = {
      modelId,
      systemPrompt,
      messages: await outgoingMessages(branch, modelId, deps.assetFile),
      settings: conversation?.settings ?? DEFAULT_CHAT_SETTINGS,
      tools: [],
    }
    const events = deps.streamAnswer(credentials, request, signal)
    const store = storeMediaOf(deps, answer, modelId, branch, credentials)
    return { keyProfileId: credentials.profileId, events: withStoredMedia(events, store) }
  }

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
      await deps.requireBudget(request.conversationId)
      const { userMessage, assistantMessage } = pairOf(request, request.text, nextId, clock.nowMs())
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
      await deps.requireBudget(old.conversationId)
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
      await deps.requireBudget(cut.conversationId)
      const { conversationId, parentId } = cut
      const modelId = cut.modelId ?? (await loadConversation(db, conversationId))?.modelId ?? ''
      const base = { id: nextId(), conversationId, parentId, nowMs: clock.nowMs() }
      const assistantMessage = { ...newAnswer(base, modelId), parts: cut.parts }
      return begin(
        { clientRequestId, userMessage: null, assistantMessage, title: '', sentText: '', talkModelId: modelId },
        (answer) => startAnswer(answer, modelId),
      )
    },
    make: async (request) => {
      await requireParent(db, request)
      await deps.requireBudget(request.conversationId)
      const { userMessage, assistantMessage } = pairOf(request, request.prompt, nextId, clock.nowMs())
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

/** Keeps what comes inside an answer, with the question as its recipe. */
function storeMediaOf(
  deps: ExchangesDeps,
  answer: ChatMessage,
  modelId: string,
  branch: readonly ChatMessage[],
  credentials: GatewayCredentials,
): StoreAnswerMedia {
  const question = branch.findLast(({ role }) => role === 'user')
  const generation = {
    conversationId: answer.conversationId,
    messageId: answer.id,
    modelId,
    prompt: question ? textOf(question) : '',
    inputAssetIds: question?.parts.flatMap((part) => (part.kind === 'asset' ? [part.assetId] : [])) ?? [],
    keyProfileId: credentials.profileId,
  }
  return async ({ media, source }) => {
    if (source.kind === 'url') return deps.storeAnswerFile({ media, source, generation })
    const bytes = new Uint8Array(Buffer.from(source.base64, 'base64'))
    const rate = rateOfPcm(source.mime)
    const whole = rate === null ? bytes : wavOfPcm(bytes, rate)
    return deps.storeAnswerFile({ media, source: { kind: 'bytes', bytes: whole }, generation })
  }
}

const GO_ON = 'Go on exactly where your last answer broke off, without repeating anything.'

/** Told to the model and written nowhere: the person sees one answer that goes on. */
function askToGoOn(answer: ChatMessage): ChatMessage {
  const { conversationId, id, createdAtMs } = answer
  return newUserMessage({ id: `${id}-go-on`, conversationId, parentId: id, nowMs: createdAtMs }, GO_ON, [])
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
