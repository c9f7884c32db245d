import { mergeTasks } from '@renderer/data/tasks'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Field } from '@renderer/ui/field'
import { Select } from '@renderer/ui/select'
import { TextInput } from '@renderer/ui/text-input'
import { operationsFor } from '@shared/catalog/operations'
import type { Failure } from '@shared/domain/app-error'
import { useState } from 'react'

/** Only work that runs at the gateway under a number can be fetched by it. */
const TASK_OPERATIONS = operationsFor({}).filter(({ mode }) => mode === 'task')
const OPTIONS = TASK_OPERATIONS.map(({ id, title }) => ({ value: id, label: title }))

/** Fetches work that was started elsewhere, by the number the gateway gave it; its result lands in the library. */
export function AdoptDialog({ onClose }: { readonly onClose: () => void }) {
  const [operationId, setOperationId] = useState(OPTIONS[0]?.value ?? '')
  const [remoteId, setRemoteId] = useState('')
  const [prompt, setPrompt] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const adopt = useStudioMutation('generation.adopt', {
    onSuccess: (task) => {
      mergeTasks([task])
      onClose()
    },
    onFailure: setFailure,
  })
  const modelId = TASK_OPERATIONS.find(({ id }) => id === operationId)?.models[0] ?? ''
  const send = (): void => {
    setFailure(null)
    adopt.mutate({ operationId, modelId, remoteId, prompt })
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Fetch a task by its number"
      description="For work that was started elsewhere with the same key. Nothing is charged for looking."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onClick={send}
            disabledReasons={remoteId.trim() === '' ? ['Paste the number of the task.'] : []}
          >
            Fetch it
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        <Field label="Made with">
          <Select value={operationId} onValueChange={setOperationId} options={OPTIONS} />
        </Field>
        <Field
          label="Number of the task"
          help="As the gateway gave it, for example grok:0199… or a long row of digits."
        >
          <TextInput value={remoteId} onValueChange={setRemoteId} autoFocus />
        </Field>
        <Field label="Its words" help="What it was asked for, so that you find it again. May stay empty.">
          <TextInput value={prompt} onValueChange={setPrompt} />
        </Field>
        {failure ? <FailureNotice failure={failure} /> : null}
      </div>
    </Dialog>
  )
}
