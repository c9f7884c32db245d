import type { ChatMessage } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'
import type { Database } from '../database'
import { type MessageRow, toChatMessage } from '../repositories/message'
import { gramsOf } from '../search-grams'

/**
 * Writes what the search reads of a message that has its end state; called inside the transaction that writes the
 * message. While an answer is received nothing is written: its text would be indexed anew each second.
 */
export function writeMessageText(db: Database, message: ChatMessage): void {
  if (message.state === 'streaming') return
  const body = searchTextOf(message)
  const known = db.get<{ readonly number: number; readonly body: string }>(
    'message.text',
    'SELECT number, body FROM message_text WHERE message_id = ?',
    [message.id],
  )
  if (known?.body === body) return
  const row = db.get<{ readonly number: number }>(
    'message.write-text',
    `INSERT INTO message_text (message_id, body) VALUES (?, ?)
     ON CONFLICT (message_id) DO UPDATE SET body = excluded.body RETURNING number`,
    [message.id, body],
  )
  if (!row) return
  if (known) db.run('message.forget-grams', 'DELETE FROM message_gram WHERE rowid = ?', [row.number])
  db.run('message.insert-grams', 'INSERT INTO message_gram (rowid, grams) VALUES (?, ?)', [row.number, gramsOf(body)])
}

/** Writes the texts of messages that have none yet. @returns how many; less than `limit`: all have one now */
export async function writeMissingMessageTexts(db: Database, limit: number): Promise<number> {
  return db.transaction('message.write-missing-texts', () => {
    const rows = db.all<MessageRow>(
      'message.without-text',
      `SELECT * FROM message WHERE state <> 'streaming'
         AND NOT EXISTS (SELECT 1 FROM message_text WHERE message_id = message.id) ORDER BY id LIMIT ?`,
      [limit],
    )
    for (const row of rows) writeMessageText(db, toChatMessage(row))
    return rows.length
  })
}

/** What was said, and the words of what was made. */
function searchTextOf(message: ChatMessage): string {
  const made = message.parts.flatMap((part) => (part.kind === 'generation' ? [part.prompt] : []))
  return [textOf(message), ...made].filter((text) => text !== '').join('\n')
}
