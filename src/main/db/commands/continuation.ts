import type { NextStep } from '@shared/domain/continuation'
import type { Failure } from '@shared/domain/app-error'
import type { Price } from '@shared/domain/money'
import type { Database } from '../database'

export interface NewContinuation {
  readonly step: NextStep
  readonly estimate: Price
}

/** Part of the transaction that writes the task before it. */
export function addContinuation(db: Database, afterTaskId: string, fresh: NewContinuation, nowMs: number): void {
  db.run(
    'continuation.add',
    `INSERT OR IGNORE INTO continuation (id, after_task_id, step_json, estimate_json, state, created_at)
     VALUES (?, ?, ?, ?, 'waiting', ?)`,
    [fresh.step.clientRequestId, afterTaskId, JSON.stringify(fresh.step), JSON.stringify(fresh.estimate), nowMs],
  )
}

/** What waited for a task waits for the task that repeats it. */
export function moveContinuation(db: Database, fromTaskId: string, toTaskId: string): void {
  db.run(
    'continuation.move',
    "UPDATE continuation SET after_task_id = ? WHERE after_task_id = ? AND state = 'waiting'",
    [toTaskId, fromTaskId],
  )
}

/** The view of the task before it says so, and therefore counts up. */
export async function settleContinuation(
  db: Database,
  id: string,
  state: 'sent' | 'failed',
  failure: Failure | null,
): Promise<void> {
  db.transaction('continuation.settle', () => {
    db.run(
      'continuation.write-state',
      "UPDATE continuation SET state = ?, failure_json = ? WHERE id = ? AND state = 'waiting'",
      [state, failure === null ? null : JSON.stringify(failure), id],
    )
    db.run(
      'continuation.count-task-up',
      'UPDATE task SET seq = seq + 1 WHERE id = (SELECT after_task_id FROM continuation WHERE id = ?)',
      [id],
    )
  })
}
