import { CircleHelp } from 'lucide-react'
import { formatExpectation } from '@renderer/lib/format-time'
import { navigate } from '@renderer/lib/navigation'
import { useNow } from '@renderer/lib/use-now'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { ProgressBar } from '@renderer/ui/progress-bar'
import { Skeleton } from '@renderer/ui/skeleton'
import { isTerminal, type TaskView } from '@shared/domain/task'
import { ChatPictures } from './chat-pictures'
import { useTaskById } from './use-task-by-id'

/** Something that is being made in the talk: its progress, then its results. */
export function GenerationPart({ taskId, prompt }: { readonly taskId: string; readonly prompt: string }) {
  const task = useTaskById(taskId)
  if (!task) return <Skeleton className="size-70" />
  const assetIds = task.outputs.flatMap(({ assetId }) => (assetId === null ? [] : [assetId]))
  return (
    <div className="flex flex-col gap-2" data-task={taskId} data-task-state={task.state}>
      {assetIds.length > 0 ? <ChatPictures assetIds={assetIds} size="large" /> : null}
      {assetIds.length === 0 && !isTerminal(task.state) && task.state !== 'unknown' ? (
        <Running task={task} prompt={prompt} />
      ) : null}
      {task.state === 'unknown' ? <Unknown task={task} /> : null}
      {task.state === 'failed' && task.failure ? <FailureNotice failure={task.failure} /> : null}
      {task.state === 'canceled' ? <p className="text-12 text-muted">Cancelled.</p> : null}
    </div>
  )
}

function Running({ task, prompt }: { readonly task: TaskView; readonly prompt: string }) {
  const nowMs = useNow(true)
  const words =
    task.state === 'queued'
      ? 'waiting to be sent'
      : formatExpectation(task.expectedSeconds, nowMs - (task.submittedAtMs ?? task.createdAtMs))
  return (
    <div className="flex size-70 flex-col justify-end gap-2 rounded-control bg-hover p-3">
      <p className="truncate-lines-2 text-12 text-muted">{prompt}</p>
      <ProgressBar value={task.progress} label="Progress of the picture" />
      <p className="text-11 text-muted tabular-nums">{words}</p>
    </div>
  )
}

function Unknown({ task }: { readonly task: TaskView }) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-2 rounded-control bg-warning-soft px-3 py-2 text-12 [&>svg]:size-4 [&>svg]:text-warning"
    >
      <CircleHelp aria-hidden />
      <span className="min-w-0 flex-1">
        No answer says whether this was accepted. It may have been charged and is not sent again by itself.
      </span>
      <Button size="small" onClick={() => navigate({ view: 'queue', taskId: task.id })}>
        Look it up
      </Button>
    </div>
  )
}
