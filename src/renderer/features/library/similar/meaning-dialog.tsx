import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { studioKey, useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { ProgressBar } from '@renderer/ui/progress-bar'
import { Skeleton } from '@renderer/ui/skeleton'
import { TextInput } from '@renderer/ui/text-input'
import type { MeaningState } from '@shared/contracts/library-meaning'
import { useQueryClient } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { atMost } from './at-most'
import { FoundByMeaning } from './found-by-meaning'

export interface MeaningDialogProps {
  readonly onShow: (assetId: string) => void
  readonly onClose: () => void
}

const REFRESH_MS = 1_000

/** Finds items by what they are about, in other words than theirs. */
export function MeaningDialog({ onShow, onClose }: MeaningDialogProps) {
  const state = useStudioQuery('library.meaning-state')
  const client = useQueryClient()
  const [words, setWords] = useState('')
  const [question, setQuestion] = useState('')
  const isRunning = state.data?.run != null
  useEffect(() => {
    const again = (): void => void client.invalidateQueries({ queryKey: studioKey('library.meaning-state') })
    again()
    const timer = setInterval(again, isRunning ? REFRESH_MS : REFRESH_MS * 5)
    return () => clearInterval(timer)
  }, [client, isRunning])
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      width="large"
      title="Find by meaning"
      description="Say it in your own words and in any language. The words of your items go to the gateway once; what comes back is kept and answers offline."
    >
      <div className="flex flex-col gap-3">
        {state.data ? (
          <Preparation state={state.data} onChanged={() => void state.refetch()} />
        ) : (
          <Skeleton className="h-12" />
        )}
        <form
          className="flex gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            setQuestion(words.trim())
          }}
        >
          <TextInput
            aria-label="What you look for"
            placeholder="For example: something lonely by the sea"
            value={words}
            onValueChange={setWords}
            className="flex-1"
          />
          <Button
            type="submit"
            icon={<Search />}
            tooltip="A question that was not asked before is sent to the gateway once; then it answers offline."
            disabledReasons={state.data?.known === 0 ? ['No item is prepared yet.'] : []}
          >
            Find{state.data ? ` (${atMost(state.data.questionMicroUsd)})` : ''}
          </Button>
        </form>
        {question === '' ? null : <FoundByMeaning key={question} question={question} onShow={onShow} />}
      </div>
    </Dialog>
  )
}

function Preparation({ state, onChanged }: { readonly state: MeaningState; readonly onChanged: () => void }) {
  const prepare = useStudioMutation('library.meaning-prepare', { onSuccess: onChanged })
  const stop = useStudioMutation('library.meaning-stop', { onSuccess: onChanged })
  const { known, missing, estimateMicroUsd, run, failure, modelId } = state
  return (
    <div className="rounded-panel border border-line bg-raised px-3 py-2">
      <div className="flex items-center justify-between gap-4">
        <p className="min-w-0 text-12 text-muted">
          {known === 0 && missing === 0
            ? 'There is nothing in the library yet.'
            : known === 0
              ? `No item can be found by meaning yet. ${modelId} reads the words of all ${missing.toLocaleString()}.`
              : `${known.toLocaleString()} items can be found by meaning. ${missing > 0 ? `${modelId} has not read ${missing.toLocaleString()} yet.` : 'None is missing.'}`}
        </p>
        {run ? (
          <Button size="small" onClick={() => stop.mutate(undefined)}>
            Stop
          </Button>
        ) : missing > 0 ? (
          <Button size="small" onClick={() => prepare.mutate(undefined)}>
            Prepare {missing.toLocaleString()} ({atMost(estimateMicroUsd)})
          </Button>
        ) : null}
      </div>
      {run ? (
        <ProgressBar value={run.total > 0 ? run.done / run.total : null} label="Reading items" className="mt-2" />
      ) : null}
      {failure ? <FailureNotice failure={failure} className="mt-2" /> : null}
    </div>
  )
}
