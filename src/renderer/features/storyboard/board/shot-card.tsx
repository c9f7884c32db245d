import { navigate } from '@renderer/lib/navigation'
import { isMac } from '@renderer/lib/platform'
import { lookAt } from '@renderer/parts/viewer/quick-look-store'
import { classNames } from '@renderer/ui/class-names'
import { ContextMenu, type MenuEntry } from '@renderer/ui/menu'
import type { Shot } from '@shared/domain/storyboard'
import { AlertTriangle, Film, Layers } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, memo } from 'react'
import { chosenTake } from '../animatic/schedule'
import type { BoardActions } from '../board-actions'
import { ShotPicture } from '../shot-picture'
import { takeDropWords } from '../take-drop'
import { useFailedTask, useOpenTasks } from '../use-shot-tasks'
import { RunningTake } from './running-take'
import type { NumberedShot } from './shot-order'
import { ShotSeconds } from './shot-seconds'
import { ShotText } from './shot-text'
import { type DragOver, SHOT_DRAG_TYPE } from './use-board-drag'

export interface ShotCardProps {
  readonly entry: NumberedShot
  readonly isSelected: boolean
  readonly over: DragOver | null
  readonly actions: BoardActions
  readonly onSelect: (shotId: string) => void
  /** Opens the inspector, where takes are made. */
  readonly onInspect: () => void
  readonly onPlay: (shotId: string) => void
}

/** One shot of the board: picture, words, seconds; keys work on it as a whole. */
export const ShotCard = memo(function ShotCard(props: ShotCardProps) {
  const { entry, isSelected, over, actions, onSelect, onInspect } = props
  const { shot, number } = entry
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const take = /^[1-9]$/.test(event.key) ? shot.takes[Number(event.key) - 1] : undefined
    if (event.key === 'Enter') editText(shot.id)
    else if (event.key === ' ' && event.shiftKey) lookAtTakes(shot)
    else if (event.key === 'Backspace' && isMac) actions.removeShot(shot.id)
    else if (take) actions.chooseTake(shot.id, take.id)
    else return
    event.preventDefault()
  }
  return (
    <li className="relative min-w-0">
      <DropMark over={over} shotId={shot.id} />
      <ContextMenu entries={menuOf(props)}>
        <div
          data-shot-id={shot.id}
          role="group"
          aria-roledescription="shot"
          aria-label={nameOf(entry)}
          aria-current={isSelected}
          tabIndex={isSelected ? 0 : -1}
          onFocus={() => onSelect(shot.id)}
          onKeyDown={onKeyDown}
          className={classNames(
            'flex h-full scroll-mt-12 scroll-mb-4 flex-col overflow-hidden rounded-panel border bg-surface',
            isSelected ? 'border-accent-ink shadow-[0_0_0_1px_var(--color-accent-ink)]' : 'border-line',
          )}
        >
          <CardPicture entry={entry} over={over} onInspect={onInspect} />
          <div className="flex flex-1 flex-col justify-between gap-1 p-1.5">
            <ShotText shot={shot} number={number} isSelected={isSelected} onLeave={() => focusIn(shot.id, '')} />
            <CardFacts entry={entry} />
          </div>
        </div>
      </ContextMenu>
    </li>
  )
})

function CardPicture({ entry, over, onInspect }: Pick<ShotCardProps, 'entry' | 'over' | 'onInspect'>) {
  const { shot, number } = entry
  const take = chosenTake(shot)
  const tasks = useOpenTasks(shot.id)
  const offer = over?.kind === 'files' && over.shotId === shot.id ? over.offer : null
  const onDragStart = (event: DragEvent<HTMLElement>): void => {
    event.dataTransfer.setData(SHOT_DRAG_TYPE, shot.id)
    event.dataTransfer.effectAllowed = 'move'
    const card = event.currentTarget.closest('[data-shot-id]')
    if (card) event.dataTransfer.setDragImage(card, 40, 30)
  }
  return (
    <div
      draggable
      onDragStart={onDragStart}
      onDoubleClick={onInspect}
      className={classNames(
        'relative flex aspect-video shrink-0 items-center justify-center',
        take ? 'bg-stage text-on-stage' : 'bg-hover text-muted',
      )}
    >
      {take ? (
        <div className="absolute inset-0">
          <ShotPicture take={take} label={`Chosen take of shot ${number}`} widthPx={320} />
        </div>
      ) : tasks.length === 0 ? (
        <span className="flex flex-col items-center gap-1 text-11">
          <Film aria-hidden className="size-5 stroke-[1.25]" />
          no take yet
        </span>
      ) : null}
      {tasks[0] ? <RunningTake task={tasks[0]} moreCount={tasks.length - 1} isOverPicture={take !== null} /> : null}
      <span className="absolute top-1.5 left-1.5 min-w-5 rounded-[4px] bg-black/70 px-1 text-center text-11 font-medium text-white tabular-nums">
        {number}
      </span>
      {offer ? (
        <span
          className={classNames(
            'absolute inset-1 flex items-center justify-center rounded-control border-2 border-dashed bg-surface/90 px-2 text-center text-12 font-medium text-balance',
            offer === 'wrong' ? 'border-danger text-danger' : 'border-accent-ink text-ink',
          )}
        >
          {takeDropWords(offer, number)}
        </span>
      ) : null}
    </div>
  )
}

function CardFacts({ entry }: Pick<ShotCardProps, 'entry'>) {
  const { shot, number } = entry
  const failed = useFailedTask(shot)
  const count = shot.takes.length
  return (
    <div className="flex h-6 items-center gap-1 text-12 text-muted">
      <ShotSeconds shot={shot} number={number} />
      <span aria-hidden className="-ml-1.5">
        s
      </span>
      <span className="flex-1" />
      {failed ? (
        <span className="flex items-center gap-1 text-11 font-medium text-danger">
          <AlertTriangle aria-hidden className="size-3.5" />
          failed
        </span>
      ) : null}
      {count > 0 ? (
        <span className="flex items-center gap-1 px-1 tabular-nums">
          <Layers aria-hidden className="size-3.5" />
          {count === 1 ? '1 take' : `${count} takes`}
        </span>
      ) : null}
    </div>
  )
}

/** A bar where a dragged shot would land. */
function DropMark({ over, shotId }: { readonly over: DragOver | null; readonly shotId: string }) {
  if (over?.kind !== 'shot' || over.shotId !== shotId) return null
  return (
    <div
      aria-hidden
      data-drop-mark={over.edge}
      className={classNames(
        'pointer-events-none absolute inset-y-0 z-10 w-1 rounded-full bg-accent-ink',
        over.edge === 'before' ? '-left-2.5' : '-right-2.5',
      )}
    />
  )
}

/** Space alone plays the film from here, as it does everywhere in this view. */
function lookAtTakes(shot: Shot): void {
  const chosen = chosenTake(shot)?.assetId
  const assetIds = shot.takes.flatMap(({ assetId }) => (assetId === null ? [] : [assetId]))
  if (chosen) lookAt(assetIds, chosen)
}

function editText(shotId: string): void {
  focusIn(shotId, '[data-shot-text]')
}

function focusIn(shotId: string, part: string): void {
  document.querySelector<HTMLElement>(`[data-shot-id="${CSS.escape(shotId)}"] ${part}`.trim())?.focus()
}

function nameOf({ shot, number }: NumberedShot): string {
  const takes = shot.takes.length === 0 ? 'no take' : shot.takes.length === 1 ? '1 take' : `${shot.takes.length} takes`
  return `Shot ${number}, ${shot.text.trim() || 'no text'}, ${shot.seconds} seconds, ${takes}`
}

function menuOf(props: ShotCardProps): readonly MenuEntry[] {
  const { entry, actions, onInspect, onPlay } = props
  const { shot } = entry
  const take = chosenTake(shot)
  const assetId = take?.assetId ?? null
  return [
    { id: 'play', label: 'Play from here', keys: 'space', onSelect: () => onPlay(shot.id) },
    {
      id: 'edit',
      label: 'Edit the text',
      keys: 'enter',
      onSelect: () => requestAnimationFrame(() => editText(shot.id)),
    },
    { id: 'inspect', label: 'Takes and generating', onSelect: onInspect },
    ...(assetId === null
      ? []
      : [
          { kind: 'separator', id: 'take' } as const,
          { id: 'look', label: 'Look at the takes', keys: 'shift+space', onSelect: () => lookAtTakes(shot) },
          {
            id: 'library',
            label: 'Show the take in the library',
            onSelect: () => navigate({ view: 'library', assetId }),
          },
          ...(take?.media === 'image'
            ? [
                {
                  id: 'canvas',
                  label: 'Edit the take in the canvas',
                  onSelect: () => navigate({ view: 'canvas', assetId }),
                },
              ]
            : []),
        ]),
    { kind: 'separator', id: 'order' },
    { id: 'after', label: 'New shot after', keys: 'N', onSelect: () => actions.addShot('after', shot.id) },
    { id: 'before', label: 'New shot before', keys: 'shift+N', onSelect: () => actions.addShot('before', shot.id) },
    { id: 'duplicate', label: 'Duplicate', keys: 'D', onSelect: () => actions.duplicate(shot.id) },
    { id: 'left', label: 'Move left', keys: 'alt+left', onSelect: () => actions.step(shot.id, -1) },
    { id: 'right', label: 'Move right', keys: 'alt+right', onSelect: () => actions.step(shot.id, 1) },
    { kind: 'separator', id: 'end' },
    { id: 'delete', label: 'Delete', keys: 'delete', isDanger: true, onSelect: () => actions.removeShot(shot.id) },
  ]
}
