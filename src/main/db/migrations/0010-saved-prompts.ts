import type { Migration } from './migration'

/** Prompts that a person keeps under a name and calls with a slash. */
export const savedPrompts: Migration = {
  version: 10,
  name: 'saved-prompts',
  sql: `
    CREATE TABLE saved_prompt (
      id TEXT PRIMARY KEY,
      -- What is typed behind the slash; two that differ only by case are one.
      name TEXT NOT NULL COLLATE NOCASE UNIQUE,
      text TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;
  `,
}
