import { Plus } from 'lucide-react'
import { useState } from 'react'
import { detach } from '@renderer/data/detach'
import { queryClient } from '@renderer/data/query-client'
import { failureOf, request } from '@renderer/data/studio'
import { studioKey, useStudioQuery } from '@renderer/data/use-studio-query'
import { navigate } from '@renderer/lib/navigation'
import { Dialog } from '@renderer/ui/dialog'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Select } from '@renderer/ui/select'
import type { Failure } from '@shared/domain/app-error'
import type { StoryboardDetail } from '@shared/domain/storyboard'
import { chooseShotFor, useShotChoice } from './shot-choice'

/** Chooses the shot that gets something of the talk as a take, or makes a new one for it. */
export function ShotDialog() {
  const assetId = useShotChoice((state) => state.assetId)
  return (
    <Dialog
      isOpen={assetId !== null}
      onOpenChange={() => chooseShotFor(null)}
      title="Send to shot"
      description="It becomes a take of the shot; the shot’s other takes stay."
      width="small"
    >
      {assetId === null ? null : <ShotList assetId={assetId} />}
    </Dialog>
  )
}

function ShotList({ assetId }: { readonly assetId: string }) {
  const projects = useStudioQuery('storyboard.projects').data
  const [chosenId, setChosenId] = useState<string | null>(null)
  const projectId = chosenId ?? projects?.[0]?.id ?? null
  const board = useStudioQuery(
    'storyboard.open',
    { projectId: projectId ?? '' },
    { isEnabled: projectId !== null },
  ).data
  const [failure, setFailure] = useState<Failure | null>(null)
  const run = (work: () => Promise<{ readonly projectId: string; readonly shotId: string }>): void => {
    const send = async (): Promise<void> => {
      try {
        const place = await work()
        chooseShotFor(null)
        await queryClient.invalidateQueries({ queryKey: studioKey('storyboard.open') })
        navigate({ view: 'storyboard', ...place })
      } catch (error) {
        setFailure(failureOf(error))
      }
    }
    detach(send(), 'send to a shot')
  }
  if (!projects || (projectId !== null && !board)) return null
  const shots = board?.scenes.flatMap((scene) => scene.shots.map((shot) => ({ scene, shot }))) ?? []
  return (
    <div className="flex flex-col gap-3 pb-2">
      {failure ? <FailureNotice failure={failure} /> : null}
      {projects.length > 1 && projectId !== null ? (
        <Select
          aria-label="Storyboard"
          value={projectId}
          options={projects.map(({ id, title }) => ({ value: id, label: title }))}
          onValueChange={setChosenId}
        />
      ) : null}
      <ul aria-label="Shots" className="flex max-h-80 flex-col gap-0.5 overflow-y-auto">
        {shots.map(({ scene, shot }, index) => (
          <li key={shot.id}>
            <button
              type="button"
              onClick={() => run(async () => takeFor(scene.projectId, shot.id, assetId))}
              className="flex w-full items-center gap-2 rounded-control px-2 py-1.5 text-left hover:bg-hover"
            >
              <span className="w-6 shrink-0 text-muted tabular-nums">{index + 1}</span>
              <span className="min-w-0 flex-1 truncate">{shot.text || 'Shot without words'}</span>
              <span className="shrink-0 text-11 text-muted">{scene.title}</span>
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            onClick={() => run(() => newShotFor(board ?? null, assetId))}
            className="flex w-full items-center gap-2 rounded-control px-2 py-1.5 text-left hover:bg-hover [&>svg]:size-4"
          >
            <Plus aria-hidden />
            {board ? 'A new shot at the end' : 'A new storyboard with one shot'}
          </button>
        </li>
      </ul>
    </div>
  )
}

async function takeFor(projectId: string, shotId: string, assetId: string) {
  await request('storyboard.add-take', { shotId, assetIds: [assetId] })
  return { projectId, shotId }
}

async function newShotFor(known: StoryboardDetail | null, assetId: string) {
  const project = known ?? (await request('storyboard.create-project', { title: 'From the chat' }))
  const board =
    project.scenes.length > 0
      ? project
      : await request('storyboard.add-scene', { projectId: project.id, title: 'Scene 1' })
  const scene = board.scenes.at(-1)
  const before = new Set(scene?.shots.map(({ id }) => id))
  const after = await request('storyboard.add-shot', { sceneId: scene?.id ?? '' })
  const shot = after.scenes.at(-1)?.shots.find(({ id }) => !before.has(id))
  return takeFor(project.id, shot?.id ?? '', assetId)
}
