import type { Migration } from './migration'

/** Files that lie on a gateway's file host for a while, so that the same picture is uploaded once for many requests. */
export const uploadedLinks: Migration = {
  version: 2,
  name: 'uploaded-links',
  sql: `
    CREATE TABLE uploaded_link (
      sha256 TEXT NOT NULL,
      -- Where it was uploaded, for example https://api.chainhub.tech.
      base_url TEXT NOT NULL,
      link TEXT NOT NULL,
      uploaded_at INTEGER NOT NULL,
      PRIMARY KEY (sha256, base_url)
    ) STRICT, WITHOUT ROWID;
  `,
}
