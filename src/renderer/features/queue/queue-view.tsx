import { refetchShown } from '@renderer/data/event-effects'
import { useTaskStore } from '@renderer/data/tasks'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useViewState } from '@renderer/data/view-state'
import { navigate, useDestination } from '@renderer/lib/navigation'
import { useRovingFocus } from '@renderer/lib/use-roving-focus'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { EmptyState } from '@renderer/ui/empty-state'
import { Skeleton } from '@renderer/ui/skeleton'
import type { AssetCard } from '@shared/domain/asset'
import { CirclePause, CirclePlay, Hash, ListTodo, Sparkles } from 'lucide-react'
import { useState } from 'react'
import { AdoptDialog } from './adopt-dialog'
import { firstResult, openResult } from './open-result'
import type { QueueGroup, TaskGroup } from './queue-groups'
import { TaskRow } from './task-row'
import { useQueueTasks } from './use-queue-tasks'
import { useResultCards } from './use-result-cards'

const TITLES: Readonly<Record<QueueGroup, string>> = {
  unknown: 'Needs a decision',
  running: 'Running',
  waiting: 'Waiting',
  failed: 'Failed',
  done: 'Done',
}

const DONE_STEP = 50
const MAX_DONE = 200

/** All tasks: what runs, what waits, what went wrong and what is done. */
export function QueueView() {
  const [doneLimit, setDoneLimit] = useState(DONE_STEP)
  const [isAdopting, setIsAdopting] = useState(false)
  const { groups, isLoading, failure } = useQueueTasks(doneLimit)
  const tasks = groups.flatMap((group) => group.tasks)
  const roving = useRovingFocus(
    tasks.map((task) => ({ id: task.id, label: task.prompt })),
    (id) => openResult(tasks.find((task) => task.id === id)),
  )
  const [wantedTaskId, setWantedTaskId] = useViewState<string | null>('queue.task', null)
  useDestination('queue', ({ taskId }) => taskId && setWantedTaskId(taskId))
  const cards = useResultCards(tasks)
  const doneCount = groups.find(({ group }) => group === 'done')?.tasks.length ?? 0
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-12 shrink-0 items-center justify-between border-b border-line px-6">
        <h1 className="text-15 font-semibold">Queue</h1>
        <div className="flex items-center gap-2">
          <Button variant="ghost" icon={<Hash />} onClick={() => setIsAdopting(true)}>
            Fetch from elsewhere…
          </Button>
          {tasks.length > 0 ? <PauseButton /> : null}
        </div>
        {isAdopting ? <AdoptDialog onClose={() => setIsAdopting(false)} /> : null}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {isLoading && tasks.length === 0 ? <QueueSkeleton /> : null}
        {failure ? <FailureNotice failure={failure} onNextStep={refetchShown} className="mx-6 mt-4" /> : null}
        {!isLoading && !failure && tasks.length === 0 ? <QueueEmpty /> : null}
        <div {...roving.listProps} className="mx-auto w-full max-w-240 px-6">
          {groups.map((group) => (
            <GroupSection
              key={group.group}
              group={group}
              itemProps={roving.itemProps}
              wantedTaskId={wantedTaskId}
              cards={cards}
            />
          ))}
          {doneCount >= doneLimit && doneLimit < MAX_DONE ? (
            <Button
              variant="ghost"
              size="small"
              className="mb-6"
              onClick={() => setDoneLimit(Math.min(MAX_DONE, doneLimit + DONE_STEP))}
            >
              Show older ones
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  )
}

interface GroupSectionProps {
  readonly group: TaskGroup
  readonly itemProps: ReturnType<typeof useRovingFocus>['itemProps']
  readonly wantedTaskId: string | null
  readonly cards: ReadonlyMap<string, AssetCard>
}

function GroupSection({ group, itemProps, wantedTaskId, cards }: GroupSectionProps) {
  const headingId = `queue-${group.group}`
  return (
    <section aria-labelledby={headingId} className="py-3">
      <h2 id={headingId} className="sticky top-0 z-10 bg-surface py-1 text-12 font-medium text-muted">
        {TITLES[group.group]} <span className="tabular-nums">{group.tasks.length}</span>
      </h2>
      <ul className="flex flex-col gap-1">
        {group.tasks.map((task) => (
          <TaskRow
            key={task.id}
            task={task}
            group={group.group}
            card={cards.get(firstResult(task) ?? '')}
            rowProps={itemProps(task.id)}
            isWanted={task.id === wantedTaskId}
          />
        ))}
      </ul>
    </section>
  )
}

function PauseButton() {
  const isPaused = useTaskStore((state) => state.isPaused)
  const setPaused = useStudioMutation('task.set-paused', { onSuccess: (answer) => useTaskStore.setState(answer) })
  return (
    <Button
      icon={isPaused ? <CirclePlay /> : <CirclePause />}
      tooltip={isPaused ? 'Waiting tasks are sent again' : 'Nothing new is sent; what runs at the gateway goes on'}
      onClick={() => setPaused.mutate({ isPaused: !isPaused })}
    >
      {isPaused ? 'Resume' : 'Pause all'}
    </Button>
  )
}

function QueueEmpty() {
  return (
    <EmptyState
      icon={<ListTodo />}
      title="Nothing is running"
      text="Everything you start shows here with its progress and cost, also after a restart: pictures, clips, songs and speech."
      action={
        <Button variant="primary" icon={<Sparkles />} onClick={() => navigate({ view: 'create' })}>
          Create something
        </Button>
      }
    />
  )
}

function QueueSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="mx-auto flex max-w-240 flex-col gap-1 px-6 py-4">
      {['a', 'b', 'c', 'd'].map((row) => (
        <Skeleton key={row} className="h-16" />
      ))}
    </div>
  )
}
