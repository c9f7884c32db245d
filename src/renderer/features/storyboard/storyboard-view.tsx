import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useViewState } from '@renderer/data/view-state'
import { useDestination } from '@renderer/lib/navigation'
import { Button } from '@renderer/ui/button'
import { EmptyState } from '@renderer/ui/empty-state'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Skeleton } from '@renderer/ui/skeleton'
import { Clapperboard } from 'lucide-react'
import { useState } from 'react'
import { acceptBoard } from './accept-board'
import { Announcer } from './announcer'
import { useExportEvents } from './export/exports'
import { OpenBoard } from './open-board'
import { createSample } from './sample'
import { useSaveOnLeave } from './shot-drafts'
import { useStoryboardCommands } from './use-storyboard-commands'
import { usePanes } from './use-panes'

/** A film planned shot by shot: words, seconds, takes, an animatic, and the film itself. */
export function StoryboardView() {
  const [storedId, setOpenId] = useViewState<string | null>('storyboard.open', null)
  const [arrivalShotId, setArrivalShotId] = useState<string | null>(null)
  const projects = useStudioQuery('storyboard.projects')
  const openId = projects.data?.find(({ id }) => id === storedId)?.id ?? projects.data?.[0]?.id ?? null
  const board = useStudioQuery(
    'storyboard.open',
    { projectId: openId ?? '' },
    { isEnabled: openId !== null, keepsPrevious: true },
  )
  useSaveOnLeave()
  useExportEvents()
  const create = (): void =>
    detach(
      request('storyboard.create-project', { title: nextTitle(projects.data?.length ?? 0) }).then((made) =>
        setOpenId(acceptBoard(made).id),
      ),
      'create a storyboard',
    )
  const createFromSample = (): void =>
    detach(
      createSample().then(({ id }) => setOpenId(id)),
      'create the sample storyboard',
    )
  useDestination('storyboard', ({ projectId, shotId }) => {
    if (projectId !== undefined) setOpenId(projectId)
    setArrivalShotId(shotId ?? null)
  })
  const failure = projects.error?.failure ?? board.error?.failure
  if (failure) {
    const retry = (): void => detach(Promise.all([projects.refetch(), board.refetch()]), 'read the storyboards again')
    return <FailureNotice failure={failure} onNextStep={retry} className="m-4" />
  }
  if (projects.isSuccess && openId === null) return <NoStoryboard onCreate={create} onSample={createFromSample} />
  if (!projects.data || !board.data) return <BoardSkeleton />
  return (
    <>
      <OpenBoard
        key={board.data.id}
        board={board.data}
        projects={projects.data}
        arrivalShotId={arrivalShotId}
        onOpen={setOpenId}
        onCreate={create}
      />
      <Announcer />
    </>
  )
}

interface NoStoryboardProps {
  readonly onCreate: () => void
  readonly onSample: () => void
}

function NoStoryboard({ onCreate, onSample }: NoStoryboardProps) {
  const { data: status } = useStudioQuery('studio.status')
  const panes = usePanes()
  useStoryboardCommands({ actions: null, selectedId: null, isPlaying: false, panes, onCreate, onPlay: () => undefined })
  return (
    <EmptyState
      icon={<Clapperboard />}
      title="Plan a film, shot by shot"
      text="Write what happens, say how long it lasts, make or drop takes, and watch the whole as an animatic before you pay for the final clips."
      action={
        <Button variant="primary" keys="mod+N" onClick={onCreate}>
          New storyboard
        </Button>
      }
      secondaryAction={status?.isDemo ? <Button onClick={onSample}>Try a sample of three shots</Button> : undefined}
    />
  )
}

function BoardSkeleton() {
  return (
    <div className="flex h-full" role="status" aria-label="Loading the storyboard">
      <div className="flex w-52 flex-col gap-2 border-r border-line p-3">
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
      </div>
      <div className="grid flex-1 auto-rows-min grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-4 p-4 pt-16">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((card) => (
          <Skeleton key={card} className="h-56 rounded-panel" />
        ))}
      </div>
    </div>
  )
}

function nextTitle(count: number): string {
  return count === 0 ? 'My first storyboard' : `Storyboard ${count + 1}`
}
