import { mergeTasks } from '@renderer/data/tasks'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { describePrice } from '@renderer/lib/format-money'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { FailureNotice } from '@renderer/ui/failure-notice'
import type { Failure } from '@shared/domain/app-error'
import type { TaskView } from '@shared/domain/task'
import { SearchCheck, Send } from 'lucide-react'
import { useState } from 'react'
import { wasAccepted } from './task-words'

/** The decision only a person can make: look it up, send it again and maybe pay twice, or give it up. */
export function UnknownActions({ task }: { readonly task: TaskView }) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const [finding, setFinding] = useState<string | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const lookUp = useStudioMutation('task.look-up', {
    onSuccess: (answer) => {
      setFinding(answer.finding)
      mergeTasks([answer.task])
    },
    onFailure: setFailure,
  })
  const giveUp = useStudioMutation('task.give-up', { onSuccess: (view) => mergeTasks([view]), onFailure: setFailure })
  const price = describePrice(task.estimate)
  const lookUpReasons = lookUp.isPending ? ['The gateway is being asked.'] : []
  return (
    <div className="mt-3 rounded-panel bg-warning-soft p-3 text-13">
      <p>
        {wasAccepted(task)
          ? 'The gateway accepted this and may have charged it'
          : 'This was sent, and no answer came back. It may have been accepted and charged'}{' '}
        <strong>({price.isKnown ? price.text : 'an unknown amount'})</strong>. The studio never sends it again by
        itself.
      </p>
      {task.failure ? <p className="mt-1 text-12 text-muted">{task.failure.message}</p> : null}
      {finding ? (
        <p role="status" className="mt-2 font-medium">
          {finding}
        </p>
      ) : null}
      {failure ? <FailureNotice failure={failure} className="mt-2" /> : null}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          size="small"
          variant="primary"
          icon={<SearchCheck />}
          disabledReasons={lookUpReasons}
          onClick={() => lookUp.mutate({ taskId: task.id })}
        >
          {lookUp.isPending ? 'Looking it up…' : 'Look it up'}
        </Button>
        <Button size="small" icon={<Send />} onClick={() => setIsAsking(true)}>
          Send again ({price.text})
        </Button>
        <Button size="small" variant="ghost" onClick={() => giveUp.mutate({ taskId: task.id })}>
          Give it up
        </Button>
      </div>
      {isAsking ? <SendAgainDialog task={task} priceText={price.text} onClose={() => setIsAsking(false)} /> : null}
    </div>
  )
}

interface SendAgainDialogProps {
  readonly task: TaskView
  readonly priceText: string
  readonly onClose: () => void
}

function SendAgainDialog({ task, priceText, onClose }: SendAgainDialogProps) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const [clientRequestId] = useState(() => crypto.randomUUID())
  const retry = useStudioMutation('task.retry', {
    onSuccess: (view) => {
      mergeTasks([view])
      onClose()
    },
    onFailure: setFailure,
  })
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Send it again?"
      width="small"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabledReasons={retry.isPending ? ['It is being sent.'] : []}
            onClick={() => retry.mutate({ taskId: task.id, clientRequestId, mayPayTwice: true })}
          >
            Send again, may pay twice
          </Button>
        </>
      }
    >
      <p className="text-13">
        If the first request did go through, you pay twice: {priceText} for the first and {priceText} for this one.
        Looking it up first costs nothing.
      </p>
      {failure ? <FailureNotice failure={failure} className="mt-3" /> : null}
    </Dialog>
  )
}
