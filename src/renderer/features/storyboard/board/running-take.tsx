import { formatClock } from '@renderer/lib/format-time'
import { useNow } from '@renderer/lib/use-now'
import { isRunning, taskWords } from '@renderer/parts/task-card/task-words'
import { classNames } from '@renderer/ui/class-names'
import { ProgressBar } from '@renderer/ui/progress-bar'
import type { TaskView } from '@shared/domain/task'

export interface RunningTakeProps {
  readonly task: TaskView
  readonly moreCount: number
  /** A take is shown already: the words keep to its lower edge. */
  readonly isOverPicture: boolean
  /** In a thumbnail only the running time fits; the rest is its tooltip. */
  readonly isSmall?: boolean
}

/** A take under way, at the place where it will be. */
export function RunningTake({ task, moreCount, isOverPicture, isSmall = false }: RunningTakeProps) {
  const nowMs = useNow(isRunning(task))
  const words = taskWords(task, nowMs)
  return (
    <div
      title={isSmall ? words : undefined}
      className={classNames(
        'flex flex-col gap-1.5 text-11 tabular-nums',
        isOverPicture
          ? 'absolute inset-x-0 bottom-0 bg-black/75 px-2 py-1.5 text-white'
          : 'w-full items-center px-4 text-center text-muted',
      )}
    >
      <span className="truncate-lines-2">
        {isSmall && isRunning(task) ? formatClock(nowMs - task.createdAtMs) : words}
        {moreCount > 0 ? ` · ${moreCount} more` : ''}
      </span>
      {isRunning(task) ? <ProgressBar value={task.progress} label="Progress of the take" /> : null}
    </div>
  )
}
