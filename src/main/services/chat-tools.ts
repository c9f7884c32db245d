import { findStudioTool, makerOf, type StudioTool } from '@shared/catalog/chat/studio-tools'
import { findOperation } from '@shared/catalog/operations'
import { paramsFromWords } from '@shared/catalog/projections/params-from-words'
import type { OperationSpec } from '@shared/catalog/types'
import type { SubmitRequest } from '@shared/contracts/generation'
import { AppError, toFailure } from '@shared/domain/app-error'
import type { ChatMessage, ToolCallPart } from '@shared/domain/chat'
import { type ChatSettings, DEFAULT_CHAT_SETTINGS, type StudioToolName } from '@shared/domain/chat-settings'
import { isTerminal, type TaskView } from '@shared/domain/task'
import type { ToolCallMaking, ToolCallView } from '@shared/domain/tool-call'
import { updateConversation } from '../db/commands/chat'
import {
  allowToolCall,
  declineWaitingCalls,
  type NewToolCall,
  noteToolTask,
  settleToolCall,
  type ToolCallEnd,
} from '../db/commands/tool-call'
import type { Database } from '../db/database'
import { loadBranch, loadConversation, loadMessage } from '../db/queries/chat'
import { loadTaskView } from '../db/queries/task'
import {
  findToolCallOfTask,
  loadPicturesOfBranch,
  loadRunningToolCalls,
  loadToolCall,
  loadToolCalls,
} from '../db/queries/tool-call'
import { createLogger } from '../log/logger'
import type { Clock, EventPublisher, NextId } from '../platform/ports'
import type { ChatBudget } from './chat-budget'
import type { ChatRequest } from './chat-conversations'
import type { EstimateMaking } from './chat-make'
import { newAnswer } from './chat-messages'

const log = createLogger('chat.tools')

export interface ChatToolsDeps {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  readonly nextId: NextId
  readonly submitGeneration: (request: SubmitRequest) => Promise<TaskView>
  readonly estimateMaking: EstimateMaking
  /** Why nothing may be spent without a person's word; null: it may. */
  readonly budgetHold: ChatBudget['budgetHold']
  /** Above this the person is asked although the chat allows the tool; null: never. */
  readonly askAboveMicroUsd: () => Promise<number | null>
}

/** Calls of functions: they wait for the person, are carried out, and their results are told to the model. */
export interface ChatTools {
  /** The rows of an answer's calls, to be written with its end. */
  readonly callsOf: (message: ChatMessage) => Promise<readonly NewToolCall[]>
  /**
   * An answer ended: carries out what the chat allows without asking.
   * @returns true where nothing of it is open: the turn is the person's
   */
  readonly noteEnd: (message: ChatMessage) => Promise<boolean>
  /** A task changed; where a call made it and it has ended, the talk goes on. */
  readonly noteTask: (task: TaskView) => Promise<void>
  /** The person goes on from a message: what waits in it is declined. */
  readonly leave: (messageId: string) => Promise<void>
  /** At start: goes on with calls that were allowed. */
  readonly recover: () => Promise<void>
  readonly list: (request: ChatRequest<'chat.tool-calls'>) => Promise<readonly ToolCallView[]>
  readonly run: (request: ChatRequest<'chat.run-tool'>) => Promise<ToolCallView>
  readonly decline: (request: ChatRequest<'chat.decline-tool'>) => Promise<ToolCallView>
  /** The result of a function of the person's own, in their words. */
  readonly answer: (request: ChatRequest<'chat.answer-tool'>) => Promise<ToolCallView>
}

/** After so many rounds of calls in one turn the person is asked again: a model may call for ever. */
const MAX_ROUNDS_UNASKED = 5

export interface ChatToolsParts {
  readonly startAnswer: (answer: ChatMessage, modelId: string) => void
  /** All calls of a message were declined: the turn is the person's. */
  readonly turnEnded: (message: ChatMessage) => Promise<void>
}

export function createChatTools(deps: ChatToolsDeps, { startAnswer, turnEnded }: ChatToolsParts): ChatTools {
  const { db, events } = deps

  const publish = async (toolCallId: string): Promise<ToolCallView> => {
    const view = (await loadToolCall(db, toolCallId)) ?? noSuchCall()
    events.publish('chat.tool-call-changed', view)
    return view
  }

  const settle = async (
    toolCallId: string,
    end: Pick<ToolCallEnd, 'state' | 'text'> & { readonly taskId?: string | null },
  ): Promise<ToolCallView> => {
    const settled = await settleToolCall(db, {
      taskId: null,
      ...end,
      toolCallId,
      continuation: (message) =>
        newAnswer(
          {
            id: deps.nextId(),
            conversationId: message.conversationId,
            parentId: message.id,
            nowMs: deps.clock.nowMs(),
          },
          message.modelId ?? '',
        ),
    })
    if (settled) {
      events.publish('chat.message-changed', settled.message)
      if (settled.continuation) {
        const { continuation, isShown } = settled
        events.publish('chat.message-changed', continuation)
        if (isShown) {
          events.publish('chat.branch-shown', {
            conversationId: continuation.conversationId,
            activeLeafId: continuation.id,
            comparedMessageId: null,
            messages: [continuation],
          })
        }
        startAnswer(continuation, continuation.modelId ?? '')
      } else if (!settled.hasOpenCalls) {
        await turnEnded(settled.message)
      }
    }
    return publish(toolCallId)
  }

  /** Submitting the same call again finds the task of the first time, because its id is the request's. */
  const carryOut = async (call: ToolCallView): Promise<ToolCallView> => {
    const message = (await loadMessage(db, call.messageId)) ?? noSuchCall()
    if (!call.making) return settle(call.id, { state: 'failed', text: 'There is nothing that could do this.' })
    const { operationId, modelId, params } = call.making
    const origin = { kind: 'chat' as const, conversationId: message.conversationId, messageId: message.id }
    try {
      const task = await deps.submitGeneration({ clientRequestId: call.id, operationId, modelId, params, origin })
      await noteToolTask(db, call.id, task.id)
      if (isTerminal(task.state)) return await endByTask(call, task)
      return await publish(call.id)
    } catch (error) {
      if (!(error instanceof AppError)) log.error('a call could not be carried out', error)
      return settle(call.id, { state: 'failed', text: `It could not be made: ${toFailure(error).message}` })
    }
  }

  const endByTask = (call: ToolCallView, task: TaskView): Promise<ToolCallView> =>
    settle(call.id, { ...endOfTask(task), taskId: task.id })

  const makingOf = async (
    call: Pick<ToolCallPart, 'name' | 'argumentsText'>,
    messageId: string,
    chosen: string | undefined,
  ): Promise<ToolCallMaking | null> => {
    const tool = findStudioTool(call.name)
    const maker = tool && makerOf(tool, chosen)
    if (!tool || !maker) return null
    const params = await paramsOf(db, tool, maker.operation, call.argumentsText, messageId)
    const { operation, modelId } = maker
    return {
      operationId: operation.id,
      modelId,
      params,
      estimate: await deps.estimateMaking(operation, modelId, params),
    }
  }

  const settingsOf = async (conversationId: string): Promise<ChatSettings> =>
    (await loadConversation(db, conversationId))?.settings ?? DEFAULT_CHAT_SETTINGS

  const isAllowed = async (call: ToolCallView, settings: ChatSettings, conversationId: string): Promise<boolean> => {
    if (!call.making || !settings.allowedTools.includes(call.name as StudioToolName)) return false
    const limit = await deps.askAboveMicroUsd()
    const { estimate: price } = call.making
    if (await deps.budgetHold(conversationId, { isPriceKnown: price.kind === 'known' })) return false
    return limit === null || (price.kind === 'known' && price.amountMicroUsd <= limit)
  }

  const requireWaiting = async (toolCallId: string): Promise<ToolCallView> => {
    const call = (await loadToolCall(db, toolCallId)) ?? noSuchCall()
    if (call.state === 'waiting') return call
    throw new AppError({ code: 'conflict', message: 'This call was decided already.', nextStep: 'none' })
  }

  return {
    callsOf: async (message) => {
      const parts = callParts(message)
      if (parts.length === 0) return []
      const settings = await settingsOf(message.conversationId)
      return Promise.all(
        parts.map(async ({ callId, name, argumentsText }, ordinal) => ({
          id: deps.nextId(),
          messageId: message.id,
          callId,
          ordinal,
          name,
          argumentsText,
          making: await makingOf({ name, argumentsText }, message.id, settings.makers[name as StudioToolName]),
          nowMs: deps.clock.nowMs(),
        })),
      )
    },
    noteEnd: async (message) => {
      if (callParts(message).length === 0) return true
      const settings = await settingsOf(message.conversationId)
      const known = new Set([...settings.tools, ...settings.functions.map(({ name }) => name)])
      const mayRun = (await roundsOf(db, message)) <= MAX_ROUNDS_UNASKED
      for (const call of await loadToolCalls(db, message.id)) {
        if (call.state !== 'waiting') continue
        if (!known.has(call.name)) {
          await settle(call.id, { state: 'failed', text: `There is no tool “${call.name}”.` })
        } else if (mayRun && call.making && (await isAllowed(call, settings, message.conversationId))) {
          const allowed = await allowToolCall(db, call.id, call.making)
          if (allowed) await carryOut(allowed)
        }
      }
      return false
    },
    noteTask: async (task) => {
      if (!isTerminal(task.state)) return
      const call = await findToolCallOfTask(db, task.id)
      if (call?.state === 'running') await endByTask(call, task)
    },
    leave: async (messageId) => {
      if ((await declineWaitingCalls(db, messageId)) === 0) return
      for (const call of await loadToolCalls(db, messageId)) events.publish('chat.tool-call-changed', call)
    },
    recover: async () => {
      for (const call of await loadRunningToolCalls(db)) {
        const task = call.taskId === null ? null : await loadTaskView(db, call.taskId)
        if (!task) await carryOut(call)
        else if (isTerminal(task.state)) await endByTask(call, task)
      }
    },
    list: ({ messageId }) => loadToolCalls(db, messageId),
    run: async ({ toolCallId, maker, allowInChat }) => {
      const call = await requireWaiting(toolCallId)
      const message = (await loadMessage(db, call.messageId)) ?? noSuchCall()
      const part = callParts(message).find(({ callId }) => callId === call.callId)
      const chosen = maker ?? (call.making ? `${call.making.operationId}|${call.making.modelId}` : undefined)
      const making = part ? await makingOf(part, message.id, chosen) : null
      if (!making) throw new AppError({ code: 'not-found', message: 'Nothing can do this.', nextStep: 'none' })
      if (allowInChat) await allowInConversation(db, message.conversationId, call.name as StudioToolName, maker)
      const allowed = await allowToolCall(db, call.id, making)
      return allowed ? carryOut(allowed) : publish(call.id)
    },
    decline: async ({ toolCallId }) => {
      await requireWaiting(toolCallId)
      return settle(toolCallId, { state: 'declined', text: 'The person declined this call.' })
    },
    answer: async ({ toolCallId, text }) => {
      await requireWaiting(toolCallId)
      return settle(toolCallId, { state: 'done', text })
    },
  }
}

/** The whole calls of an answer that ended well; half a call is nobody's to run. */
function callParts(message: ChatMessage): readonly ToolCallPart[] {
  if (message.state !== 'complete') return []
  return message.parts.flatMap((part) => (part.kind === 'tool-call' ? [part] : []))
}

/** How many answers with calls stand one after the other, this one included. */
async function roundsOf(db: Database, message: ChatMessage): Promise<number> {
  const branch = await loadBranch(db, message.id)
  const lastQuestion = branch.findLastIndex(({ role }) => role === 'user')
  return branch.length - lastQuestion - 1
}

/** The form of the operation, from the model's words; a picture is one of the talk. */
async function paramsOf(
  db: Database,
  tool: StudioTool,
  operation: OperationSpec,
  argumentsText: string,
  messageId: string,
): Promise<ToolCallMaking['params']> {
  const given = readArguments(argumentsText)
  const prompt = typeof given.prompt === 'string' ? given.prompt : ''
  if (!tool.takesPicture) return paramsFromWords(operation, prompt, []) ?? {}
  const pictures = await loadPicturesOfBranch(db, messageId)
  const wanted = pictures[Math.max(0, (typeof given.picture === 'number' ? given.picture : 1) - 1)]
  return (
    paramsFromWords(operation, prompt, wanted === undefined ? [] : [wanted]) ??
    paramsFromWords(operation, prompt, []) ??
    {}
  )
}

function readArguments(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function endOfTask(task: TaskView): Pick<ToolCallEnd, 'state' | 'text'> {
  const stored = task.outputs.filter(({ assetId }) => assetId !== null)
  if (task.state !== 'succeeded' || stored.length === 0) {
    const why =
      task.failure?.message ?? (task.state === 'canceled' ? 'The person cancelled it.' : 'Nothing came out of it.')
    return { state: 'failed', text: `It could not be made: ${why}` }
  }
  const kinds = stored.map(({ media }) => media).join(', ')
  const operation = findOperation(task.operationId)?.title ?? task.operationId
  return {
    state: 'done',
    text: `Made with ${operation} and shown to the person: ${kinds}. Do not describe how to see it; it is in view.`,
  }
}

async function allowInConversation(
  db: Database,
  conversationId: string,
  name: StudioToolName,
  maker: string | null,
): Promise<void> {
  const conversation = await loadConversation(db, conversationId)
  if (!conversation) return
  const { settings } = conversation
  await updateConversation(db, conversationId, {
    settings: {
      ...settings,
      allowedTools: [...new Set([...settings.allowedTools, name])],
      makers: maker === null ? settings.makers : { ...settings.makers, [name]: maker },
    },
  })
}

function noSuchCall(): never {
  throw new AppError({ code: 'not-found', message: 'This call is no longer there.', nextStep: 'none' })
}
