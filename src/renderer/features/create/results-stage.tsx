import { useViewState } from '@renderer/data/view-state'
import { navigate } from '@renderer/lib/navigation'
import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { Skeleton } from '@renderer/ui/skeleton'
import { Slider } from '@renderer/ui/slider'
import type { FollowUp, TaskView } from '@shared/domain/task'
import { Images, PanelLeftOpen } from 'lucide-react'
import { type ComponentProps, memo, useMemo } from 'react'
import { CreateEmptyState } from './create-empty-state'
import { isAnsweredWindow, wordsOfRuns } from './merge-results'
import { ResultCard } from './result-card'
import { type CardActions, useDismissed } from './use-card-actions'
import { useGridFocus } from './use-grid-focus'
import { useResults } from './use-results'

export interface ResultsStageProps {
  readonly actions: CardActions
  readonly isFormShown: boolean
  readonly onShowForm: () => void
  readonly onTryWords: (words: string) => void
  readonly onFollowUp: (task: TaskView, followUp: FollowUp) => void
}

const PLACEHOLDERS = [0, 1, 2, 3, 4, 5]

/** Everything made here, newest first; a run's card is there as soon as its row is. */
export const ResultsStage = memo(function ResultsStage(props: ResultsStageProps) {
  const { actions, isFormShown, onShowForm, onTryWords, onFollowUp } = props
  const { tasks, isLoading, showMore } = useResults()
  const [sizePx, setSizePx] = useViewState('create.card-size', 300)
  const [dismissedIds] = useDismissed()
  const shown = useMemo(
    () => tasks.filter((task) => !dismissedIds.includes(task.id) && !isAnsweredWindow(task)),
    [tasks, dismissedIds],
  )
  const focus = useGridFocus(shown, actions)
  const words = useMemo(() => wordsOfRuns(tasks), [tasks])
  return (
    <div className="flex h-full min-w-0 flex-col bg-window">
      <div className="flex h-10 shrink-0 items-center gap-2 px-4">
        {isFormShown ? null : (
          <IconButton label="Show the form" keys="mod+B" icon={<PanelLeftOpen />} onClick={onShowForm} />
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
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-1 pb-6">
        {isLoading ? (
          <CardGrid sizePx={sizePx}>
            {PLACEHOLDERS.map((index) => (
              <Skeleton key={index} className="aspect-[4/3] rounded-panel" />
            ))}
          </CardGrid>
        ) : shown.length === 0 ? (
          <CreateEmptyState onTryWords={onTryWords} />
        ) : (
          <CardGrid sizePx={sizePx} {...focus.gridProps}>
            {shown.map((task) => (
              <ResultCard
                key={task.id}
                task={task}
                words={words.get(task.id) ?? task.prompt}
                actions={actions}
                isTabStop={task.id === focus.tabStopId}
                onFocus={focus.setFocusedId}
                onFollowUp={onFollowUp}
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
})

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
