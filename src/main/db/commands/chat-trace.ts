import type { ChatTrace } from '@shared/domain/chat-trace'
import type { Database } from '../database'
import { toJson } from '../json'

/** Every call sends the whole talk again: kept for ever, traces would outgrow all messages. */
const KEPT_TRACES = 1_000

/** Keeps what went over the wire for an answer, and lets go of the oldest; the caller masked it. */
export async function saveTrace(db: Database, trace: ChatTrace): Promise<void> {
  db.transaction('chat.save-trace', () => {
    db.run('chat.add-trace', 'INSERT OR REPLACE INTO chat_trace (id, message_id, trace_json) VALUES (?, ?, ?)', [
      trace.id,
      trace.messageId,
      toJson(trace),
    ])
    db.run(
      'chat.drop-old-traces',
      'DELETE FROM chat_trace WHERE id <= (SELECT id FROM chat_trace ORDER BY id DESC LIMIT 1 OFFSET ?)',
      [KEPT_TRACES],
    )
  })
}
