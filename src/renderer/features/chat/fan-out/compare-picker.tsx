import { Popover } from '@base-ui/react/popover'
import { Columns3, History } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useViewState } from '@renderer/data/view-state'
import { Button } from '@renderer/ui/button'
import { TextInput } from '@renderer/ui/text-input'
import { MAX_COMPARED_MODELS, MIN_COMPARED_MODELS } from '@shared/domain/chat-settings'
import { chatModelIds } from '../composer/chat-models'
import { priceWords, usePriceOf } from '../composer/use-prices'

export interface ComparePickerProps {
  /** The chat's own model, which others are compared with. */
  readonly modelId: string
  /** In the order of the columns; fewer than two: one model answers. */
  readonly modelIds: readonly string[]
  readonly onChange: (modelIds: readonly string[]) => void
}

const NO_MODELS: readonly string[] = []
/** More are found by typing. */
const MAX_SHOWN = 60

/** Chooses the models that answer one message side by side. */
export function ComparePicker({ modelId, modelIds, onChange }: ComparePickerProps) {
  const search = useRef<HTMLInputElement>(null)
  const isOn = modelIds.length >= MIN_COMPARED_MODELS
  return (
    <Popover.Root>
      <Popover.Trigger
        render={
          <Button
            size="small"
            variant="ghost"
            icon={<Columns3 />}
            aria-pressed={isOn}
            tooltip="One message, several models, their answers side by side"
            className="aria-pressed:bg-selected"
          >
            {isOn ? `${modelIds.length} models` : 'Compare'}
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner side="top" align="start" sideOffset={6} className="z-50">
          <Popover.Popup
            aria-label="Models to compare"
            initialFocus={search}
            className="flex w-96 max-w-[92vw] flex-col rounded-panel bg-raised text-13 text-ink shadow-popup outline-none"
          >
            <ModelChecks modelId={modelId} modelIds={modelIds} onChange={onChange} search={search} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

interface ModelChecksProps extends ComparePickerProps {
  readonly search: React.RefObject<HTMLInputElement | null>
}

function ModelChecks({ modelId, modelIds, onChange: change, search }: ModelChecksProps) {
  const [lastIds, setLastIds] = useViewState('chat.compared-models', NO_MODELS)
  const onChange = (next: readonly string[]): void => {
    if (next.length >= MIN_COMPARED_MODELS) setLastIds(next)
    change(next)
  }
  const [query, setQuery] = useState('')
  const offered = useStudioQuery('account.models').data
  const account = useStudioQuery('account.state').data
  const priceOf = usePriceOf()
  const known = useMemo(
    () => chatModelIds(offered ?? [], account?.areModelsKnown ?? false),
    [offered, account?.areModelsKnown],
  )
  const wanted = query.trim().toLowerCase()
  const shown = [
    ...modelIds.filter((id) => id.toLowerCase().includes(wanted)),
    ...known.filter((id) => !modelIds.includes(id) && id.toLowerCase().includes(wanted)),
  ].slice(0, MAX_SHOWN)
  const isFull = modelIds.length >= MAX_COMPARED_MODELS
  const toggle = (id: string, isChosen: boolean): void => {
    // A first choice is compared with the chat's own model.
    const others = modelIds.length > 0 || id === modelId ? modelIds : [modelId]
    onChange(isChosen ? modelIds.filter((other) => other !== id) : [...others, id])
  }
  return (
    <>
      <div className="flex items-center gap-2 p-2">
        <TextInput
          ref={search}
          value={query}
          onValueChange={setQuery}
          placeholder="Search models"
          aria-label="Search models to compare"
        />
        <Button size="small" variant="ghost" onClick={() => onChange([])}>
          Clear
        </Button>
      </div>
      <p role="status" className="px-3 pb-1 text-11 text-muted">
        {modelIds.length < MIN_COMPARED_MODELS
          ? `Choose ${MIN_COMPARED_MODELS} to ${MAX_COMPARED_MODELS} models. Each answer has its own price.`
          : `${modelIds.length} of at most ${MAX_COMPARED_MODELS} chosen.`}
      </p>
      {modelIds.length === 0 && lastIds.length >= MIN_COMPARED_MODELS ? (
        <Button
          size="small"
          variant="ghost"
          icon={<History />}
          className="mx-1 min-w-0 justify-start!"
          onClick={() => onChange(lastIds)}
        >
          <span className="truncate">Last time: {lastIds.join(', ')}</span>
        </Button>
      ) : null}
      <ul aria-label="Models" className="max-h-80 overflow-y-auto px-1 pb-1">
        {shown.map((id) => {
          const isChosen = modelIds.includes(id)
          return (
            <li key={id}>
              <label className="flex items-center gap-2 rounded-control px-2 py-1 hover:bg-hover">
                <input
                  type="checkbox"
                  checked={isChosen}
                  disabled={!isChosen && isFull}
                  onChange={() => toggle(id, isChosen)}
                  className="size-4 accent-(--color-accent)"
                />
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{id}</span>
                  <span className="block truncate text-11 text-muted">{priceWords(priceOf(id))}</span>
                </span>
              </label>
            </li>
          )
        })}
        {shown.length === 0 ? <li className="px-3 py-4 text-center text-muted">No model with this name.</li> : null}
      </ul>
    </>
  )
}
