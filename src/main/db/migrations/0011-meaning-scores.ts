import type { Migration } from './migration'

/** How well items answer questions, as a model judged it: paid for once, so it is kept. */
export const meaningScores: Migration = {
  version: 11,
  name: 'meaning-scores',
  sql: `
    CREATE TABLE meaning_score (
      model_id TEXT NOT NULL,
      question TEXT NOT NULL,
      asset_number INTEGER NOT NULL REFERENCES asset (number) ON DELETE CASCADE,
      score REAL NOT NULL,
      PRIMARY KEY (model_id, question, asset_number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX meaning_score_by_asset ON meaning_score (asset_number);
  `,
}
