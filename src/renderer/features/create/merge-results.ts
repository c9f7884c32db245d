import type { TaskView } from '@shared/domain/task'

/** Each run that was started in this view once, in its newest state, newest run first. */
export function mergeResults(listed: readonly TaskView[], live: readonly TaskView[]): readonly TaskView[] {
  const byId = new Map<string, TaskView>()
  for (const task of [...listed, ...live]) {
    const known = byId.get(task.id)
    if (!known || task.seq > known.seq) byId.set(task.id, task)
  }
  return [...byId.values()]
    .filter(({ origin }) => origin.kind === 'create' || origin.kind === 'follow-up')
    .sort((one, other) => other.createdAtMs - one.createdAtMs || other.id.localeCompare(one.id))
}
