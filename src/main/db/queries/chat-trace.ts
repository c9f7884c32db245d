import type { ChatTrace } from '@shared/domain/chat-trace'
import type { Database } from '../database'
import { fromJson } from '../json'

/** The calls for an answer, first one first. */
export async function loadTraces(db: Database, messageId: string): Promise<readonly ChatTrace[]> {
  return db
    .all<{ trace_json: string }>('chat.traces', 'SELECT trace_json FROM chat_trace WHERE message_id = ? ORDER BY id', [
      messageId,
    ])
    .map((row) => fromJson<ChatTrace>(row.trace_json))
}
