import type { TaskPage } from '@shared/contracts/task'
import { groupBy } from '@shared/lib/group-by'
import type { TaskState, TaskView } from '@shared/domain/task'
import type { Database } from '../database'
import { type OutputRow, toTaskView, type TaskViewRow } from '../repositories/task'

/** Prompts may be a megabyte; a view of a task shows their beginning. */
const VIEW_COLUMNS = `task.*, generation.operation_id, generation.model_id, substr(generation.prompt, 1, 2000) AS prompt,
  generation.origin_json, generation.estimate_json,
  (SELECT json_object('operationId', json_extract(step_json, '$.operationId'), 'state', continuation.state,
    'estimate', json(continuation.estimate_json), 'failure', json(continuation.failure_json))
    FROM continuation WHERE after_task_id = task.id ORDER BY continuation.id LIMIT 1) AS next_json`

/** One task as the views show it; null where there is none. */
export async function loadTaskView(db: Database, taskId: string): Promise<TaskView | null> {
  return readTaskView(db, taskId)
}

/** By the id of the press of a button that made it. */
export async function findTaskByRequest(db: Database, clientRequestId: string): Promise<TaskView | null> {
  const row = db.get<{ id: string }>(
    'task.by-request',
    'SELECT task.id FROM task JOIN generation ON generation.id = task.generation_id WHERE generation.client_request_id = ?',
    [clientRequestId],
  )
  return row ? readTaskView(db, row.id) : null
}

export interface TaskPageRequest {
  /** Absent: all. */
  readonly states: readonly TaskState[] | undefined
  /** The id of the last task of the page above. */
  readonly before: string | undefined
  readonly limit: number
}

/** Newest first. Each state is read from its own stretch of the index, so that depth and size cost nothing. */
export async function loadTaskPage(db: Database, request: TaskPageRequest): Promise<readonly TaskView[]> {
  const { before = '\u{10ffff}', limit } = request
  const ids = request.states ? idsByStates(db, request.states, before, limit) : idsOfAll(db, before, limit)
  const idsJson = JSON.stringify(ids)
  const rows = db.all<TaskViewRow>(
    'task.page',
    `SELECT ${VIEW_COLUMNS} FROM json_each(?) AS wanted JOIN task ON task.id = wanted.value
     JOIN generation ON generation.id = task.generation_id ORDER BY task.id DESC`,
    [idsJson],
  )
  const outputs = db.all<OutputRow>(
    'task.page-outputs',
    'SELECT output.* FROM json_each(?) AS wanted JOIN output ON output.task_id = wanted.value ORDER BY output.ordinal',
    [idsJson],
  )
  const outputsByTask = groupBy(outputs, (output) => output.task_id)
  return rows.map((row) => toTaskView(row, outputsByTask.get(row.id) ?? []))
}

export async function countTasks(db: Database): Promise<TaskPage['counts']> {
  const rows = db.all<{ state: TaskState; count: number }>(
    'task.counts',
    'SELECT state, count(*) AS count FROM task GROUP BY state',
  )
  const countOf = (...states: readonly TaskState[]): number =>
    rows.reduce((sum, row) => (states.includes(row.state) ? sum + row.count : sum), 0)
  return {
    active: countOf('submitting', 'polling', 'downloading'),
    waiting: countOf('queued', 'waiting-input'),
    failed: countOf('failed'),
    unknown: countOf('unknown'),
    done: countOf('succeeded', 'canceled'),
  }
}

function idsOfAll(db: Database, before: string, limit: number): readonly string[] {
  return db
    .all<{ id: string }>('task.page-ids', 'SELECT id FROM task WHERE id < ? ORDER BY id DESC LIMIT ?', [before, limit])
    .map(({ id }) => id)
}

function idsByStates(db: Database, states: readonly TaskState[], before: string, limit: number): readonly string[] {
  const ids = [...new Set(states)].flatMap((state) =>
    db.all<{ id: string }>(
      'task.page-ids-of-state',
      'SELECT id FROM task WHERE state = ? AND id < ? ORDER BY id DESC LIMIT ?',
      [state, before, limit],
    ),
  )
  return ids
    .map(({ id }) => id)
    .sort()
    .reverse()
    .slice(0, limit)
}

function readTaskView(db: Database, taskId: string): TaskView | null {
  const row = db.get<TaskViewRow>(
    'task.view',
    `SELECT ${VIEW_COLUMNS} FROM task JOIN generation ON generation.id = task.generation_id WHERE task.id = ?`,
    [taskId],
  )
  if (!row) return null
  return toTaskView(
    row,
    db.all<OutputRow>('task.view-outputs', 'SELECT * FROM output WHERE task_id = ? ORDER BY ordinal', [taskId]),
  )
}
