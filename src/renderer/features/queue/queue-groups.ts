import { findOperation } from '@shared/catalog/operations'
import type { TaskState, TaskView } from '@shared/domain/task'

export const QUEUE_GROUPS = ['unknown', 'running', 'waiting', 'failed', 'done'] as const
export type QueueGroup = (typeof QUEUE_GROUPS)[number]

/** What needs a decision comes first; what is over comes last. */
const GROUP_OF_STATE: Readonly<Record<TaskState, QueueGroup>> = {
  unknown: 'unknown',
  submitting: 'running',
  polling: 'running',
  'waiting-input': 'running',
  downloading: 'running',
  queued: 'waiting',
  failed: 'failed',
  succeeded: 'done',
  canceled: 'done',
}

export interface TaskGroup {
  readonly group: QueueGroup
  readonly tasks: readonly TaskView[]
}

/** The small steps of a guided view are shown there; here only while something is open about them. */
function isShown(task: TaskView): boolean {
  return task.state !== 'succeeded' || findOperation(task.operationId)?.isStep !== true
}

/**
 * Every task once, in its newest known state. Work to come is sorted oldest first, because that is the order it
 * runs in; what is over newest first.
 */
export function groupTasks(lists: readonly (readonly TaskView[])[]): readonly TaskGroup[] {
  const newest = new Map<string, TaskView>()
  for (const task of lists.flat()) {
    const known = newest.get(task.id)
    if (!known || known.seq < task.seq) newest.set(task.id, task)
  }
  const tasks = [...newest.values()]
    .filter(isShown)
    .sort((left, right) => left.createdAtMs - right.createdAtMs || left.id.localeCompare(right.id))
  return QUEUE_GROUPS.map((group) => {
    const members = tasks.filter((task) => GROUP_OF_STATE[task.state] === group)
    return { group, tasks: group === 'running' || group === 'waiting' ? members : members.toReversed() }
  }).filter(({ tasks: members }) => members.length > 0)
}
