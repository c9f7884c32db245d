import type { Migration } from './migration'

/** Where files lie under names that a person knows, so that a name that changes is followed. */
export const readableFiles: Migration = {
  version: 12,
  name: 'readable-files',
  sql: `
    -- Without a reference: of what was deleted for good the file beside it is still to be taken away.
    CREATE TABLE readable_file (
      asset_id TEXT PRIMARY KEY,
      -- Folded, because some systems take large and small letters for one.
      folded_path TEXT NOT NULL UNIQUE,
      path TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}
