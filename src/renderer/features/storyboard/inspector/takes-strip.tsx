import { navigate } from '@renderer/lib/navigation'
import { useRovingFocus } from '@renderer/lib/use-roving-focus'
import { AssetPicker } from '@renderer/parts/asset-picker/asset-picker'
import { classNames } from '@renderer/ui/class-names'
import { ContextMenu, type MenuEntry } from '@renderer/ui/menu'
import type { Take } from '@shared/domain/storyboard'
import { Check, Plus } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { BoardActions } from '../board-actions'
import { RunningTake } from '../board/running-take'
import type { NumberedShot } from '../board/shot-order'
import { ShotPicture } from '../shot-picture'
import { useOpenTasks } from '../use-shot-tasks'

export interface TakesStripProps {
  readonly entry: NumberedShot
  readonly actions: BoardActions
}

const MAX_PICKED = 50

/** All takes of a shot; one is chosen, the others are kept. */
export function TakesStrip({ entry, actions }: TakesStripProps) {
  const { shot, number } = entry
  const tasks = useOpenTasks(shot.id)
  const [isPicking, setIsPicking] = useState(false)
  const roving = useRovingFocus(
    shot.takes.map(({ id }, index) => ({ id, label: String(index + 1) })),
    (takeId) => actions.chooseTake(shot.id, takeId),
  )
  return (
    <div>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(84px,1fr))] gap-2">
        <div
          {...roving.listProps}
          onKeyDown={(event) => {
            if (!moveSideways(event)) roving.listProps.onKeyDown(event)
          }}
          role="listbox"
          aria-label={`Takes of shot ${number}`}
          className="contents"
        >
          {shot.takes.map((take, index) => (
            <TakeThumb
              key={take.id}
              take={take}
              index={index}
              isChosen={take.id === shot.chosenTakeId}
              optionProps={roving.itemProps(take.id)}
              onChoose={() => actions.chooseTake(shot.id, take.id)}
            />
          ))}
        </div>
        {tasks.map((task) => (
          <div key={task.id} className="flex aspect-video items-center overflow-hidden rounded-control bg-hover">
            <RunningTake task={task} moreCount={0} isOverPicture={false} isSmall />
          </div>
        ))}
        <button
          type="button"
          aria-label="Add a take from the library"
          onClick={() => setIsPicking(true)}
          className="flex aspect-video items-center justify-center gap-1 rounded-control border border-dashed border-line-strong/60 text-11 text-muted hover:bg-hover hover:text-ink active:bg-pressed"
        >
          <Plus aria-hidden className="size-3.5" />
          Library
        </button>
      </div>
      {isPicking ? (
        <AssetPicker
          title={`Takes of shot ${number}`}
          media={['image', 'video']}
          max={MAX_PICKED}
          onPick={(assetIds) => actions.addTakes(shot.id, assetIds)}
          onClose={() => setIsPicking(false)}
        />
      ) : null}
    </div>
  )
}

/** Takes stand side by side, so left and right walk over them too. */
function moveSideways(event: KeyboardEvent<HTMLElement>): boolean {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (step === 0 || event.altKey) return false
  const options = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="option"]')]
  const index = options.findIndex((option) => option === event.target)
  options[index + step]?.focus()
  event.preventDefault()
  return true
}

interface TakeThumbProps {
  readonly take: Take
  readonly index: number
  readonly isChosen: boolean
  readonly optionProps: Readonly<Record<string, unknown>>
  readonly onChoose: () => void
}

function TakeThumb({ take, index, isChosen, optionProps, onChoose }: TakeThumbProps) {
  const label = `Take ${index + 1}`
  return (
    <ContextMenu entries={menuOf(take, index, onChoose)}>
      <button
        type="button"
        {...optionProps}
        role="option"
        data-quick-look={take.assetId ?? undefined}
        aria-selected={isChosen}
        aria-label={label}
        onClick={onChoose}
        className={classNames(
          'relative aspect-video overflow-hidden rounded-control bg-stage text-on-stage',
          isChosen && 'outline-2 outline-offset-1 outline-accent-ink',
        )}
      >
        <ShotPicture take={take} label="" widthPx={320} />
        <span className="absolute top-1 left-1 flex h-4 items-center gap-0.5 rounded-[4px] bg-black/70 px-1 text-11 text-white tabular-nums">
          {isChosen ? <Check aria-hidden className="size-3" /> : null}
          {index + 1}
        </span>
      </button>
    </ContextMenu>
  )
}

function menuOf(take: Take, index: number, onChoose: () => void): readonly MenuEntry[] {
  const { assetId, media } = take
  const use: MenuEntry = {
    id: 'use',
    label: 'Use this take',
    keys: index < 9 ? String(index + 1) : undefined,
    onSelect: onChoose,
  }
  if (assetId === null) return [use]
  return [
    use,
    { kind: 'separator', id: 'go' },
    { id: 'library', label: 'Show in the library', onSelect: () => navigate({ view: 'library', assetId }) },
    ...(media === 'image'
      ? [{ id: 'canvas', label: 'Edit in the canvas', onSelect: () => navigate({ view: 'canvas', assetId }) }]
      : []),
    {
      id: 'create',
      label: 'Use as a reference in Create',
      onSelect: () => navigate({ view: 'create', referenceAssetIds: [assetId] }),
    },
    { id: 'chat', label: 'Attach to a chat', onSelect: () => navigate({ view: 'chat', attachAssetIds: [assetId] }) },
  ]
}
