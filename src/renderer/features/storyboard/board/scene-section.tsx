import { formatClock } from '@renderer/lib/format-time'
import { classNames } from '@renderer/ui/class-names'
import { IconButton } from '@renderer/ui/icon-button'
import { Menu } from '@renderer/ui/menu'
import type { Scene } from '@shared/domain/storyboard'
import { Ellipsis, Plus } from 'lucide-react'
import { useState } from 'react'
import { RenameField } from '../projects/rename-field'
import { ShotCard, type ShotCardProps } from './shot-card'
import type { NumberedShot } from './shot-order'

export interface SceneSectionProps extends Omit<ShotCardProps, 'entry' | 'isSelected'> {
  readonly scene: Scene
  readonly shots: readonly NumberedShot[]
  readonly selectedId: string | null
}

/** A scene's heading and its shots in rows. */
export function SceneSection({ scene, shots, selectedId, ...card }: SceneSectionProps) {
  const { over, actions } = card
  const isLanding = over?.kind === 'shot' && over.sceneId === scene.id && over.shotId === null
  return (
    <section aria-label={scene.title} data-scene-id={scene.id} className="pb-6">
      <SceneHeading scene={scene} actions={actions} />
      <ul
        role="list"
        aria-label={`Shots of ${scene.title}`}
        className="grid grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-4 px-4 pt-0.5"
      >
        {shots.map((entry) => (
          <ShotCard
            key={entry.shot.id}
            entry={entry}
            isSelected={entry.shot.id === selectedId}
            {...card}
            over={concerns(over, entry.shot.id) ? over : null}
          />
        ))}
        <li className="min-h-40">
          <button
            type="button"
            onClick={() => actions.addShotIn(scene.id)}
            aria-label={`New shot in ${scene.title}`}
            className={classNames(
              'flex size-full min-h-40 flex-col items-center justify-center gap-1 rounded-panel border border-dashed text-12 text-muted transition-colors hover:bg-hover hover:text-ink active:bg-pressed',
              isLanding ? 'border-2 border-accent-ink' : 'border-line-strong/60',
            )}
          >
            <Plus aria-hidden className="size-4" />
            {isLanding ? 'Move it here' : 'New shot'}
          </button>
        </li>
      </ul>
    </section>
  )
}

function SceneHeading({ scene, actions }: Pick<SceneSectionProps, 'scene' | 'actions'>) {
  const [isRenaming, setIsRenaming] = useState(false)
  const seconds = scene.shots.reduce((sum, shot) => sum + shot.seconds, 0)
  const count = scene.shots.length
  return (
    <div className="sticky top-0 z-10 flex h-11 items-center gap-2 bg-surface px-4">
      {isRenaming ? (
        <div className="w-64">
          <RenameField
            label="Name of the scene"
            title={scene.title}
            onDone={(title) => {
              setIsRenaming(false)
              if (title !== null) actions.renameScene(scene.id, title)
            }}
          />
        </div>
      ) : (
        <h3 className="truncate font-semibold" onDoubleClick={() => setIsRenaming(true)}>
          {scene.title}
        </h3>
      )}
      <span className="shrink-0 text-12 text-muted tabular-nums">
        {count === 1 ? '1 shot' : `${count} shots`} · {formatClock(seconds * 1_000)}
      </span>
      <Menu
        trigger={<IconButton label={`More for ${scene.title}`} size="small" icon={<Ellipsis />} />}
        entries={[
          { id: 'add', label: 'New shot at the end', keys: '/', onSelect: () => actions.addShotIn(scene.id) },
          { id: 'rename', label: 'Rename', onSelect: () => setIsRenaming(true) },
          { id: 'delete', label: 'Delete the scene', isDanger: true, onSelect: () => actions.removeScene(scene.id) },
        ]}
      />
    </div>
  )
}

/** Only the cards that light up are drawn again while something is dragged. */
function concerns(over: SceneSectionProps['over'], shotId: string): boolean {
  return over !== null && over.shotId === shotId
}
