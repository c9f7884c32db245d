import { MINUTE_MS } from '@shared/lib/durations'
import type { TaskState } from '@shared/domain/task'
import type { Database } from '../database'
import {
  type OutputRecord,
  type OutputRow,
  type TaskRecord,
  type TaskRecordRow,
  toOutputRecord,
  toTaskRecord,
} from '../repositories/task'

export type { OutputRecord, TaskRecord } from '../repositories/task'

const RECORD = `SELECT task.*, generation.client_request_id, generation.operation_id, generation.model_id, generation.prompt,
  generation.params_json, generation.input_asset_ids_json, generation.origin_json, generation.post_process_json,
  generation.key_profile_id FROM task JOIN generation ON generation.id = task.generation_id`

/** A task with its frozen request, as the engine works with it; null where there is none. */
export async function loadTaskRecord(db: Database, taskId: string): Promise<TaskRecord | null> {
  const row = db.get<TaskRecordRow>('task.record', `${RECORD} WHERE task.id = ?`, [taskId])
  return row ? toTaskRecord(row) : null
}

/** Oldest first. */
export async function loadTasksInState(db: Database, state: TaskState): Promise<readonly TaskRecord[]> {
  return db
    .all<TaskRecordRow>('task.records-in-state', `${RECORD} WHERE task.state = ? ORDER BY task.id`, [state])
    .map(toTaskRecord)
}

export async function loadOutputs(db: Database, taskId: string): Promise<readonly OutputRecord[]> {
  return db
    .all<OutputRow>('task.outputs', 'SELECT * FROM output WHERE task_id = ? ORDER BY ordinal', [taskId])
    .map(toOutputRecord)
}

/** Outputs that are still to be stored, of all tasks. */
export async function loadPendingOutputs(db: Database): Promise<readonly OutputRecord[]> {
  return db
    .all<OutputRow>(
      'task.pending-outputs',
      `SELECT output.* FROM task JOIN output ON output.task_id = task.id
       WHERE task.state = 'downloading' AND output.state = 'pending' ORDER BY output.id`,
    )
    .map(toOutputRecord)
}

/** When the next of the tasks that wait for a later time may be claimed, as wall time; null where none does. */
export async function nextQueuedAfterMs(db: Database, nowMs: number): Promise<number | null> {
  return (
    db.get<{ at: number | null }>(
      'task.next-queued',
      "SELECT min(not_before) AS at FROM task WHERE state = 'queued' AND not_before > ?",
      [nowMs],
    )?.at ?? null
  )
}

/** Tasks of a lane that the gateway works on, the one being sent included. */
export async function countRunning(db: Database, lane: string): Promise<number> {
  const row = db.get<{ count: number }>(
    'task.count-running',
    "SELECT count(*) AS count FROM task WHERE state IN ('submitting', 'polling') AND lane = ?",
    [lane],
  )
  return row?.count ?? 0
}

export async function countQueuedOfProfile(db: Database, keyProfileId: string): Promise<number> {
  const row = db.get<{ count: number }>(
    'task.count-queued-of-profile',
    `SELECT count(*) AS count FROM task JOIN generation ON generation.id = task.generation_id
     WHERE task.state = 'queued' AND generation.key_profile_id = ?`,
    [keyProfileId],
  )
  return row?.count ?? 0
}

/** The work at the gateway that tasks of this key already own. */
export async function loadRemoteIds(db: Database, keyProfileId: string): Promise<ReadonlySet<string>> {
  const rows = db.all<{ remote_id: string }>(
    'task.remote-ids',
    `SELECT json_extract(task.remote_json, '$.id') AS remote_id FROM task
     JOIN generation ON generation.id = task.generation_id
     WHERE task.remote_json IS NOT NULL AND generation.key_profile_id = ?`,
    [keyProfileId],
  )
  return new Set(rows.map((row) => row.remote_id))
}

/** Which of a vendor's tasks are in this library, each with the first file that it brought. */
export async function loadKnownWork(
  db: Database,
  keyProfileId: string,
  remoteIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = db.all<{ readonly remote_id: string; readonly asset_id: string | null }>(
    'task.known-work',
    `SELECT json_extract(task.remote_json, '$.id') AS remote_id,
       (SELECT output.asset_id FROM output WHERE output.task_id = task.id AND output.asset_id IS NOT NULL
        ORDER BY output.ordinal LIMIT 1) AS asset_id
     FROM task JOIN generation ON generation.id = task.generation_id
     WHERE task.remote_json IS NOT NULL AND generation.key_profile_id = ?
       AND json_extract(task.remote_json, '$.id') IN (SELECT value FROM json_each(?)) ORDER BY task.id`,
    [keyProfileId, JSON.stringify(remoteIds)],
  )
  return new Map(rows.map((row) => [row.remote_id, row.asset_id]))
}

/** Other `unknown` tasks without a remote id that a look-up could mix up with this one. */
export async function countRivals(db: Database, record: TaskRecord): Promise<number> {
  const row = db.get<{ count: number }>(
    'task.count-rivals',
    `SELECT count(*) AS count FROM task JOIN generation ON generation.id = task.generation_id
     WHERE task.state = 'unknown' AND task.remote_json IS NULL AND task.id <> ? AND generation.key_profile_id = ?
       AND generation.model_id = ? AND abs(task.submitted_at - ?) < ?`,
    [record.id, record.keyProfileId, record.modelId, record.submittedAtMs, 15 * MINUTE_MS],
  )
  return row?.count ?? 0
}

export async function isQueuePaused(db: Database): Promise<boolean> {
  const row = db.get<{ value_json: string }>(
    'task.is-paused',
    "SELECT value_json FROM setting WHERE key = 'queue.is-paused'",
  )
  return row?.value_json === 'true'
}
