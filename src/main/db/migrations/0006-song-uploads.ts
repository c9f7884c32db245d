import type { Migration } from './migration'

/** Songs of one's own on their way to Suno, step by step, so that a killed program goes on where it was. */
export const songUploads: Migration = {
  version: 6,
  name: 'song-uploads',
  sql: `
    CREATE TABLE song_upload (
      sha256 TEXT NOT NULL,
      -- What is uploaded belongs to the account behind this key.
      key_profile_id TEXT NOT NULL,
      upload_id TEXT NOT NULL,
      -- The last step that is done.
      step TEXT NOT NULL CHECK (step IN ('permitted', 'sent', 'reported', 'checked', 'ready')),
      -- Where the file goes and the form that was permitted; short-lived.
      form_json TEXT NOT NULL,
      clip_id TEXT,
      updated_at INTEGER NOT NULL,
      PRIMARY KEY (sha256, key_profile_id)
    ) STRICT, WITHOUT ROWID;
    -- What is done for a task before it is sent, in words; null where nothing is.
    ALTER TABLE task ADD COLUMN preparation TEXT;
  `,
}
