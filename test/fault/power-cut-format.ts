import { MIGRATIONS } from '@main/db/migrations/all'
import type { Migration } from '@main/db/migrations/migration'

/** What a newer program would bring: a step that rewrites every row. */
export const NEXT_FORMAT: readonly Migration[] = [
  ...MIGRATIONS,
  {
    version: MIGRATIONS.length + 1,
    name: 'power-cut',
    sql: `ALTER TABLE asset ADD COLUMN extra TEXT;
          UPDATE asset SET extra = hex(randomblob(4000));
          CREATE TABLE made_by_migration (id INTEGER PRIMARY KEY);`,
  },
]
