import { useViewState } from '@renderer/data/view-state'
import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { Slider } from '@renderer/ui/slider'
import { Skeleton } from '@renderer/ui/skeleton'
import { navigate } from '@renderer/lib/navigation'
import type { FollowUp, TaskView } from '@shared/domain/task'
import { Images, PanelLeftOpen } from 'lucide-react'
import type { ComponentProps } from 'react'
import { CreateEmptyState } from './create-empty-state'
import { needsInput, pendingFollowUp, type PendingFollowUp } from './follow-ups'
import { ResultCard } from './result-card'
import { useCardActions } from './use-card-actions'
import type { CreateForm } from './use-create-form'
import { useGridFocus } from './use-grid-focus'
import { useResults } from './use-results'
import { newRun, type useRuns } from './use-runs'
import { estimatePrice } from '@shared/catalog/projections/price'
import { usePriceLookup } from '@renderer/parts/use-price-lookup'

export interface ResultsStageProps {
  readonly form: CreateForm
  readonly runs: ReturnType<typeof useRuns>
  readonly isFormShown: boolean
  readonly onShowForm: () => void
  readonly onUseReference: (assetId: string) => void
  readonly onTryWords: (words: string) => void
  readonly onFollowUp: (pending: PendingFollowUp) => void
  readonly onChooseModel: () => void
}

const NO_IDS: readonly string[] = []
const MAX_DISMISSED = 300
const PLACEHOLDERS = [0, 1, 2, 3, 4, 5]

/** Everything made here, newest first; a run's card is there as soon as its row is. */
export function ResultsStage(props: ResultsStageProps) {
  const { form, runs, onFollowUp } = props
  const { tasks, isLoading, showMore } = useResults()
  const [sizePx, setSizePx] = useViewState('create.card-size', 300)
  const [dismissedIds, setDismissedIds] = useViewState<readonly string[]>('create.dismissed', NO_IDS)
  const priceOf = usePriceLookup()
  const shown = tasks.filter(({ id }) => !dismissedIds.includes(id))
  const actions = useCardActions({
    form,
    runs,
    onUseReference: props.onUseReference,
    onShowForm: props.onShowForm,
    onChooseModel: props.onChooseModel,
    onDismiss: (id) => setDismissedIds((former) => [id, ...former].slice(0, MAX_DISMISSED)),
  })
  const focus = useGridFocus(shown, actions)
  const pressFollowUp = (task: TaskView, followUp: FollowUp): void => {
    const pending = pendingFollowUp(task, followUp)
    if (!pending) return
    if (needsInput(pending)) return onFollowUp(pending)
    const { spec, modelId, params } = pending
    const price = estimatePrice(spec, modelId, params, priceOf)
    runs.start(newRun({ spec, modelId, params }, price, { kind: 'follow-up', taskId: task.id }))
  }
  return (
    <div className="flex h-full min-w-0 flex-col bg-window">
      <div className="flex h-11 shrink-0 items-center gap-2 px-4">
        {props.isFormShown ? null : (
          <IconButton label="Show the form" keys="mod+B" icon={<PanelLeftOpen />} onClick={props.onShowForm} />
        )}
        <h1 className="text-13 font-semibold">Results</h1>
        <div className="ml-auto flex items-center gap-3">
          <div className="w-28">
            <Slider
              aria-label="Size of the cards"
              value={sizePx}
              onValueChange={setSizePx}
              min={200}
              max={640}
              step={20}
            />
          </div>
          <Button size="small" variant="ghost" icon={<Images />} onClick={() => navigate({ view: 'library' })}>
            Library
          </Button>
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-6">
        {isLoading ? (
          <CardGrid sizePx={sizePx}>
            {PLACEHOLDERS.map((index) => (
              <Skeleton key={index} className="aspect-[4/3] rounded-panel" />
            ))}
          </CardGrid>
        ) : shown.length === 0 ? (
          <CreateEmptyState onTryWords={props.onTryWords} />
        ) : (
          <CardGrid sizePx={sizePx} {...focus.gridProps}>
            {shown.map((task) => (
              <ResultCard
                key={task.id}
                task={task}
                actions={actions}
                itemProps={focus.itemProps(task.id)}
                onFollowUp={(followUp) => pressFollowUp(task, followUp)}
              />
            ))}
          </CardGrid>
        )}
        {showMore && shown.length > 0 ? (
          <div className="mt-6 flex justify-center">
            <Button onClick={showMore}>Show older runs</Button>
          </div>
        ) : null}
      </div>
    </div>
  )
}

interface CardGridProps extends ComponentProps<'div'> {
  readonly sizePx: number
}

function CardGrid({ sizePx, ...rest }: CardGridProps) {
  return (
    <div
      {...rest}
      className="grid gap-4"
      style={{ gridTemplateColumns: `repeat(auto-fill, minmax(min(${sizePx}px, 100%), 1fr))` }}
    />
  )
}
