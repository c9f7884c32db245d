import { useTaskStore } from '@renderer/data/tasks'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import type { Failure } from '@shared/domain/app-error'
import type { TaskView } from '@shared/domain/task'
import { useMemo } from 'react'
import { groupTasks, type TaskGroup } from './queue-groups'

const NONE: readonly TaskView[] = []

export interface QueueTasks {
  readonly groups: readonly TaskGroup[]
  readonly isLoading: boolean
  /** Why the list may not be whole. */
  readonly failure: Failure | null
}

/** Living tasks from the store, the past from the database; the store's state wins where it is newer. */
export function useQueueTasks(doneLimit: number): QueueTasks {
  const live = useTaskStore((state) => state.tasks)
  const open = useStudioQuery('task.list', {
    states: ['queued', 'submitting', 'polling', 'waiting-input', 'downloading', 'unknown'],
    limit: 200,
  })
  const failed = useStudioQuery('task.list', { states: ['failed'], limit: 50 })
  const done = useStudioQuery(
    'task.list',
    { states: ['succeeded', 'canceled'], limit: doneLimit },
    { keepsPrevious: true },
  )
  const groups = useMemo(
    () =>
      groupTasks([open.data?.tasks ?? NONE, failed.data?.tasks ?? NONE, done.data?.tasks ?? NONE, [...live.values()]]),
    [open.data, failed.data, done.data, live],
  )
  const error = open.error ?? failed.error ?? done.error
  return { groups, failure: error?.failure ?? null, isLoading: open.isPending || failed.isPending || done.isPending }
}
