import type { ChatMessage, ConversationCard, ConversationDetail } from '@shared/domain/chat'
import type { Database } from '../database'
import { type ConversationRow, toConversationCard, toConversationDetail } from '../repositories/conversation'
import { type MessageRow, toChatMessage } from '../repositories/message'
import { conversationsHolding } from './chat-search'

const CONVERSATION_COLUMNS = `conversation.id, title, conversation.model_id, system_prompt, settings_json, draft, active_leaf_id, updated_at,
  folder_id, pinned_at, archived_at, compared_message_id,
  EXISTS (SELECT 1 FROM message WHERE message.conversation_id = conversation.id AND message.state = 'streaming') AS is_streaming`

/** Chats that were not deleted, the last used first; with `search`, those whose title or text holds it. */
export async function listConversations(db: Database, search: string): Promise<readonly ConversationCard[]> {
  if (search === '') {
    return db
      .all<ConversationRow>(
        'chat.conversations',
        `SELECT ${CONVERSATION_COLUMNS} FROM conversation WHERE deleted_at IS NULL ORDER BY updated_at DESC, id DESC`,
      )
      .map(toConversationCard)
  }
  const holding = conversationsHolding(search)
  return db
    .all<ConversationRow>(
      'chat.conversations-holding',
      `SELECT ${CONVERSATION_COLUMNS} FROM conversation
       WHERE deleted_at IS NULL AND (title LIKE ? ESCAPE '\\' OR ${holding.sql}) ORDER BY updated_at DESC, id DESC`,
      [`%${search.replace(/[\\%_]/g, '\\$&')}%`, ...holding.values],
    )
    .map(toConversationCard)
}

export async function loadConversationCard(db: Database, conversationId: string): Promise<ConversationCard | null> {
  const row = conversationRow(db, conversationId)
  return row ? toConversationCard(row) : null
}

/** A chat with its whole tree of messages; null where there is none or it was deleted. */
export async function loadConversation(db: Database, conversationId: string): Promise<ConversationDetail | null> {
  const row = conversationRow(db, conversationId)
  if (!row) return null
  const messages = db.all<MessageRow>('chat.messages', 'SELECT * FROM message WHERE conversation_id = ? ORDER BY id', [
    conversationId,
  ])
  return toConversationDetail(row, messages.map(toChatMessage), forkNames(db, conversationId))
}

function forkNames(db: Database, conversationId: string): Readonly<Record<string, string>> {
  const rows = db.all<{ readonly message_id: string; readonly name: string }>(
    'chat.fork-names',
    `SELECT message_id, name FROM fork_name JOIN message ON message.id = fork_name.message_id
     WHERE message.conversation_id = ?`,
    [conversationId],
  )
  return Object.fromEntries(rows.map((row) => [row.message_id, row.name]))
}

function conversationRow(db: Database, conversationId: string): ConversationRow | undefined {
  return db.get<ConversationRow>(
    'chat.conversation',
    `SELECT ${CONVERSATION_COLUMNS} FROM conversation WHERE id = ? AND deleted_at IS NULL`,
    [conversationId],
  )
}

export async function loadMessage(db: Database, messageId: string): Promise<ChatMessage | null> {
  const row = db.get<MessageRow>('chat.message', 'SELECT * FROM message WHERE id = ?', [messageId])
  return row ? toChatMessage(row) : null
}

/** The messages from the root down to `leafId`, root first. */
export async function loadBranch(db: Database, leafId: string): Promise<readonly ChatMessage[]> {
  return db
    .all<MessageRow>(
      'chat.branch',
      `WITH RECURSIVE branch (id, parent_id, depth) AS (
         SELECT id, parent_id, 0 FROM message WHERE id = ?
         UNION ALL
         SELECT message.id, message.parent_id, depth + 1 FROM message JOIN branch ON message.id = branch.parent_id
       )
       SELECT message.* FROM branch JOIN message ON message.id = branch.id ORDER BY branch.depth DESC`,
      [leafId],
    )
    .map(toChatMessage)
}
