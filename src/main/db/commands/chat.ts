import type { ChatMessage } from '@shared/domain/chat'
import type { ChatSettings } from '@shared/domain/chat-settings'
import type { MicroUsd } from '@shared/domain/money'
import type { Database } from '../database'
import { toJson } from '../json'
import { type MessageRow, toChatMessage } from '../repositories/message'
import { writeMessageText } from './message-text'

export interface NewConversation {
  readonly id: string
  readonly modelId: string
  /** Null: in no project. */
  readonly folderId: string | null
  readonly nowMs: number
}

export async function insertConversation(db: Database, conversation: NewConversation): Promise<void> {
  db.run(
    'chat.insert-conversation',
    `INSERT INTO conversation (id, title, model_id, folder_id, created_at, updated_at)
     VALUES (:id, '', :modelId, :folderId, :nowMs, :nowMs)`,
    { ...conversation },
  )
}

export interface ConversationChange {
  readonly title?: string | undefined
  readonly modelId?: string | undefined
  readonly systemPrompt?: string | undefined
  readonly settings?: ChatSettings | undefined
  readonly draft?: string | undefined
  readonly activeLeafId?: string | null | undefined
  readonly comparedMessageId?: string | null | undefined
}

/** Changes what is given. The place in the list stays: looking at a branch or typing a draft is not use. */
export async function updateConversation(
  db: Database,
  conversationId: string,
  change: ConversationChange,
): Promise<void> {
  db.run(
    'chat.update-conversation',
    `UPDATE conversation SET
       title = coalesce(:title, title), model_id = coalesce(:modelId, model_id),
       system_prompt = coalesce(:systemPrompt, system_prompt),
       settings_json = coalesce(:settingsJson, settings_json), draft = coalesce(:draft, draft),
       active_leaf_id = CASE WHEN :hasLeaf THEN :activeLeafId ELSE active_leaf_id END,
       compared_message_id = CASE WHEN :hasCompared THEN :comparedMessageId ELSE compared_message_id END,
       title_by = CASE WHEN :title IS NULL THEN title_by ELSE 'person' END
     WHERE id = :conversationId`,
    {
      conversationId,
      title: change.title ?? null,
      modelId: change.modelId ?? null,
      systemPrompt: change.systemPrompt ?? null,
      settingsJson: change.settings ? toJson(change.settings) : null,
      draft: change.draft ?? null,
      activeLeafId: change.activeLeafId ?? null,
      hasLeaf: change.activeLeafId === undefined ? 0 : 1,
      comparedMessageId: change.comparedMessageId ?? null,
      hasCompared: change.comparedMessageId === undefined ? 0 : 1,
    },
  )
}

export interface NewExchange {
  readonly clientRequestId: string
  /** Null when another answer to a message that exists is asked for. */
  readonly userMessage: ChatMessage | null
  readonly assistantMessage: ChatMessage
  /** The chat's name, if it has none yet. */
  readonly title: string
  /** The draft is cleared if it is this text; editing an older message leaves it alone. */
  readonly sentText: string
  /** The model that the talk goes on with; null where a picture's model answers. */
  readonly talkModelId: string | null
  readonly keyProfileId: string | null
  readonly nowMs: number
}

export interface Exchange {
  readonly userMessage: ChatMessage | null
  readonly assistantMessage: ChatMessage
  /** False when this request had been written before: then nothing may be sent again. */
  readonly isNew: boolean
}

/**
 * Writes a question and its empty answer, shows their branch and names the chat. The same
 * `clientRequestId` answers with what the first call wrote, as it stands now.
 */
export async function insertExchange(db: Database, exchange: NewExchange): Promise<Exchange> {
  return db.transaction('chat.insert-exchange', () => {
    const earlier = earlierExchange(db, exchange.clientRequestId)
    if (earlier) return earlier
    const { userMessage, assistantMessage, clientRequestId, keyProfileId } = exchange
    if (userMessage) insertMessage(db, userMessage, { clientRequestId, keyProfileId: null })
    insertMessage(db, assistantMessage, { clientRequestId: userMessage ? null : clientRequestId, keyProfileId })
    showExchange(db, { ...exchange, leaf: assistantMessage, comparedMessageId: null })
    return { userMessage, assistantMessage, isNew: true }
  })
}

/** What was sent is shown, and names a chat without a name; called inside the transaction that writes it. */
export function showExchange(
  db: Database,
  shown: Pick<NewExchange, 'title' | 'sentText' | 'talkModelId' | 'nowMs'> & {
    readonly leaf: ChatMessage
    /** A question whose answers are to stand side by side. */
    readonly comparedMessageId: string | null
  },
): void {
  db.run(
    'chat.show-exchange',
    `UPDATE conversation SET active_leaf_id = :leafId, updated_at = :nowMs, model_id = coalesce(:modelId, model_id),
       title = CASE title WHEN '' THEN :title ELSE title END, draft = CASE draft WHEN :sentText THEN '' ELSE draft END,
       compared_message_id = :comparedMessageId
     WHERE id = :conversationId`,
    {
      conversationId: shown.leaf.conversationId,
      leafId: shown.leaf.id,
      modelId: shown.talkModelId,
      title: shown.title,
      sentText: shown.sentText,
      comparedMessageId: shown.comparedMessageId,
      nowMs: shown.nowMs,
    },
  )
}

function earlierExchange(db: Database, clientRequestId: string): Exchange | null {
  const row = db.get<MessageRow>('chat.message-by-request', 'SELECT * FROM message WHERE client_request_id = ?', [
    clientRequestId,
  ])
  if (!row) return null
  const message = toChatMessage(row)
  if (message.role === 'assistant') return { userMessage: null, assistantMessage: message, isNew: false }
  const answer = db.get<MessageRow>(
    'chat.first-answer',
    `SELECT * FROM message WHERE parent_id = ? AND role = 'assistant' ORDER BY id LIMIT 1`,
    [message.id],
  )
  return answer ? { userMessage: message, assistantMessage: toChatMessage(answer), isNew: false } : null
}

/** Called inside the transaction that writes what belongs to it. */
export function insertMessage(
  db: Database,
  message: ChatMessage,
  extra: { readonly clientRequestId: string | null; readonly keyProfileId: string | null },
): void {
  db.run(
    'chat.insert-message',
    `INSERT INTO message (id, conversation_id, parent_id, client_request_id, role, parts_json, state, model_id,
       key_profile_id, usage_json, cost_json, failure_json, created_at)
     VALUES (:id, :conversationId, :parentId, :clientRequestId, :role, :partsJson, :state, :modelId,
       :keyProfileId, :usageJson, :costJson, :failureJson, :createdAtMs)`,
    {
      id: message.id,
      conversationId: message.conversationId,
      parentId: message.parentId,
      role: message.role,
      modelId: message.modelId,
      createdAtMs: message.createdAtMs,
      ...extra,
      ...changingColumns(message),
    },
  )
  writeMessageText(db, message)
}

/** Writes how far an answer has come. */
export async function saveMessage(db: Database, message: ChatMessage): Promise<void> {
  updateMessage(db, message)
}

export interface MessageCharge {
  readonly ledgerEntryId: string
  /** Null: something was charged, and nobody said how much. */
  readonly amountMicroUsd: MicroUsd | null
  readonly modelId: string
  readonly keyProfileId: string
  readonly nowMs: number
}

/** Writes an answer's end state together with its line in the ledger and what else belongs to it, or none of them. */
export async function finishMessage(
  db: Database,
  message: ChatMessage,
  charge: MessageCharge | null,
  writeMore: () => void = () => undefined,
): Promise<void> {
  db.transaction('chat.finish-message', () => {
    updateMessage(db, message)
    writeMore()
    if (charge) insertCharge(db, message.id, charge)
  })
}

/** A charge that came with an answer but is not for its words, for example the chat's title. */
export async function addMessageCharge(db: Database, messageId: string, charge: MessageCharge): Promise<void> {
  insertCharge(db, messageId, charge)
}

function insertCharge(db: Database, messageId: string, charge: MessageCharge): void {
  db.run(
    'chat.insert-charge',
    `INSERT INTO ledger_entry (id, message_id, kind, amount_micro_usd, model_id, key_profile_id, created_at)
     VALUES (:ledgerEntryId, :messageId, 'charge', :amountMicroUsd, :modelId, :keyProfileId, :nowMs)`,
    { ...charge, messageId },
  )
}

/** Called inside the transaction that writes what belongs to it. */
export function updateMessage(db: Database, message: ChatMessage): void {
  db.run(
    'chat.update-message',
    `UPDATE message SET parts_json = :partsJson, state = :state, model_id = :modelId, usage_json = :usageJson, cost_json = :costJson,
       failure_json = :failureJson WHERE id = :id`,
    { id: message.id, modelId: message.modelId, ...changingColumns(message) },
  )
  writeMessageText(db, message)
}

function changingColumns(message: ChatMessage) {
  return {
    partsJson: toJson(message.parts),
    state: message.state,
    usageJson: message.usage && toJson(message.usage),
    costJson: message.cost && toJson(message.cost),
    failureJson: message.failure && toJson(message.failure),
  }
}

/** At start: answers that were running when the program ended. Returns how many. */
export async function interruptStreamingMessages(db: Database): Promise<number> {
  return db.transaction('chat.interrupt-streaming', () => {
    const rows = db.all<MessageRow>(
      'chat.interrupt-rows',
      `UPDATE message SET state = 'interrupted' WHERE state = 'streaming' RETURNING *`,
    )
    for (const row of rows) writeMessageText(db, toChatMessage(row))
    return rows.length
  })
}
