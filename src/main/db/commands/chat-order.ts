import type { ChatMessage, FollowUp } from '@shared/domain/chat'
import type { Database } from '../database'
import { toJson } from '../json'
import { type MessageRow, toChatMessage } from '../repositories/message'
import { insertMessage, type NewExchange, showExchange } from './chat'

export interface NewFanOut extends Pick<NewExchange, 'clientRequestId' | 'title' | 'sentText' | 'nowMs'> {
  readonly userMessage: ChatMessage
  readonly assistantMessages: readonly ChatMessage[]
}

/**
 * Writes one question with an empty answer for each model and shows them side by side. The same
 * `clientRequestId` answers with what the first call wrote, and `isNew` false: then nothing may be sent again.
 */
export async function insertFanOut(
  db: Database,
  fanOut: NewFanOut,
): Promise<{ readonly userMessage: ChatMessage; readonly assistantMessages: readonly ChatMessage[]; isNew: boolean }> {
  return db.transaction('chat.insert-fan-out', () => {
    const earlier = db.get<MessageRow>('chat.fan-out-by-request', 'SELECT * FROM message WHERE client_request_id = ?', [
      fanOut.clientRequestId,
    ])
    if (earlier) {
      const answers = db.all<MessageRow>('chat.answers', 'SELECT * FROM message WHERE parent_id = ? ORDER BY id', [
        earlier.id,
      ])
      return { userMessage: toChatMessage(earlier), assistantMessages: answers.map(toChatMessage), isNew: false }
    }
    const { userMessage, assistantMessages, clientRequestId } = fanOut
    insertMessage(db, userMessage, { clientRequestId, keyProfileId: null })
    for (const answer of assistantMessages) insertMessage(db, answer, { clientRequestId: null, keyProfileId: null })
    const [leaf] = assistantMessages
    if (leaf) showExchange(db, { ...fanOut, leaf, talkModelId: null, comparedMessageId: userMessage.id })
    return { userMessage, assistantMessages, isNew: true }
  })
}

/** An empty name takes it away. */
export async function nameFork(db: Database, messageId: string, name: string): Promise<void> {
  if (name === '') db.run('chat.unname-fork', 'DELETE FROM fork_name WHERE message_id = ?', [messageId])
  else {
    db.run(
      'chat.name-fork',
      'INSERT INTO fork_name (message_id, name) VALUES (?, ?) ON CONFLICT DO UPDATE SET name = excluded.name',
      [messageId, name],
    )
  }
}

/** At the end of its chat's queue. */
export async function insertFollowUp(db: Database, followUp: FollowUp, nowMs: number): Promise<void> {
  db.run(
    'chat.insert-follow-up',
    `INSERT INTO follow_up (id, conversation_id, position, text, asset_ids_json, model_id, is_held, created_at)
     VALUES (:id, :conversationId, (SELECT coalesce(max(position), 0) + 1 FROM follow_up
       WHERE conversation_id = :conversationId), :text, :assetIdsJson, :modelId, :isHeld, :nowMs)`,
    {
      id: followUp.id,
      conversationId: followUp.conversationId,
      text: followUp.text,
      assetIdsJson: toJson(followUp.assetIds),
      modelId: followUp.modelId,
      isHeld: followUp.isHeld ? 1 : 0,
      nowMs,
    },
  )
}

export async function changeFollowUpText(db: Database, followUpId: string, text: string): Promise<void> {
  db.run('chat.change-follow-up', 'UPDATE follow_up SET text = ? WHERE id = ?', [text, followUpId])
}

export async function deleteFollowUp(db: Database, followUpId: string): Promise<void> {
  db.run('chat.delete-follow-up', 'DELETE FROM follow_up WHERE id = ?', [followUpId])
}

/** The named ones come first, in this order; others keep theirs behind them. */
export async function orderFollowUps(db: Database, conversationId: string, ids: readonly string[]): Promise<void> {
  db.transaction('chat.order-follow-ups', () => {
    db.run('chat.push-follow-ups-back', 'UPDATE follow_up SET position = position + ? WHERE conversation_id = ?', [
      ids.length,
      conversationId,
    ])
    ids.forEach((id, index) => {
      db.run('chat.place-follow-up', 'UPDATE follow_up SET position = ? WHERE id = ? AND conversation_id = ?', [
        index + 1,
        id,
        conversationId,
      ])
    })
  })
}

/** Nothing of the queue is sent by itself any more; null: of no chat. @returns how many were not held before */
export async function holdFollowUps(db: Database, conversationId: string | null): Promise<number> {
  return db.run(
    'chat.hold-follow-ups',
    'UPDATE follow_up SET is_held = 1 WHERE is_held = 0 AND (:conversationId IS NULL OR conversation_id = :conversationId)',
    { conversationId },
  ).changes
}

/** The queue of a chat goes on by itself again. */
export async function releaseFollowUps(db: Database, conversationId: string): Promise<void> {
  db.run('chat.release-follow-ups', 'UPDATE follow_up SET is_held = 0 WHERE conversation_id = ?', [conversationId])
}
