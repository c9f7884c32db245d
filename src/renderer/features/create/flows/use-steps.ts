import { useTaskStore } from '@renderer/data/tasks'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import type { TaskStep } from '@shared/contracts/generation'
import { useMemo } from 'react'

const NONE: readonly TaskStep[] = []

/** What was started under a task, each in its newest state; it lies in the database and so outlives this view. */
export function useSteps(taskId: string): readonly TaskStep[] {
  const { data = NONE } = useStudioQuery('generation.steps', { taskId })
  const live = useTaskStore((state) => state.tasks)
  return useMemo(
    () =>
      data.map((step) => {
        const newer = live.get(step.task.id)
        return newer && newer.seq > step.task.seq ? { ...step, task: newer } : step
      }),
    [data, live],
  )
}
