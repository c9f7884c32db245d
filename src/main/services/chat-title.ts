import type { ChatMessage, TokenUsage } from '@shared/domain/chat'
import { type ChatPrice, costOfUsage } from '@shared/domain/chat-cost'
import { DEFAULT_CHAT_SETTINGS } from '@shared/domain/chat-settings'
import { textOf, titleFrom } from '@shared/domain/chat-text'
import { addMessageCharge } from '../db/commands/chat'
import { nameConversationByModel } from '../db/commands/chat-folder'
import type { Database } from '../db/database'
import { loadMessage } from '../db/queries/chat'
import { loadTitleFacts } from '../db/queries/chat-folder'
import type { GatewayCredentials } from '../gateway/types'
import { createLogger } from '../log/logger'
import type { Clock, NextId } from '../platform/ports'
import type { StreamAnswer } from './chat-gateway'

const log = createLogger('chat.title')

const TIMEOUT_MS = 60_000
/** The beginning says what a talk is about; the rest would only cost. */
const MAX_CHARACTERS = 1_500
const MAX_TITLE_LENGTH = 120
/** Only the first exchange is named: later ones would change a name that one has got used to. */
const FIRST_EXCHANGE = 2

export interface ChatTitleDeps {
  readonly db: Database
  readonly clock: Clock
  readonly nextId: NextId
  readonly credentials: () => Promise<GatewayCredentials>
  readonly streamAnswer: StreamAnswer
  readonly priceOf: (modelId: string) => Promise<ChatPrice | null>
  /** The model that names chats; null: their first words do. */
  readonly titleModelId: () => Promise<string | null>
}

/**
 * Names a chat after its first answer, by a cheap model; what that cost is a charge of the answer. A name that a
 * person gave is never touched. @returns whether the chat has a new name
 */
export async function nameChat(deps: ChatTitleDeps, answer: ChatMessage): Promise<boolean> {
  const modelId = await deps.titleModelId()
  const facts = await loadTitleFacts(deps.db, answer.conversationId)
  const isFirst = facts?.titleBy === 'words' && facts.messageCount === FIRST_EXCHANGE
  if (modelId === null || !isFirst || answer.state !== 'complete' || textOf(answer) === '') return false
  const question = answer.parentId === null ? null : await loadMessage(deps.db, answer.parentId)
  try {
    const { text, usage, profileId } = await ask(deps, modelId, question ? textOf(question) : '', textOf(answer))
    const cost = costOfUsage(usage, await deps.priceOf(modelId))
    await addMessageCharge(deps.db, answer.id, {
      ledgerEntryId: deps.nextId(),
      amountMicroUsd: cost.kind === 'known' ? cost.amountMicroUsd : null,
      modelId,
      keyProfileId: profileId,
      nowMs: deps.clock.nowMs(),
    })
    const title = cleanTitle(text)
    return title !== '' && (await nameConversationByModel(deps.db, answer.conversationId, title))
  } catch (error) {
    // The chat keeps its first words; nobody asked for this name.
    log.info('a chat could not be named', { reason: error instanceof Error ? error.message : 'unknown' })
    return false
  }
}

async function ask(deps: ChatTitleDeps, modelId: string, question: string, answer: string) {
  const credentials = await deps.credentials()
  const talk = `${question.slice(0, MAX_CHARACTERS)}\n\n---\n\n${answer.slice(0, MAX_CHARACTERS)}`
  const text = `Write a title of at most six words for this conversation, in its language. Answer with the title alone.\n\n${talk}`
  const events = deps.streamAnswer(
    credentials,
    {
      modelId,
      systemPrompt: '',
      messages: [{ role: 'user', parts: [{ kind: 'text', text }] }],
      settings: DEFAULT_CHAT_SETTINGS,
      tools: [],
    },
    AbortSignal.timeout(TIMEOUT_MS),
  )
  let title = ''
  let usage: TokenUsage | null = null
  for await (const event of events) {
    if (event.kind === 'text') title += event.text
    if (event.kind === 'usage') usage = event.usage
    if (event.kind === 'error') throw new Error(event.failure.code)
  }
  return { text: title, usage, profileId: credentials.profileId }
}

/** One line without the quotes, marks and full stop that models like to put around a title. */
export function cleanTitle(text: string): string {
  const [line = ''] = text.trim().split('\n')
  const bare = line
    .replace(/^(?:#+|[-*>]|title\s*:)\s*/i, '')
    .replaceAll(/[*_`]+/g, '')
    .replace(/^["“”„«'‘]+|["“”»'’.。]+$/gu, '')
    .trim()
  return bare.length > MAX_TITLE_LENGTH ? titleFrom(bare) : bare
}
