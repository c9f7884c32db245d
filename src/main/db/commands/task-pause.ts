import type { Database } from '../database'

/** While paused no task is sent; what runs already goes on. */
export async function setQueuePaused(db: Database, isPaused: boolean): Promise<void> {
  db.run(
    'task.set-paused',
    `INSERT INTO setting (key, value_json) VALUES ('queue.is-paused', ?)
     ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json`,
    [isPaused ? 'true' : 'false'],
  )
}
