import { isTerminal, type TaskView } from '@shared/domain/task'
import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'

interface TaskStore {
  readonly tasks: ReadonlyMap<string, TaskView>
  readonly isPaused: boolean
}

/** Tasks as they move, outside the query cache: progress must not re-render lists. */
export const useTaskStore = create<TaskStore>(() => ({ tasks: new Map(), isPaused: false }))

/** Takes newer views of tasks; older sequence numbers are dropped. */
export function mergeTasks(views: readonly TaskView[]): void {
  const { tasks } = useTaskStore.getState()
  const newer = views.filter((view) => view.seq > (tasks.get(view.id)?.seq ?? -1))
  if (newer.length === 0) return
  const next = new Map(tasks)
  for (const view of newer) next.set(view.id, view)
  useTaskStore.setState({ tasks: next })
}

/** The newest known view of a task. */
export function useTask(taskId: string | null): TaskView | null {
  return useTaskStore((state) => (taskId === null ? null : (state.tasks.get(taskId) ?? null)))
}

/** A task from a list as it stands now. */
export function useFreshTask(task: TaskView): TaskView {
  return useTaskStore((state) => {
    const known = state.tasks.get(task.id)
    return known && known.seq > task.seq ? known : task
  })
}

/** Tasks that are not at their end, oldest first. */
export function useLiveTasks(): readonly TaskView[] {
  return useTaskStore(
    useShallow((state) =>
      [...state.tasks.values()].filter((task) => !isTerminal(task.state) && task.state !== 'unknown').sort(byAge),
    ),
  )
}

function byAge(left: TaskView, right: TaskView): number {
  return left.createdAtMs - right.createdAtMs || left.id.localeCompare(right.id)
}
