import { useTaskStore } from '@renderer/data/tasks'
import type { Shot } from '@shared/domain/storyboard'
import { isTerminal, type TaskView } from '@shared/domain/task'
import { useShallow } from 'zustand/react/shallow'

/** Takes of a shot that are under way or of unknown fate, oldest first. */
export function useOpenTasks(shotId: string): readonly TaskView[] {
  return useTaskStore(useShallow(({ tasks }) => tasksOf(tasks, shotId).filter(({ state }) => !isTerminal(state))))
}

/** The last try of a shot when it failed and nothing has come since. */
export function useFailedTask(shot: Shot): TaskView | null {
  return useTaskStore(({ tasks }) => {
    const last = tasksOf(tasks, shot.id).at(-1)
    const newestTakeAtMs = Math.max(0, ...shot.takes.map(({ createdAtMs }) => createdAtMs))
    return last?.state === 'failed' && (last.finishedAtMs ?? last.createdAtMs) > newestTakeAtMs ? last : null
  })
}

function tasksOf(tasks: ReadonlyMap<string, TaskView>, shotId: string): readonly TaskView[] {
  return [...tasks.values()]
    .filter(({ origin }) => origin.kind === 'shot' && origin.shotId === shotId)
    .sort((one, other) => one.createdAtMs - other.createdAtMs || one.id.localeCompare(other.id))
}
