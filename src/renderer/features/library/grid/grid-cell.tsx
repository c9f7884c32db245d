import { formatClock } from '@renderer/lib/format-time'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { classNames } from '@renderer/ui/class-names'
import { MediaThumb } from '@renderer/ui/media-thumb'
import { Skeleton } from '@renderer/ui/skeleton'
import type { AssetCard, CardStack } from '@shared/domain/asset'
import { AudioLines, Check, Crown, FileText, Film, Flag, FlagOff, Layers, Unplug } from 'lucide-react'
import { memo } from 'react'
import { LabelDot } from '../marks/label-dot'

export interface GridCellProps {
  readonly card: AssetCard | null
  readonly index: number
  /** 1-based, for screen readers. */
  readonly column: number
  readonly widthPx: number
  readonly heightPx: number
  readonly isSelected: boolean
  readonly isTabStop: boolean
}

/** Up to here the small thumbnail is sharp enough. */
const LARGEST_SMALL_PX = 340
const LEAST_FOR_TWO_LINES_PX = 152
const LEAST_FOR_STARS_PX = 124
const KIND_ICONS = { video: Film, audio: AudioLines, text: FileText } as const
const KIND_WORDS = { image: 'picture', video: 'video', audio: 'audio', text: 'text' } as const

/** Events are heard by the grid, which finds the cell by `data-index`. */
export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { card, index, column, widthPx, heightPx, isSelected, isTabStop } = props
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
      style={{ width: widthPx, height: heightPx }}
      className={classNames(
        'group/cell relative shrink-0 rounded-control outline-offset-2',
        isSelected && 'ring-3 ring-accent-ink',
        card?.pick === -1 && '[&_canvas]:opacity-40',
        card?.isMissing && '[&_canvas]:grayscale',
      )}
    >
      {card ? (
        <Contents
          card={card}
          widthPx={widthPx}
          heightPx={heightPx}
          isLow={heightPx < LEAST_FOR_TWO_LINES_PX}
          isSlim={widthPx < LEAST_FOR_STARS_PX}
          isSelected={isSelected}
        />
      ) : (
        <Skeleton className="size-full" />
      )}
      {isSelected ? (
        <Check
          aria-hidden
          className="absolute top-1.5 left-1.5 size-5 rounded-full bg-accent p-0.5 text-on-accent shadow-[0_0_0_1.5px_#fff]"
        />
      ) : null}
    </div>
  )
})

interface BadgeProps {
  readonly card: AssetCard
  readonly isSlim: boolean
}

interface ContentsProps {
  readonly card: AssetCard
  readonly widthPx: number
  readonly heightPx: number
  /** Has no room for two lines of words above its marks. */
  readonly isLow: boolean
  /** Has no room for stars beside its length. */
  readonly isSlim: boolean
  readonly isSelected: boolean
}

function Contents({ card, widthPx, heightPx, isLow, isSlim, isSelected }: ContentsProps) {
  const title = card.title || `Untitled ${KIND_WORDS[card.media]}`
  const isWordy = card.thumbnail !== 'ready' && (card.media === 'audio' || card.media === 'text')
  return (
    <>
      <MediaThumb
        key={card.thumbnail}
        src={thumbnailUrl(card.id, Math.max(widthPx, heightPx) > LARGEST_SMALL_PX ? 960 : 320)}
        kind={card.media}
        state={card.thumbnail}
        label={title}
        box={{ widthPx, heightPx, ratio: card.width && card.height ? card.width / card.height : null }}
        className="size-full"
      />
      {card.media === 'video' && card.thumbnail === 'ready' ? (
        <span aria-hidden data-scrub className="pointer-events-none absolute inset-0" />
      ) : null}
      {isWordy ? (
        <span
          aria-hidden
          className={classNames(
            'absolute inset-x-3 top-1/2 mt-5 text-center text-12 text-muted',
            isLow ? 'truncate' : 'truncate-lines-2',
          )}
        >
          {title}
        </span>
      ) : null}
      {card.media === 'audio' && !isWordy ? (
        <span
          aria-hidden
          className="absolute inset-x-2 bottom-6 truncate rounded-[4px] bg-hover/85 px-1 text-center text-12 text-ink"
        >
          {title}
        </span>
      ) : null}
      {isWordy && card.durationMs === null ? null : <KindBadge card={card} isSlim={isSlim} />}
      <Marks card={card} isSlim={isSlim} />
      {card.stack ? <StackBadge stack={card.stack} /> : null}
      {card.isMissing ? <MissingBadge isSelected={isSelected} /> : null}
    </>
  )
}

/** Its file is not there now; the small picture still is. */
function MissingBadge({ isSelected }: { readonly isSelected: boolean }) {
  return (
    <span
      className={classNames(
        'absolute top-1 flex h-5 items-center gap-1 rounded-[4px] bg-black/70 px-1 text-11 text-white',
        isSelected ? 'left-8' : 'left-1',
      )}
    >
      <Unplug aria-hidden className="size-3" />
      Missing
    </span>
  )
}

/** Stars, colour and flag, together in one corner. */
function Marks({ card, isSlim }: BadgeProps) {
  if (card.rating === 0 && !card.label && !card.pick) return null
  return (
    <span className="absolute bottom-1 left-1 flex h-4 items-center gap-1 rounded-[4px] bg-black/70 px-1 text-11 tracking-tight text-white">
      {card.pick === 1 ? <Flag role="img" aria-label="picked" className="size-3 fill-current" /> : null}
      {card.pick === -1 ? <FlagOff role="img" aria-label="rejected" className="size-3" /> : null}
      {card.label ? <LabelDot label={card.label} className="size-2.5!" /> : null}
      {card.rating > 0 ? (
        <span role="img" aria-label={`rated ${card.rating} of 5`}>
          {isSlim ? `${card.rating}★` : '★'.repeat(card.rating)}
        </span>
      ) : null}
    </span>
  )
}

/** How many lie in the stack; a press opens or closes it. */
function StackBadge({ stack }: { readonly stack: CardStack }) {
  return (
    <span
      data-stack
      role="img"
      aria-label={`${stack.isWinner ? 'winner of a stack' : 'in a stack'} of ${stack.count}, ${stack.isOpen ? 'open' : 'closed'}`}
      className="absolute top-1 right-1 flex h-5 items-center gap-1 rounded-[4px] bg-black/70 px-1 text-11 text-white tabular-nums hover:bg-black"
    >
      {stack.isWinner && stack.isOpen ? (
        <Crown aria-hidden className="size-3" />
      ) : (
        <Layers aria-hidden className="size-3" />
      )}
      {stack.count}
    </span>
  )
}

function KindBadge({ card, isSlim }: BadgeProps) {
  if (card.media === 'image') return null
  const Icon = KIND_ICONS[card.media]
  return (
    <span className="absolute right-1 bottom-1 flex items-center gap-1 rounded-[4px] bg-black/70 px-1 text-11 text-white tabular-nums">
      <Icon
        role="img"
        aria-label={KIND_WORDS[card.media]}
        className={isSlim && card.durationMs !== null ? 'sr-only' : 'size-3'}
      />
      {card.durationMs === null ? null : formatClock(card.durationMs)}
    </span>
  )
}
