import { describePrice } from '@renderer/lib/format-money'
import { useIsViewShown } from '@renderer/lib/navigation'
import { OperationForm } from '@renderer/parts/operation-form/operation-form'
import { useReadiness } from '@renderer/parts/operation-form/use-readiness'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { useState } from 'react'
import { useTask } from '@renderer/data/tasks'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { storedAssetIds } from '@renderer/parts/task-card/task-words'
import type { TaskView } from '@shared/domain/task'
import type { PendingFollowUp } from './follow-ups'
import { newRun, type Run } from './use-runs'

export interface FollowUpDialogProps {
  readonly pending: PendingFollowUp
  readonly onRun: (run: Run) => void
  readonly onClose: () => void
}

/** What a button under a result still wants to know before it is sent. */
export function FollowUpDialog({ pending, onRun, onClose }: FollowUpDialogProps) {
  const { spec, modelId, task } = pending
  const [params, setParams] = useState(pending.params)
  const readiness = useReadiness(spec, modelId, params)
  const price = describePrice(readiness.price)
  const sourceAssetId = useSourceOf(task)
  return (
    <Dialog
      // Painting the mask leads to the canvas; the dialog waits here with what was written.
      isOpen={useIsViewShown('create')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={pending.label}
      description={spec.summary}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabledReasons={readiness.reasons.map(({ message }) => message)}
            onClick={(event) => {
              if (event.detail > 1) return
              onRun(newRun({ spec, modelId, params }, readiness.price, { kind: 'follow-up', taskId: task.id }))
              onClose()
            }}
          >
            Send{price.isKnown ? ` · ${price.text}` : ''}
          </Button>
        </>
      }
    >
      <OperationForm
        spec={spec}
        modelId={modelId}
        params={params}
        onParamsChange={setParams}
        reasons={readiness.reasons}
        hiddenKeys={pending.hiddenKeys}
        maskSourceAssetId={sourceAssetId}
      />
    </Dialog>
  )
}

/** The picture that a waiting window is about: the task's own, else that of the result whose button opened it. */
function useSourceOf(task: TaskView): string | null {
  const parentId = task.origin.kind === 'follow-up' ? task.origin.taskId : null
  const live = useTask(parentId)
  const { data } = useStudioQuery('task.get', { taskId: parentId ?? '' }, { isEnabled: parentId !== null })
  const parent = live ?? data ?? null
  return storedAssetIds(task)[0] ?? (parent ? (storedAssetIds(parent)[0] ?? null) : null)
}
