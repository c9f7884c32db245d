import type { Failure } from '@shared/domain/app-error'
import { canTransition, type FollowUp, isTerminal, type TaskState } from '@shared/domain/task'
import type { Database } from '../database'

/** What a change may set besides the state; absent fields stay as they are. */
export interface TaskFields {
  readonly notBeforeMs?: number
  readonly bodySha256?: string | null
  readonly remote?: { readonly id: string; readonly context?: Readonly<Record<string, string>> }
  readonly remoteStatus?: string
  readonly preparation?: string | null
  readonly rawAnswer?: string
  readonly progress?: number | null
  readonly followUps?: readonly FollowUp[]
  readonly isCancelRequested?: boolean
  readonly chargedMicroUsd?: number | null
  readonly failure?: Failure | null
}

export interface TaskChange {
  readonly taskId: string
  /** The states that the caller believes in; in any other one nothing happens. */
  readonly from: readonly TaskState[]
  /** May be the state it is in: then only fields change. */
  readonly to: TaskState
  readonly set?: TaskFields
  readonly nowMs: number
}

type Column = readonly [name: string, value: string | number | null]

/**
 * The one function that changes a task. It is guarded by the states that the caller expects and counts `seq` up.
 * @returns false when the task is in another state: somebody was faster, and nothing was changed
 * @throws Error when the table of transitions forbids the step: a mistake in the program
 */
export async function changeTask(db: Database, change: TaskChange): Promise<boolean> {
  return applyTaskChange(db, change)
}

/** The same inside a transaction of another command. */
export function applyTaskChange(db: Database, change: TaskChange): boolean {
  for (const from of change.from) {
    if (isTerminal(from) || (from !== change.to && !canTransition(from, change.to))) {
      throw new Error(`A task never goes from ${from} to ${change.to}`)
    }
  }
  const columns = [...columnsOf(change.set ?? {}), ...finishedColumns(change)]
  const assignments = ['state = ?', 'seq = seq + 1', ...columns.map(([name]) => `${name} = ?`)]
  const { changes } = db.run(
    'task.change',
    `UPDATE task SET ${assignments.join(', ')} WHERE id = ? AND state IN (${change.from.map(() => '?').join(', ')})`,
    [change.to, ...columns.map(([, value]) => value), change.taskId, ...change.from],
  )
  return changes === 1
}

function finishedColumns(change: TaskChange): readonly Column[] {
  return isTerminal(change.to) ? [['finished_at', change.nowMs]] : []
}

function columnsOf(fields: TaskFields): readonly Column[] {
  const columns: Column[] = []
  if (fields.notBeforeMs !== undefined) columns.push(['not_before', fields.notBeforeMs])
  if (fields.bodySha256 !== undefined) columns.push(['body_sha256', fields.bodySha256])
  if (fields.remote !== undefined) columns.push(['remote_json', JSON.stringify(fields.remote)])
  if (fields.remoteStatus !== undefined) columns.push(['remote_status', fields.remoteStatus])
  if (fields.preparation !== undefined) columns.push(['preparation', fields.preparation])
  if (fields.rawAnswer !== undefined) columns.push(['raw_answer', fields.rawAnswer])
  if (fields.progress !== undefined) columns.push(['progress', fields.progress])
  if (fields.followUps !== undefined) columns.push(['follow_ups_json', JSON.stringify(fields.followUps)])
  if (fields.isCancelRequested !== undefined) columns.push(['cancel_requested', fields.isCancelRequested ? 1 : 0])
  if (fields.chargedMicroUsd !== undefined) columns.push(['charged_micro_usd', fields.chargedMicroUsd])
  if (fields.failure !== undefined)
    columns.push(['failure_json', fields.failure === null ? null : JSON.stringify(fields.failure)])
  return columns
}
