import { formatClock } from '@renderer/lib/format-time'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { classNames } from '@renderer/ui/class-names'
import { MediaThumb } from '@renderer/ui/media-thumb'
import { Skeleton } from '@renderer/ui/skeleton'
import type { AssetCard } from '@shared/domain/asset'
import { AudioLines, Check, FileText, Film } from 'lucide-react'
import { memo } from 'react'

export interface GridCellProps {
  readonly card: AssetCard | null
  readonly index: number
  /** 1-based, for screen readers. */
  readonly column: number
  readonly sizePx: number
  readonly isSelected: boolean
  readonly isTabStop: boolean
}

const KIND_ICONS = { video: Film, audio: AudioLines, text: FileText } as const
const KIND_WORDS = { image: 'picture', video: 'video', audio: 'audio', text: 'text' } as const

/** Events are heard by the grid, which finds the cell by `data-index`. */
export const GridCell = memo(function GridCell({ card, index, column, sizePx, isSelected, isTabStop }: GridCellProps) {
  return (
    <div
      role="gridcell"
      aria-colindex={column}
      aria-selected={isSelected}
      aria-busy={card === null}
      data-index={index}
      data-asset-id={card?.id}
      tabIndex={isTabStop ? 0 : -1}
      draggable={card !== null}
      style={{ width: sizePx, height: sizePx }}
      className={classNames(
        'group/cell relative shrink-0 rounded-control outline-offset-2',
        isSelected && 'ring-3 ring-accent-ink',
      )}
    >
      {card ? <Contents card={card} sizePx={sizePx} /> : <Skeleton className="size-full" />}
      {isSelected ? (
        <Check
          aria-hidden
          className="absolute top-1.5 left-1.5 size-5 rounded-full bg-accent p-0.5 text-on-accent shadow-[0_0_0_1.5px_#fff]"
        />
      ) : null}
    </div>
  )
})

function Contents({ card, sizePx }: { readonly card: AssetCard; readonly sizePx: number }) {
  const title = card.title || `Untitled ${KIND_WORDS[card.media]}`
  const isWordy = card.thumbnail !== 'ready' && (card.media === 'audio' || card.media === 'text')
  return (
    <>
      <MediaThumb
        key={card.thumbnail}
        src={thumbnailUrl(card.id, sizePx > 340 ? 960 : 320)}
        kind={card.media}
        state={card.thumbnail}
        label={title}
        className="size-full"
      />
      {isWordy ? (
        <span aria-hidden className="truncate-lines-2 absolute inset-x-3 top-1/2 mt-5 text-center text-12 text-muted">
          {title}
        </span>
      ) : null}
      {isWordy && card.durationMs === null ? null : <KindBadge card={card} />}
      {card.rating > 0 ? (
        <span
          role="img"
          aria-label={`rated ${card.rating} of 5`}
          className="absolute bottom-1 left-1 rounded-[4px] bg-black/70 px-1 text-11 tracking-tight text-white"
        >
          {'★'.repeat(card.rating)}
        </span>
      ) : null}
    </>
  )
}

function KindBadge({ card }: { readonly card: AssetCard }) {
  if (card.media === 'image') return null
  const Icon = KIND_ICONS[card.media]
  return (
    <span className="absolute right-1 bottom-1 flex items-center gap-1 rounded-[4px] bg-black/70 px-1 text-11 text-white tabular-nums">
      <Icon role="img" aria-label={KIND_WORDS[card.media]} className="size-3" />
      {card.durationMs === null ? null : formatClock(card.durationMs)}
    </span>
  )
}
