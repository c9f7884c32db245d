import type { Migration } from './migration'

/** Settings of a chat, calls of tools with the person's decision, and what went over the wire for an answer. */
export const chatProtocols: Migration = {
  version: 5,
  name: 'chat-protocols',
  sql: `
    ALTER TABLE conversation ADD COLUMN settings_json TEXT;

    CREATE TABLE tool_call (
      -- Also the request id of what the call makes, so that no restart makes it twice.
      id TEXT PRIMARY KEY,
      message_id TEXT NOT NULL REFERENCES message (id),
      -- The vendor's, as it stands in the message.
      call_id TEXT NOT NULL,
      ordinal INTEGER NOT NULL,
      name TEXT NOT NULL,
      arguments_text TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'declined', 'failed')),
      operation_id TEXT,
      model_id TEXT,
      params_json TEXT,
      estimate_json TEXT,
      task_id TEXT REFERENCES task (id),
      result_text TEXT,
      created_at INTEGER NOT NULL,
      UNIQUE (message_id, call_id)
    ) STRICT;
    CREATE INDEX tool_call_open ON tool_call (id) WHERE state IN ('waiting', 'running');
    CREATE INDEX tool_call_by_task ON tool_call (task_id) WHERE task_id IS NOT NULL;

    -- What was sent for an answer and what came back, keys masked before it is written.
    CREATE TABLE chat_trace (
      id TEXT PRIMARY KEY,
      message_id TEXT NOT NULL REFERENCES message (id),
      trace_json TEXT NOT NULL
    ) STRICT;
    CREATE INDEX chat_trace_by_message ON chat_trace (message_id, id);
  `,
}
