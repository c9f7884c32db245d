import type { NextStep } from '@shared/domain/continuation'
import type { Params } from '@shared/domain/generation'
import type { Database } from '../database'
import { fromJson } from '../json'

export interface DueContinuation {
  readonly step: NextStep
  readonly afterTaskId: string
  readonly keyProfileId: string
}

interface DueRow {
  readonly step_json: string
  readonly after_task_id: string
  readonly key_profile_id: string
}

/** Steps whose task before them has succeeded; of one task, or of all after a start. */
export async function loadDueContinuations(
  db: Database,
  afterTaskId: string | null,
): Promise<readonly DueContinuation[]> {
  return db
    .all<DueRow>(
      'continuation.due',
      `SELECT step_json, after_task_id, key_profile_id FROM continuation
       JOIN task ON task.id = continuation.after_task_id JOIN generation ON generation.id = task.generation_id
       WHERE continuation.state = 'waiting' AND task.state = 'succeeded' AND (:afterTaskId IS NULL OR after_task_id = :afterTaskId)
       ORDER BY continuation.id`,
      { afterTaskId },
    )
    .map((row) => ({
      step: fromJson<NextStep>(row.step_json),
      afterTaskId: row.after_task_id,
      keyProfileId: row.key_profile_id,
    }))
}

export interface StepRow {
  readonly taskId: string
  readonly params: Params
}

/** The tasks that were started from a task's buttons, oldest first, with what they asked for. */
export async function listStepsUnder(db: Database, parentTaskId: string): Promise<readonly StepRow[]> {
  return db
    .all<{ id: string; params_json: string }>(
      'continuation.steps-under',
      `SELECT task.id, params_json FROM generation JOIN task ON task.generation_id = generation.id
       WHERE json_extract(origin_json, '$.taskId') = ? ORDER BY task.id`,
      [parentTaskId],
    )
    .map((row) => ({ taskId: row.id, params: fromJson<Params>(row.params_json) }))
}
