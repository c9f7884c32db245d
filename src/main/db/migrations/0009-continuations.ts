import type { Migration } from './migration'

/** Steps that wait for another task's result, and the way from a task to the steps under it. */
export const continuations: Migration = {
  version: 9,
  name: 'continuations',
  sql: `
    CREATE TABLE continuation (
      -- The client request id of the task to come: made once, so that a crash cannot order it twice.
      id TEXT PRIMARY KEY,
      after_task_id TEXT NOT NULL REFERENCES task (id),
      -- {operationId, modelId, params, takes}: takes says which fields get what the task before made.
      step_json TEXT NOT NULL,
      estimate_json TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
      failure_json TEXT,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX continuation_by_task ON continuation (after_task_id);
    CREATE INDEX continuation_waiting ON continuation (after_task_id) WHERE state = 'waiting';
    CREATE INDEX generation_by_parent ON generation (json_extract(origin_json, '$.taskId'))
      WHERE json_extract(origin_json, '$.taskId') IS NOT NULL;
    ALTER TABLE vendor_item ADD COLUMN duration_ms INTEGER;
  `,
}
