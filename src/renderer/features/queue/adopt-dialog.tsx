import { failureOf, request, type RequestPayload } from '@renderer/data/studio'
import { mergeTasks } from '@renderer/data/tasks'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Field } from '@renderer/ui/field'
import { Segmented } from '@renderer/ui/segmented'
import { Select } from '@renderer/ui/select'
import { TextArea } from '@renderer/ui/text-area'
import { TextInput } from '@renderer/ui/text-input'
import { operationsFor } from '@shared/catalog/operations'
import type { Failure } from '@shared/domain/app-error'
import { LISTED_FAMILIES, LISTED_WORK, type ListedFamily } from '@shared/domain/vendor-work'
import { detach } from '@renderer/data/detach'
import { useState } from 'react'
import { type ChosenWork, ElsewhereList } from './elsewhere-list'

/** Only work that runs at the gateway under a number can be fetched by it. */
const TASK_OPERATIONS = operationsFor({ withFollowUps: true }).filter(({ mode }) => mode === 'task')
const OPTIONS = TASK_OPERATIONS.map(({ id, title }) => ({ value: id, label: title }))

const FAMILY_OPTIONS = LISTED_FAMILIES.map((value) => ({ value, label: LISTED_WORK[value].label }))

type Adoption = RequestPayload<'generation.adopt'>
type Way = 'number' | 'list'

/** Fetches work that was started elsewhere, by its numbers or from a vendor's list; the results land in the library. */
export function AdoptDialog({ onClose }: { readonly onClose: () => void }) {
  const [way, setWay] = useState<Way>('number')
  const [operationId, setOperationId] = useState(OPTIONS[0]?.value ?? '')
  const [numbers, setNumbers] = useState('')
  const [prompt, setPrompt] = useState('')
  const [family, setFamily] = useState<ListedFamily>('doubao-seedance')
  const [chosen, setChosen] = useState<ReadonlyMap<string, ChosenWork>>(new Map())
  const { adopt, failure, isBusy } = useAdoption(onClose)
  const adoptions =
    way === 'number'
      ? numbersIn(numbers).map((remoteId) => adoptionOf(operationId, remoteId, prompt))
      : [...chosen].map(([remoteId, kept]): Adoption => ({ ...kept, remoteId, prompt: '' }))
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Fetch work from elsewhere"
      description="For work that was started elsewhere with the same key. Nothing is charged for looking."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onClick={() => adopt(adoptions)}
            disabledReasons={reasonsAgainst(way, adoptions, isBusy)}
          >
            {adoptions.length > 1 ? `Fetch ${adoptions.length}` : 'Fetch it'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        <Segmented
          aria-label="How to find it"
          value={way}
          onValueChange={setWay}
          options={[
            { value: 'number', label: 'By number' },
            { value: 'list', label: 'From the vendor’s list' },
          ]}
        />
        {way === 'number' ? (
          <>
            <Field label="Made with">
              <Select value={operationId} onValueChange={setOperationId} options={OPTIONS} />
            </Field>
            <Field
              label="Number of the task"
              help="As the gateway gave it, for example grok:0199… or a long row of digits; several, one a line."
            >
              <TextArea value={numbers} onValueChange={setNumbers} className="min-h-8" autoFocus />
            </Field>
            <Field label="Its words" help="What it was asked for, so that you find it again. May stay empty.">
              <TextInput value={prompt} onValueChange={setPrompt} />
            </Field>
          </>
        ) : (
          <>
            <Field label="Vendor">
              <Select value={family} onValueChange={setFamily} options={FAMILY_OPTIONS} />
            </Field>
            <ElsewhereList key={family} family={family} chosen={chosen} onChosenChange={setChosen} />
          </>
        )}
        {failure ? <FailureNotice failure={failure} /> : null}
      </div>
    </Dialog>
  )
}

/** Adopts one after the other; what was taken before a refusal stays taken. */
function useAdoption(onDone: () => void) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const run = async (adoptions: readonly Adoption[]): Promise<void> => {
    setFailure(null)
    setIsBusy(true)
    try {
      for (const adoption of adoptions) mergeTasks([await request('generation.adopt', adoption)])
      onDone()
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setIsBusy(false)
    }
  }
  return { failure, isBusy, adopt: (adoptions: readonly Adoption[]) => detach(run(adoptions), 'adopt work') }
}

function adoptionOf(operationId: string, remoteId: string, prompt: string): Adoption {
  const modelId = TASK_OPERATIONS.find(({ id }) => id === operationId)?.models[0] ?? ''
  return { operationId, modelId, remoteId, prompt }
}

function reasonsAgainst(way: Way, adoptions: readonly Adoption[], isBusy: boolean): readonly string[] {
  if (isBusy) return ['It is being fetched.']
  if (adoptions.length > 0) return []
  return [way === 'number' ? 'Paste the number of the task.' : 'Choose from the list.']
}

/** One number a line; Suno’s older protocol joins the ids of takes with commas. */
function numbersIn(text: string): readonly string[] {
  return [...new Set(text.split(/\s+/).filter((part) => part !== ''))]
}
