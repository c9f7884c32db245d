import { useStudioQuery } from '@renderer/data/use-studio-query'
import { formatClock } from '@renderer/lib/format-time'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { IconButton } from '@renderer/ui/icon-button'
import { MediaThumb } from '@renderer/ui/media-thumb'
import { Tooltip } from '@renderer/ui/tooltip'
import { X } from 'lucide-react'
import type { KeyboardEvent } from 'react'

export interface AssetSlotProps {
  readonly assetId: string
  /** Shown as a number where the order counts. */
  readonly place: number | null
  readonly onRemove: () => void
  readonly onReplace?: (() => void) | undefined
  /** To a 0-based place. */
  readonly onMove: (to: number) => void
  readonly onDropHere: (assetId: string) => void
}

const DRAG_TYPE = 'application/x-studio-slot'

/** One file of a form: Delete removes it, alt and arrows move it, a drag sorts. */
export function AssetSlot({ assetId, place, onRemove, onReplace, onMove, onDropHere }: AssetSlotProps) {
  const { data, isSuccess } = useStudioQuery('library.cards', { assetIds: [assetId] })
  const card = data?.[0]
  const isGone = isSuccess && !card
  const name = isGone ? 'No longer in the library' : card?.title || 'Untitled'
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Delete' || event.key === 'Backspace') onRemove()
    else if (event.altKey && place !== null && event.key === 'ArrowLeft') onMove(place - 2)
    else if (event.altKey && place !== null && event.key === 'ArrowRight') onMove(place)
    else return
    event.preventDefault()
  }
  return (
    <div
      className="group relative"
      draggable={place !== null}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAG_TYPE, assetId)
        event.dataTransfer.effectAllowed = 'move'
      }}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(DRAG_TYPE)) event.preventDefault()
      }}
      onDrop={(event) => {
        const dragged = event.dataTransfer.getData(DRAG_TYPE)
        if (dragged === '') return
        event.preventDefault()
        event.stopPropagation()
        onDropHere(dragged)
      }}
    >
      <Tooltip label={name}>
        <button
          type="button"
          data-quick-look={isGone ? undefined : assetId}
          aria-label={place === null ? name : `${place}: ${name}`}
          aria-keyshortcuts={place === null ? 'Delete' : 'Delete Alt+ArrowLeft Alt+ArrowRight'}
          onClick={onReplace}
          onKeyDown={onKeyDown}
          className="block rounded-control"
        >
          <MediaThumb
            key={card?.thumbnail ?? 'none'}
            src={thumbnailUrl(assetId, 320)}
            kind={card?.media ?? 'image'}
            state={isGone ? 'failed' : (card?.thumbnail ?? 'pending')}
            label=""
            badge={card?.durationMs ? formatClock(card.durationMs) : undefined}
            className="size-16"
          />
        </button>
      </Tooltip>
      {place === null ? null : (
        <span className="pointer-events-none absolute bottom-1 left-1 rounded-[4px] bg-black/70 px-1 text-11 text-white tabular-nums">
          {place}
        </span>
      )}
      <IconButton
        label="Remove"
        size="small"
        icon={<X />}
        onClick={onRemove}
        className="absolute -top-1.5 -right-1.5 size-5 rounded-full border border-line bg-raised opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
      />
    </div>
  )
}
