import { navigate } from '@renderer/lib/navigation'
import type { TaskView } from '@shared/domain/task'

/** The first stored result of a task, or null. */
export function firstResult(task: TaskView): string | null {
  return task.outputs.find((output) => output.assetId !== null)?.assetId ?? null
}

/** Shows a task's result in the library; a task without one leaves everything as it is. */
export function openResult(task: TaskView | undefined): void {
  const assetId = task ? firstResult(task) : null
  if (assetId !== null) navigate({ view: 'library', assetId })
}
