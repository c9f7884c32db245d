import type { Migration } from './migration'

/**
 * The first tables. Files are named by their hash and never by a path, so that a library can move.
 * Money is whole micro-dollars, times are wall-clock milliseconds, ids are UUIDv7 (sorting by
 * creation), and JSON columns hold what is only ever read whole.
 */
export const firstLight: Migration = {
  version: 1,
  name: 'first-light',
  sql: `
    CREATE TABLE setting (
      key TEXT PRIMARY KEY,
      value_json TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE key_profile (
      id TEXT PRIMARY KEY,
      label TEXT NOT NULL,
      base_url TEXT NOT NULL,
      -- Ciphertext of the system's key store, or UTF-8 where protection is 'plain'. NULL: no key stored.
      key_blob BLOB,
      key_tail TEXT,
      protection TEXT CHECK (protection IN ('os-encrypted', 'plain', 'session-only')),
      is_active INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE model_price (
      profile_id TEXT NOT NULL,
      model_id TEXT NOT NULL,
      input_micro_usd_per_million INTEGER,
      output_micro_usd_per_million INTEGER,
      call_micro_usd INTEGER,
      source TEXT NOT NULL,
      fetched_at INTEGER NOT NULL,
      PRIMARY KEY (profile_id, model_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE offered_model (
      profile_id TEXT NOT NULL,
      model_id TEXT NOT NULL,
      owned_by TEXT,
      fetched_at INTEGER NOT NULL,
      PRIMARY KEY (profile_id, model_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE generation (
      id TEXT PRIMARY KEY,
      client_request_id TEXT NOT NULL UNIQUE,
      operation_id TEXT NOT NULL,
      spec_version INTEGER NOT NULL,
      model_id TEXT NOT NULL,
      prompt TEXT NOT NULL,
      params_json TEXT NOT NULL,
      input_asset_ids_json TEXT NOT NULL,
      origin_json TEXT NOT NULL,
      post_process_json TEXT,
      estimate_json TEXT NOT NULL,
      key_profile_id TEXT NOT NULL,
      -- A copy: the profile may be renamed or deleted, the past may not change.
      key_profile_label TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE task (
      id TEXT PRIMARY KEY,
      generation_id TEXT NOT NULL REFERENCES generation (id),
      state TEXT NOT NULL CHECK (state IN ('queued', 'submitting', 'polling', 'waiting-input',
        'downloading', 'succeeded', 'failed', 'canceled', 'unknown')),
      -- Grows with every change; consumers drop older numbers.
      seq INTEGER NOT NULL DEFAULT 1,
      lane TEXT NOT NULL,
      priority INTEGER NOT NULL DEFAULT 0,
      attempt INTEGER NOT NULL DEFAULT 0,
      -- Not claimed before this time: Retry-After and back-off of requests that never left or were refused.
      not_before INTEGER NOT NULL DEFAULT 0,
      body_sha256 TEXT,
      -- {id, context}: committed before the first poll, enough to go on after a restart.
      remote_json TEXT,
      remote_status TEXT,
      raw_answer TEXT,
      progress REAL,
      follow_ups_json TEXT NOT NULL DEFAULT '[]',
      poll_count INTEGER NOT NULL DEFAULT 0,
      bad_poll_count INTEGER NOT NULL DEFAULT 0,
      next_poll_at INTEGER,
      cancel_requested INTEGER NOT NULL DEFAULT 0,
      charged_micro_usd INTEGER,
      failure_json TEXT,
      retry_of TEXT REFERENCES task (id),
      created_at INTEGER NOT NULL,
      submitted_at INTEGER,
      finished_at INTEGER
    ) STRICT;
    CREATE INDEX task_by_generation ON task (generation_id);
    CREATE INDEX task_live ON task (state, not_before, priority DESC, id)
      WHERE state IN ('queued', 'submitting', 'polling', 'waiting-input', 'downloading', 'unknown');
    CREATE INDEX task_by_state ON task (state, id);

    CREATE TABLE asset (
      -- Named, because a table without a whole-number key may get new row numbers when it is vacuumed or copied,
      -- and the search knows assets by this number. Grows with each new asset.
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      sha256 TEXT NOT NULL UNIQUE,
      media TEXT NOT NULL CHECK (media IN ('image', 'video', 'audio', 'text')),
      mime TEXT NOT NULL,
      extension TEXT NOT NULL,
      byte_size INTEGER NOT NULL,
      width INTEGER,
      height INTEGER,
      duration_ms INTEGER,
      display_name TEXT NOT NULL,
      title TEXT NOT NULL,
      origin TEXT NOT NULL CHECK (origin IN ('generated', 'imported', 'derived')),
      generation_id TEXT REFERENCES generation (id),
      model_id TEXT,
      rating INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5),
      note TEXT NOT NULL DEFAULT '',
      -- Masks and untouched model answers behind a composite: reachable by lineage, not in the grid.
      is_hidden INTEGER NOT NULL DEFAULT 0,
      trashed_at INTEGER,
      thumbnail TEXT NOT NULL DEFAULT 'pending' CHECK (thumbnail IN ('pending', 'ready', 'none', 'failed')),
      -- Set when the file was not where it belongs at the last look.
      is_missing INTEGER NOT NULL DEFAULT 0,
      rev INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX asset_grid ON asset (created_at DESC, id DESC) WHERE is_hidden = 0 AND trashed_at IS NULL;
    CREATE INDEX asset_grid_media ON asset (media, created_at DESC, id DESC) WHERE is_hidden = 0 AND trashed_at IS NULL;
    CREATE INDEX asset_grid_model ON asset (model_id, created_at DESC, id DESC) WHERE is_hidden = 0 AND trashed_at IS NULL;
    CREATE INDEX asset_grid_rated ON asset (created_at DESC, id DESC, rating, media, model_id)
      WHERE is_hidden = 0 AND trashed_at IS NULL AND rating > 0;
    -- All that a search needs to know of a hit to count it, without its wide row.
    CREATE INDEX asset_hit ON asset (number, created_at, media, model_id, rating)
      WHERE is_hidden = 0 AND trashed_at IS NULL;
    CREATE INDEX asset_trash ON asset (trashed_at) WHERE trashed_at IS NOT NULL;
    CREATE INDEX asset_by_generation ON asset (generation_id);
    CREATE INDEX asset_by_rev ON asset (rev);
    CREATE INDEX asset_thumbnail_due ON asset (id) WHERE thumbnail = 'pending';

    -- How many visible assets each day (UTC, whole days since 1970) holds; absent where it holds none. Days and not
    -- months, because months begin where the machine's time zone says, and that changes.
    CREATE TABLE asset_day_count (
      day INTEGER NOT NULL,
      media TEXT NOT NULL,
      -- Empty where the asset has none.
      model_id TEXT NOT NULL,
      rating INTEGER NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (day, media, model_id, rating)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER asset_shown AFTER INSERT ON asset
      WHEN new.is_hidden = 0 AND new.trashed_at IS NULL BEGIN
      INSERT INTO asset_day_count
        VALUES (new.created_at / 86400000, new.media, coalesce(new.model_id, ''), new.rating, 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    END;
    CREATE TRIGGER asset_gone AFTER DELETE ON asset
      WHEN old.is_hidden = 0 AND old.trashed_at IS NULL BEGIN
      UPDATE asset_day_count SET count = count - 1
        WHERE day = old.created_at / 86400000 AND media = old.media AND model_id = coalesce(old.model_id, '')
          AND rating = old.rating;
      DELETE FROM asset_day_count
        WHERE day = old.created_at / 86400000 AND media = old.media AND model_id = coalesce(old.model_id, '')
          AND rating = old.rating AND count = 0;
    END;
    CREATE TRIGGER asset_unplaced AFTER UPDATE OF created_at, media, model_id, rating, is_hidden, trashed_at ON asset
      WHEN old.is_hidden = 0 AND old.trashed_at IS NULL BEGIN
      UPDATE asset_day_count SET count = count - 1
        WHERE day = old.created_at / 86400000 AND media = old.media AND model_id = coalesce(old.model_id, '')
          AND rating = old.rating;
      DELETE FROM asset_day_count
        WHERE day = old.created_at / 86400000 AND media = old.media AND model_id = coalesce(old.model_id, '')
          AND rating = old.rating AND count = 0;
    END;
    CREATE TRIGGER asset_placed AFTER UPDATE OF created_at, media, model_id, rating, is_hidden, trashed_at ON asset
      WHEN new.is_hidden = 0 AND new.trashed_at IS NULL BEGIN
      INSERT INTO asset_day_count
        VALUES (new.created_at / 86400000, new.media, coalesce(new.model_id, ''), new.rating, 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    END;

    CREATE TABLE library_revision (
      singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
      rev INTEGER NOT NULL
    ) STRICT;
    INSERT INTO library_revision VALUES (1, 0);

    CREATE TABLE asset_relation (
      child_id TEXT NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
      parent_id TEXT NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
      relation TEXT NOT NULL,
      PRIMARY KEY (child_id, parent_id, relation)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX asset_relation_by_parent ON asset_relation (parent_id, relation);

    -- What the search reads: one row per asset, kept by the commands that write assets. The note comes first,
    -- then the separator U+001F, then what never changes (title, names, prompt, model).
    CREATE TABLE asset_text (
      asset_number INTEGER PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT;
    CREATE VIRTUAL TABLE asset_search USING fts5 (
      body, content = 'asset_text', content_rowid = 'asset_number', tokenize = 'trigram'
    );
    -- For words that a trigram cannot find: every one and two characters of the body, each a token. Written beside the
    -- body by the command that writes it; keeps no text. Folds case as the trigrams do.
    CREATE VIRTUAL TABLE asset_gram USING fts5 (
      grams, content = '', contentless_delete = 1, detail = none,
      tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
    );
    CREATE TRIGGER asset_text_added AFTER INSERT ON asset_text BEGIN
      INSERT INTO asset_search (rowid, body) VALUES (new.asset_number, new.body);
    END;
    CREATE TRIGGER asset_text_removed AFTER DELETE ON asset_text BEGIN
      INSERT INTO asset_search (asset_search, rowid, body) VALUES ('delete', old.asset_number, old.body);
      DELETE FROM asset_gram WHERE rowid = old.asset_number;
    END;
    CREATE TRIGGER asset_text_changed AFTER UPDATE ON asset_text BEGIN
      INSERT INTO asset_search (asset_search, rowid, body) VALUES ('delete', old.asset_number, old.body);
      INSERT INTO asset_search (rowid, body) VALUES (new.asset_number, new.body);
    END;

    CREATE TABLE output (
      id TEXT PRIMARY KEY,
      task_id TEXT NOT NULL REFERENCES task (id),
      ordinal INTEGER NOT NULL,
      media TEXT NOT NULL CHECK (media IN ('image', 'video', 'audio', 'text')),
      state TEXT NOT NULL CHECK (state IN ('pending', 'stored', 'expired', 'quarantined')),
      url TEXT,
      -- Bytes that came with the answer lie in staging under this name until they are stored.
      staged_name TEXT,
      mime_hint TEXT,
      title TEXT,
      asset_id TEXT REFERENCES asset (id),
      attempt INTEGER NOT NULL DEFAULT 0,
      failure_json TEXT,
      first_seen_at INTEGER NOT NULL,
      UNIQUE (task_id, ordinal)
    ) STRICT;

    -- Work of the media worker that must survive a restart.
    CREATE TABLE media_job (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      input_json TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
      attempt INTEGER NOT NULL DEFAULT 0,
      result_asset_id TEXT REFERENCES asset (id),
      failure_json TEXT,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX media_job_pending ON media_job (id) WHERE state = 'pending';

    CREATE TABLE ledger_entry (
      id TEXT PRIMARY KEY,
      task_id TEXT REFERENCES task (id),
      message_id TEXT,
      kind TEXT NOT NULL CHECK (kind IN ('estimate', 'charge', 'refund')),
      amount_micro_usd INTEGER,
      model_id TEXT NOT NULL,
      key_profile_id TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX ledger_by_task ON ledger_entry (task_id);
    CREATE INDEX ledger_by_time ON ledger_entry (created_at);

    CREATE TABLE conversation (
      id TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      model_id TEXT NOT NULL,
      system_prompt TEXT NOT NULL DEFAULT '',
      draft TEXT NOT NULL DEFAULT '',
      active_leaf_id TEXT,
      deleted_at INTEGER,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX conversation_recent ON conversation (updated_at DESC) WHERE deleted_at IS NULL;

    CREATE TABLE message (
      id TEXT PRIMARY KEY,
      conversation_id TEXT NOT NULL REFERENCES conversation (id),
      parent_id TEXT REFERENCES message (id),
      client_request_id TEXT,
      role TEXT NOT NULL CHECK (role IN ('system', 'user', 'assistant')),
      parts_json TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('complete', 'streaming', 'stopped', 'truncated', 'interrupted', 'refused', 'failed')),
      model_id TEXT,
      key_profile_id TEXT,
      usage_json TEXT,
      cost_json TEXT,
      failure_json TEXT,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX message_by_conversation ON message (conversation_id, id);
    CREATE UNIQUE INDEX message_by_request ON message (client_request_id) WHERE client_request_id IS NOT NULL;
    CREATE INDEX message_streaming ON message (id) WHERE state = 'streaming';

    CREATE TABLE storyboard_project (
      id TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      deleted_at INTEGER,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE scene (
      id TEXT PRIMARY KEY,
      project_id TEXT NOT NULL REFERENCES storyboard_project (id),
      position INTEGER NOT NULL,
      title TEXT NOT NULL,
      deleted_at INTEGER
    ) STRICT;
    CREATE INDEX scene_by_project ON scene (project_id, position);

    CREATE TABLE shot (
      id TEXT PRIMARY KEY,
      scene_id TEXT NOT NULL REFERENCES scene (id),
      position INTEGER NOT NULL,
      text TEXT NOT NULL,
      seconds REAL NOT NULL,
      chosen_take_id TEXT,
      deleted_at INTEGER
    ) STRICT;
    CREATE INDEX shot_by_scene ON shot (scene_id, position);

    CREATE TABLE take (
      id TEXT PRIMARY KEY,
      shot_id TEXT NOT NULL REFERENCES shot (id),
      task_id TEXT REFERENCES task (id),
      asset_id TEXT REFERENCES asset (id),
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX take_by_shot ON take (shot_id, id);
    CREATE UNIQUE INDEX take_by_output ON take (shot_id, asset_id) WHERE asset_id IS NOT NULL;
    CREATE INDEX take_by_task ON take (task_id) WHERE task_id IS NOT NULL;

    CREATE TABLE canvas_document (
      id TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      source_asset_id TEXT NOT NULL REFERENCES asset (id),
      mask_asset_id TEXT REFERENCES asset (id),
      prompt TEXT NOT NULL DEFAULT '',
      deleted_at INTEGER,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX generation_by_origin ON generation (origin_json);
    CREATE INDEX canvas_recent ON canvas_document (updated_at DESC) WHERE deleted_at IS NULL;
  `,
}
