import type { Migration } from './migration'

/** What vendors keep for the person and later calls name by its identifier. */
export const vendorItems: Migration = {
  version: 3,
  name: 'vendor-items',
  sql: `
    CREATE TABLE vendor_item (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      family TEXT NOT NULL,
      -- Text, because some identifiers are whole numbers beyond 2^53.
      remote_id TEXT NOT NULL,
      name TEXT NOT NULL,
      -- It belongs to the account behind this key; other keys do not see it.
      key_profile_id TEXT NOT NULL,
      is_own INTEGER NOT NULL DEFAULT 1,
      task_id TEXT REFERENCES task (id),
      -- The result that shows it; its asset is there once it is stored.
      output_id TEXT REFERENCES output (id),
      cover_asset_id TEXT,
      created_at INTEGER NOT NULL,
      deleted_at INTEGER,
      UNIQUE (key_profile_id, kind, remote_id)
    ) STRICT;
    CREATE INDEX vendor_item_by_task ON vendor_item (task_id);
  `,
}
