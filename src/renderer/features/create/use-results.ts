import { useTaskStore } from '@renderer/data/tasks'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import type { TaskView } from '@shared/domain/task'
import { useMemo, useState } from 'react'
import { mergeResults } from './merge-results'

const PAGE = 60
const MAX_SHOWN = 200
const NONE: readonly TaskView[] = []

export interface Results {
  readonly tasks: readonly TaskView[]
  readonly isLoading: boolean
  readonly showMore: (() => void) | null
}

/** Runs that were started here, newest first, from the database and as they move. */
export function useResults(): Results {
  const [limit, setLimit] = useState(PAGE)
  const { data, isPending } = useStudioQuery('task.list', { limit }, { keepsPrevious: true })
  const live = useTaskStore((state) => state.tasks)
  const listed = data?.tasks ?? NONE
  const tasks = useMemo(() => mergeResults(listed, [...live.values()]), [listed, live])
  const hasMore = listed.length >= limit && limit < MAX_SHOWN
  return { tasks, isLoading: isPending, showMore: hasMore ? () => setLimit(MAX_SHOWN) : null }
}
