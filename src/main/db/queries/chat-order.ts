import type { FollowUp } from '@shared/domain/chat'
import type { Database } from '../database'
import { fromJson } from '../json'

interface FollowUpRow {
  readonly id: string
  readonly conversation_id: string
  readonly text: string
  readonly asset_ids_json: string
  readonly model_id: string
  readonly is_held: number
}

const toFollowUp = (row: FollowUpRow): FollowUp => ({
  id: row.id,
  conversationId: row.conversation_id,
  text: row.text,
  assetIds: fromJson<readonly string[]>(row.asset_ids_json),
  modelId: row.model_id,
  isHeld: row.is_held === 1,
})

/** The queue of a chat, next first. */
export async function listFollowUps(db: Database, conversationId: string): Promise<readonly FollowUp[]> {
  return db
    .all<FollowUpRow>('chat.follow-ups', 'SELECT * FROM follow_up WHERE conversation_id = ? ORDER BY position', [
      conversationId,
    ])
    .map(toFollowUp)
}

export async function loadFollowUp(db: Database, followUpId: string): Promise<FollowUp | null> {
  const row = db.get<FollowUpRow>('chat.follow-up', 'SELECT * FROM follow_up WHERE id = ?', [followUpId])
  return row ? toFollowUp(row) : null
}

/** Answers of a chat that are being received. */
export async function listStreamingMessageIds(db: Database, conversationId: string): Promise<readonly string[]> {
  return db
    .all<{ readonly id: string }>(
      'chat.streaming-of-conversation',
      `SELECT id FROM message WHERE conversation_id = ? AND state = 'streaming'`,
      [conversationId],
    )
    .map(({ id }) => id)
}
