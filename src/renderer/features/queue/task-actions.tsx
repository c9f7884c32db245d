import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { mergeTasks } from '@renderer/data/tasks'
import { isFirstPress } from '@renderer/lib/is-first-press'
import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import type { TaskView } from '@shared/domain/task'
import { Images, RefreshCw, RotateCcw, X } from 'lucide-react'
import { firstResult, openResult } from './open-result'
import type { QueueGroup } from './queue-groups'

const takeOver = (task: TaskView): void => mergeTasks([task])

/** What can be done with a task; always at the row's right end. */
export function TaskActions({ task, group }: { readonly task: TaskView; readonly group: QueueGroup }) {
  const cancel = useStudioMutation('task.cancel', { onSuccess: takeOver })
  const checkNow = useStudioMutation('task.check-now', { onSuccess: takeOver })
  const retry = useStudioMutation('task.retry', { onSuccess: takeOver })
  const cancelReasons = task.cancelRequested ? ['It is being cancelled.'] : []
  return (
    <div className="flex w-20 shrink-0 items-center justify-end gap-1">
      {task.state === 'polling' ? (
        <IconButton
          label="Ask the gateway now"
          size="small"
          icon={<RefreshCw />}
          onClick={() => checkNow.mutate({ taskId: task.id })}
        />
      ) : null}
      {group === 'running' || group === 'waiting' ? (
        <IconButton
          label="Cancel"
          size="small"
          icon={<X />}
          disabledReasons={cancelReasons}
          onClick={() => cancel.mutate({ taskId: task.id })}
        />
      ) : null}
      {group === 'failed' || task.state === 'canceled' ? (
        <Button
          size="small"
          icon={<RotateCcw />}
          tooltip="Sends the same request again as a new task"
          disabledReasons={retry.isPending ? ['It is being sent.'] : []}
          onClick={(event) => {
            if (isFirstPress(event)) retry.mutate({ taskId: task.id, clientRequestId: crypto.randomUUID() })
          }}
        >
          Retry
        </Button>
      ) : null}
      {task.state === 'succeeded' && firstResult(task) !== null ? (
        <Button size="small" icon={<Images />} onClick={() => openResult(task)}>
          Show
        </Button>
      ) : null}
    </div>
  )
}
