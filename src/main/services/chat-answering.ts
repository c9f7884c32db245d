import { findStudioTool } from '@shared/catalog/chat/studio-tools'
import { AppError, type Failure, toFailure } from '@shared/domain/app-error'
import type { ChatMessage, StreamEvent } from '@shared/domain/chat'
import { type ChatSettings, DEFAULT_CHAT_SETTINGS } from '@shared/domain/chat-settings'
import { textOf } from '@shared/domain/chat-text'
import { rateOfPcm, wavOfPcm } from '@shared/lib/wav'
import { saveTrace } from '../db/commands/chat-trace'
import type { Database } from '../db/database'
import { loadBranch, loadConversation } from '../db/queries/chat'
import type { DecodedEvent } from '../gateway/chat/decoder'
import type { OutgoingMessage, ToolSpec } from '../gateway/chat/outgoing'
import type { GatewayCredentials } from '../gateway/types'
import type { StoreAnswerFile } from '../library/answer-media'
import { createLogger } from '../log/logger'
import type { Clock, NextId } from '../platform/ports'
import type { CappedTurn, RequireBudget } from './chat-budget'
import { withFolder } from './chat-folders'
import type { StreamAnswer } from './chat-gateway'
import { type AssetFileOf, outgoingMessages } from './chat-history'
import { type StoreAnswerMedia, withStoredMedia } from './chat-media'
import { newUserMessage } from './chat-messages'
import { withPausedTurns } from './chat-paused'
import type { OpenedAnswer } from './chat-run'
import { failureOfCall, traceCall } from './chat-trace'

const log = createLogger('chat.answering')

export interface AnsweringDeps {
  readonly db: Database
  readonly clock: Clock
  readonly nextId: NextId
  /** The active profile's. @throws AppError `no-key` while none is set */
  readonly credentials: () => Promise<GatewayCredentials>
  readonly streamAnswer: StreamAnswer
  readonly assetFile: AssetFileOf
  /** Keeps a picture or sound that came inside an answer. */
  readonly storeAnswerFile: StoreAnswerFile
  /** The model behind a name of the person's own, such as `best-chat`; any other id as it is. */
  readonly resolveModel: (modelId: string) => Promise<string>
  readonly requireBudget: RequireBudget
}

/** What one question is asked with, whichever model of the chain gets it. */
interface Question {
  readonly answer: ChatMessage
  readonly turn: CappedTurn
  readonly branch: readonly ChatMessage[]
  readonly systemPrompt: string
  readonly settings: ChatSettings
  readonly tools: readonly ToolSpec[]
  readonly credentials: GatewayCredentials
  readonly signal: AbortSignal
}

interface Call {
  readonly modelId: string
  /** 1 for the first call of an answer. */
  readonly attempt: number
  readonly messages: readonly OutgoingMessage[]
}

export type OpenAnswerOf = (answer: ChatMessage, modelId: string, signal: AbortSignal) => Promise<OpenedAnswer>

/** Asks the model of a chat for an answer, and the next of its chain where the first did not take the question. */
export function createAnswering(deps: AnsweringDeps): OpenAnswerOf {
  const callOnce = async function* (
    { answer, credentials, signal, systemPrompt, settings, tools }: Question,
    { modelId, attempt, messages }: Call,
  ): AsyncGenerator<DecodedEvent> {
    const call = traceCall({ id: deps.nextId(), messageId: answer.id, attempt, modelId }, deps.clock)
    try {
      yield* deps.streamAnswer(credentials, { modelId, messages, systemPrompt, settings, tools }, signal, call)
    } catch (error) {
      call.ended(signal.aborted ? 'stopped' : 'broken', failureOfCall(error))
      throw error
    } finally {
      const trace = call.trace()
      if (trace) await saveTrace(deps.db, trace).catch((error: unknown) => log.error('a trace was not kept', error))
    }
  }

  const askOne = async function* (question: Question, modelId: string, attempt: number): AsyncGenerator<StreamEvent> {
    const messages = await outgoingMessages(question.branch, modelId, deps.assetFile)
    const answer = withPausedTurns(
      (turns, round) =>
        callOnce(question, { modelId, attempt: attempt + round - 1, messages: [...messages, ...turns] }),
      // Its price was known, or a person said yes to it, before the first call.
      () => deps.requireBudget(question.answer.conversationId, { isPriceKnown: true }, question.turn),
    )
    yield* withStoredMedia(answer, storeMediaOf(deps.storeAnswerFile, question, modelId))
  }

  const askChain = async function* (question: Question, chain: readonly string[]): AsyncGenerator<StreamEvent> {
    const { answer, settings } = question
    if (settings.schema && answer.parts.length === 0) yield { kind: 'answer-shape', schema: settings.schema }
    for (const [index, modelId] of chain.entries()) {
      const next = chain[index + 1]
      let hasBegun = false
      try {
        for await (const event of askOne(question, modelId, index + 1)) {
          hasBegun = true
          yield event
        }
        return
      } catch (error) {
        const failure = toFailure(error)
        if (next === undefined || hasBegun || !mayAskNext(failure)) throw error
        yield { kind: 'model-switch', fromModelId: modelId, toModelId: next, reason: failure.message }
      }
    }
  }

  return async (answer, modelId, signal) => {
    const credentials = await deps.credentials()
    const conversation = await loadConversation(deps.db, answer.conversationId)
    const own = answer.parentId === null ? [] : await loadBranch(deps.db, answer.parentId)
    // What answers a person's message was asked for before it was written; what goes on after a tool was not.
    const turn = { questionId: own.findLast(({ role }) => role === 'user')?.id ?? null, isUnderWay: true }
    if (own.at(-1)?.role === 'assistant') await deps.requireBudget(answer.conversationId, { modelIds: [modelId] }, turn)
    // A cut answer goes on in itself: what it has so far is told, and then asked to be gone on with.
    const tail = answer.parts.length === 0 ? [] : [answer, askToGoOn(answer)]
    const { systemPrompt, branch } = await withFolder(deps.db, conversation, [...own, ...tail])
    const settings = conversation?.settings ?? DEFAULT_CHAT_SETTINGS
    const question = {
      answer,
      turn,
      branch,
      systemPrompt,
      settings,
      tools: toolsOf(settings),
      credentials,
      signal,
    }
    const chain = await Promise.all([modelId, ...settings.fallbackModelIds].map(deps.resolveModel))
    const asked = chain[0] ?? modelId
    return { keyProfileId: credentials.profileId, modelId: asked, events: askChain(question, [...new Set(chain)]) }
  }
}

const GO_ON = 'Go on exactly where your last answer broke off, without repeating anything.'

/** Told to the model and written nowhere: the person sees one answer that goes on. */
function askToGoOn(answer: ChatMessage): ChatMessage {
  const { conversationId, id, createdAtMs } = answer
  return newUserMessage({ id: `${id}-go-on`, conversationId, parentId: id, nowMs: createdAtMs }, GO_ON, [])
}

/** Only what the gateway turned down before it took the question, for a reason that another model may not have. */
function mayAskNext({ code, charge }: Failure): boolean {
  return (
    charge === 'not-charged' && (code === 'model-unavailable' || code === 'rate-limited' || code === 'gateway-fault')
  )
}

/** The studio's tools that the chat offers, and the functions that the person described. */
export function toolsOf({ tools, functions }: ChatSettings): readonly ToolSpec[] {
  const studio = tools.flatMap((name) => {
    const tool = findStudioTool(name)
    return tool ? [{ name, description: tool.description, parameters: tool.parameters }] : []
  })
  const own = functions.map(({ name, description, parametersText }) => ({
    name,
    description,
    parameters: readParameters(name, parametersText),
  }))
  return [...studio, ...own]
}

function readParameters(name: string, text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text.trim() === '' ? '{"type":"object","properties":{}}' : text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Told below like a schema of the wrong kind.
  }
  throw new AppError({
    code: 'bad-parameter',
    message: `The parameters of your function “${name}” are not a JSON schema. Mend them in the chat's settings.`,
    nextStep: 'edit-input',
    charge: 'not-charged',
  })
}

/** Keeps what comes inside an answer, with the question as its recipe. */
function storeMediaOf(
  storeAnswerFile: StoreAnswerFile,
  { answer, branch, credentials }: Question,
  modelId: string,
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
  return async ({ media, source, words = '' }) => {
    if (source.kind === 'url') return storeAnswerFile({ media, source, words, generation })
    const bytes = new Uint8Array(Buffer.from(source.base64, 'base64'))
    const rate = rateOfPcm(source.mime)
    const whole = rate === null ? bytes : wavOfPcm(bytes, rate)
    return storeAnswerFile({ media, source: { kind: 'bytes', bytes: whole }, words, generation })
  }
}
