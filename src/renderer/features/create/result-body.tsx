import { navigate, followNextStep } from '@renderer/lib/navigation'
import { MakesIcon } from '@renderer/parts/operation-picker/makes-icon'
import { makesOf } from '@renderer/parts/operation-picker/picker-entries'
import { RunningTask } from '@renderer/parts/task-card/running-task'
import { TaskOutputs } from '@renderer/parts/task-card/task-outputs'
import { storedAssetIds } from '@renderer/parts/task-card/task-words'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { findOperation } from '@shared/catalog/operations'
import type { TaskView } from '@shared/domain/task'
import { CircleHelp, CircleSlash } from 'lucide-react'
import { MadeItems } from './made-items'
import { menuEntries } from './menu-entries'
import type { CardActions } from './use-card-actions'

export interface ResultBodyProps {
  readonly task: TaskView
  readonly actions: CardActions
}

/** What stands where the result belongs: the result, its progress, or why there is none. */
export function ResultBody({ task, actions }: ResultBodyProps) {
  if (storedAssetIds(task).length > 0) {
    return (
      <TaskOutputs
        task={task}
        onOpen={(assetId) => navigate({ view: 'library', assetId })}
        quickActions={(assetId) => actions.of(task, assetId).filter(({ isQuick }) => isQuick)}
        menu={(assetId) => menuEntries(task, assetId, actions)}
      />
    )
  }
  if (task.state === 'succeeded' && task.outputs.length === 0) return <MadeItems taskId={task.id} />
  if (task.state === 'failed') return <FailedBody task={task} actions={actions} />
  if (task.state === 'unknown') return <UnknownBody task={task} />
  if (task.state === 'canceled') {
    return (
      <div className="flex aspect-[4/3] flex-col items-center justify-center gap-2 bg-hover text-12 text-muted">
        <CircleSlash aria-hidden className="size-6 stroke-[1.25]" />
        Cancelled
        <Button size="small" onClick={() => actions.retry(task)}>
          Retry
        </Button>
      </div>
    )
  }
  const operation = findOperation(task.operationId)
  return (
    <RunningTask
      task={task}
      icon={operation ? <MakesIcon makes={makesOf(operation)} /> : null}
      action={
        <Button
          size="small"
          variant="ghost"
          disabledReasons={task.cancelRequested ? ['It is being cancelled.'] : []}
          onClick={() => actions.cancel(task)}
        >
          Cancel
        </Button>
      }
      isFlat={operation?.output === 'audio' || operation?.output === 'text'}
    />
  )
}

function FailedBody({ task, actions }: ResultBodyProps) {
  const failure = task.failure ?? {
    message: 'The gateway gave no reason.',
    nextStep: 'retry',
  }
  return (
    <div className="flex min-h-28 flex-1 flex-col justify-center p-3">
      <FailureNotice
        failure={failure}
        onNextStep={(step) => {
          if (followNextStep(step)) return
          if (step === 'edit-input') actions.recall(task)
          else if (step === 'choose-model') actions.chooseModel(task)
          else if (step === 'look-up') navigate({ view: 'queue', taskId: task.id })
          else actions.retry(task)
        }}
      />
    </div>
  )
}

function UnknownBody({ task }: { readonly task: TaskView }) {
  return (
    <div className="flex min-h-28 flex-1 flex-col justify-center gap-2 bg-warning-soft p-3 text-13">
      <p className="flex items-start gap-2">
        <CircleHelp aria-label="Unknown" className="mt-0.5 size-4 shrink-0 text-warning" />
        No answer says whether this was accepted, so it may have been charged. It is never sent again by itself.
      </p>
      <div className="pl-6">
        <Button size="small" onClick={() => navigate({ view: 'queue', taskId: task.id })}>
          Look it up in the queue
        </Button>
      </div>
    </div>
  )
}
