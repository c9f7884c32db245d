import type { Migration } from './migration'

/** Projects, queues, named forks, caps, and what the search over all messages reads. */
export const chatOrder: Migration = {
  version: 4,
  name: 'chat-order',
  sql: `
    CREATE TABLE chat_folder (
      id TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      -- Told to the model before a chat's own instructions.
      instructions TEXT NOT NULL DEFAULT '',
      -- New chats of the folder begin with it; NULL: the studio's default.
      model_id TEXT,
      cap_micro_usd INTEGER,
      cap_mode TEXT NOT NULL DEFAULT 'stop' CHECK (cap_mode IN ('ask', 'stop')),
      deleted_at INTEGER,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE chat_folder_file (
      folder_id TEXT NOT NULL REFERENCES chat_folder (id),
      asset_id TEXT NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      PRIMARY KEY (folder_id, asset_id)
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE conversation ADD COLUMN folder_id TEXT REFERENCES chat_folder (id);
    ALTER TABLE conversation ADD COLUMN pinned_at INTEGER;
    ALTER TABLE conversation ADD COLUMN archived_at INTEGER;
    -- Who named the chat: its first words, a model, or a person, whose name for it is never replaced.
    ALTER TABLE conversation ADD COLUMN title_by TEXT NOT NULL DEFAULT 'words'
      CHECK (title_by IN ('words', 'model', 'person'));
    -- Nobody knows any more who named the chats that are there.
    UPDATE conversation SET title_by = 'person' WHERE title <> '';
    ALTER TABLE conversation ADD COLUMN cap_micro_usd INTEGER;
    ALTER TABLE conversation ADD COLUMN cap_mode TEXT NOT NULL DEFAULT 'stop' CHECK (cap_mode IN ('ask', 'stop'));
    -- The question whose answers stand side by side.
    ALTER TABLE conversation ADD COLUMN compared_message_id TEXT;
    CREATE INDEX conversation_by_folder ON conversation (folder_id) WHERE folder_id IS NOT NULL;

    CREATE TABLE fork_name (
      message_id TEXT PRIMARY KEY REFERENCES message (id),
      name TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Messages that wait for the answer before them. The id is also the id of the request that sends it, so that
    -- a kill between sending and forgetting never sends twice.
    CREATE TABLE follow_up (
      id TEXT PRIMARY KEY,
      conversation_id TEXT NOT NULL REFERENCES conversation (id),
      position INTEGER NOT NULL,
      text TEXT NOT NULL,
      asset_ids_json TEXT NOT NULL,
      model_id TEXT NOT NULL,
      is_held INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX follow_up_by_conversation ON follow_up (conversation_id, position);

    -- What the search reads of a message once it has its end state. A number of its own, because rows of a table
    -- without a whole-number key may be renumbered by a copy. Grows with time: the newest hit has the greatest.
    CREATE TABLE message_text (
      number INTEGER PRIMARY KEY,
      message_id TEXT NOT NULL UNIQUE REFERENCES message (id),
      body TEXT NOT NULL
    ) STRICT;
    CREATE VIRTUAL TABLE message_search USING fts5 (
      body, content = 'message_text', content_rowid = 'number', tokenize = 'trigram'
    );
    CREATE VIRTUAL TABLE message_gram USING fts5 (
      grams, content = '', contentless_delete = 1, detail = none,
      tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
    );
    CREATE TRIGGER message_text_added AFTER INSERT ON message_text BEGIN
      INSERT INTO message_search (rowid, body) VALUES (new.number, new.body);
    END;
    CREATE TRIGGER message_text_removed AFTER DELETE ON message_text BEGIN
      INSERT INTO message_search (message_search, rowid, body) VALUES ('delete', old.number, old.body);
      DELETE FROM message_gram WHERE rowid = old.number;
    END;
    CREATE TRIGGER message_text_changed AFTER UPDATE ON message_text BEGIN
      INSERT INTO message_search (message_search, rowid, body) VALUES ('delete', old.number, old.body);
      INSERT INTO message_search (rowid, body) VALUES (new.number, new.body);
    END;

    CREATE INDEX ledger_by_message ON ledger_entry (message_id) WHERE message_id IS NOT NULL;
  `,
}
