import { useTask } from '@renderer/data/tasks'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import type { TaskView } from '@shared/domain/task'

/** A task as it is now; null until it is known. */
export function useTaskById(taskId: string): TaskView | null {
  const { data } = useStudioQuery('task.get', { taskId })
  const live = useTask(taskId)
  if (!live || !data) return live ?? data ?? null
  return live.seq >= data.seq ? live : data
}
