import { useLiveTasks, useTaskStore } from '@renderer/data/tasks'
import { navigate } from '@renderer/lib/navigation'
import { ProgressBar } from '@renderer/ui/progress-bar'
import { Tooltip } from '@renderer/ui/tooltip'
import type { TaskView } from '@shared/domain/task'
import { CircleHelp, CirclePause } from 'lucide-react'

const ITEM = 'flex h-full items-center gap-1.5 px-2 text-11 text-muted hover:bg-hover hover:text-ink [&_svg]:size-3.5'

/** Running tasks with their progress, and those that need a decision. */
export function StatusTasks() {
  const tasks = useLiveTasks()
  const unknownCount = useTaskStore(
    (state) => [...state.tasks.values()].filter((task) => task.state === 'unknown').length,
  )
  const isPaused = useTaskStore((state) => state.isPaused)
  const openQueue = (): void => navigate({ view: 'queue' })
  return (
    <div className="flex h-full items-center" role="status" aria-label="Tasks">
      {unknownCount > 0 ? (
        <Tooltip label="These may have been charged. Open the queue to look them up.">
          <button type="button" onClick={openQueue} className={`${ITEM} text-warning`}>
            <CircleHelp />
            {unknownCount} unknown
          </button>
        </Tooltip>
      ) : null}
      {isPaused ? (
        <button type="button" onClick={openQueue} className={ITEM}>
          <CirclePause />
          Paused
        </button>
      ) : null}
      {tasks.length > 0 ? (
        <Tooltip label="Open the queue" keys="mod+6">
          <button type="button" onClick={openQueue} className={ITEM}>
            <span className="tabular-nums">{wordsFor(tasks)}</span>
            <ProgressBar value={meanProgress(tasks)} label="Progress of running tasks" className="!w-20" />
          </button>
        </Tooltip>
      ) : (
        <span className="px-2 text-11 text-muted">No tasks running</span>
      )}
    </div>
  )
}

function wordsFor(tasks: readonly TaskView[]): string {
  const waiting = tasks.filter((task) => task.state === 'queued').length
  const running = tasks.length - waiting
  const words = [running > 0 ? `${running} running` : '', waiting > 0 ? `${waiting} waiting` : '']
  return words.filter(Boolean).join(', ')
}

/** Unknown while any running task does not say how far it is. */
function meanProgress(tasks: readonly TaskView[]): number | null {
  const known = tasks.map((task) => task.progress).filter((progress) => progress !== null)
  return known.length === tasks.length ? known.reduce((sum, progress) => sum + progress, 0) / tasks.length : null
}
