import { findOperation } from '@shared/catalog/operations'
import type { TaskView } from '@shared/domain/task'

/** Each run that was started in this view once, in its newest state, newest run first. */
export function mergeResults(listed: readonly TaskView[], live: readonly TaskView[]): readonly TaskView[] {
  const byId = new Map<string, TaskView>()
  for (const task of [...listed, ...live]) {
    const known = byId.get(task.id)
    if (!known || task.seq > known.seq) byId.set(task.id, task)
  }
  return [...byId.values()]
    .filter(({ origin, operationId }) => isOwnRun(origin.kind) && findOperation(operationId)?.isStep !== true)
    .sort((one, other) => other.createdAtMs - one.createdAtMs || other.id.localeCompare(one.id))
}

const isOwnRun = (kind: TaskView['origin']['kind']): boolean => kind === 'create' || kind === 'follow-up'

/** The words that each run goes back to: its own, else those of the result whose button started it. */
export function wordsOfRuns(tasks: readonly TaskView[]): ReadonlyMap<string, string> {
  const byId = new Map(tasks.map((task) => [task.id, task]))
  const wordsOf = (task: TaskView, seenIds: ReadonlySet<string>): string => {
    if (task.prompt !== '' || task.origin.kind !== 'follow-up' || seenIds.has(task.id)) return task.prompt
    const parent = byId.get(task.origin.taskId)
    return parent ? wordsOf(parent, new Set([...seenIds, task.id])) : ''
  }
  return new Map(tasks.map((task) => [task.id, wordsOf(task, new Set())]))
}

/** A vendor's window that was answered has no result of its own; the answer is a run besides it. */
export function isAnsweredWindow(task: TaskView): boolean {
  if (task.state !== 'succeeded' || task.outputs.length > 0) return false
  return findOperation(task.operationId)?.intent !== 'keep'
}
