import { useNow } from '@renderer/lib/use-now'
import { classNames } from '@renderer/ui/class-names'
import { ProgressBar } from '@renderer/ui/progress-bar'
import type { TaskView } from '@shared/domain/task'
import type { ReactNode } from 'react'
import { isRunning, taskWords } from './task-words'

export interface RunningTaskProps {
  readonly task: TaskView
  /** The icon of what will come. */
  readonly icon: ReactNode
  readonly action?: ReactNode
  /** Sounds and texts need less height than pictures; the place keeps its size when they come. */
  readonly isFlat?: boolean
}

/** The place where a result will be: what it is waiting for, the usual time, and how far the gateway says it is. */
export function RunningTask({ task, icon, action, isFlat = false }: RunningTaskProps) {
  const nowMs = useNow(isRunning(task))
  return (
    <div
      className={classNames(
        'flex flex-col items-center justify-center gap-3 bg-hover px-6 text-center',
        isFlat ? 'min-h-40 flex-1' : 'aspect-[4/3]',
      )}
    >
      <span className="text-muted [&_svg]:size-6 [&_svg]:stroke-[1.25]">{icon}</span>
      {task.state === 'queued' || task.state === 'waiting-input' ? null : (
        <ProgressBar value={task.progress} label={`Progress of ${task.prompt || task.modelId}`} className="max-w-48" />
      )}
      <p className="text-12 text-muted tabular-nums">
        {taskWords(task, nowMs)}
        {task.progress === null || task.state !== 'polling' ? null : ` · ${Math.round(task.progress * 100)} %`}
      </p>
      {action}
    </div>
  )
}
