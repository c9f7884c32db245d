import { useStudioQuery } from '@renderer/data/use-studio-query'
import { formatClock } from '@renderer/lib/format-time'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { classNames } from '@renderer/ui/class-names'
import { MediaThumb } from '@renderer/ui/media-thumb'
import { Skeleton } from '@renderer/ui/skeleton'
import type { AssetCard } from '@shared/domain/asset'
import type { MediaKind } from '@shared/domain/media'
import { type KeyboardEvent, useRef, useState } from 'react'
import { steppedIndex } from './toggle'

export interface PickerGridProps {
  readonly search: string
  readonly media: readonly MediaKind[]
  readonly chosenIds: readonly string[]
  readonly onToggle: (assetId: string) => void
  /** A double press, or Enter. */
  readonly onActivate: (assetId: string) => void
}

const SHOWN = 120
const PLACEHOLDERS = Array.from({ length: 15 }, (_, index) => index)
const GRID = 'grid h-[44vh] min-h-60 auto-rows-min grid-cols-[repeat(auto-fill,minmax(112px,1fr))] gap-2'

/** The newest items that fit, as many as one wants to look through; the search finds the rest. */
export function PickerGrid({ search, media, chosenIds, onToggle, onActivate }: PickerGridProps) {
  const grid = useRef<HTMLDivElement>(null)
  const [focusedId, setFocusedId] = useState<string | null>(null)
  const filter = search === '' ? { media } : { media, search }
  const { data } = useStudioQuery('library.page', { filter, limit: SHOWN }, { keepsPrevious: true })
  const cards = data?.cards ?? []
  const tabStopId = cards.some(({ id }) => id === focusedId) ? focusedId : cards[0]?.id
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!grid.current || tabStopId === undefined || tabStopId === null || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter') {
      event.preventDefault()
      onActivate(tabStopId)
      return
    }
    const columns = getComputedStyle(grid.current).gridTemplateColumns.split(' ').length
    const index = cards.findIndex(({ id }) => id === tabStopId)
    const next = steppedIndex(event.key, index, columns, cards.length)
    if (next === null) return
    event.preventDefault()
    const cell = grid.current.children[next]
    if (cell instanceof HTMLElement) cell.focus()
  }
  if (!data) {
    return (
      <div className={GRID} role="status" aria-label="Loading">
        {PLACEHOLDERS.map((index) => (
          <Skeleton key={index} className="aspect-square" />
        ))}
      </div>
    )
  }
  if (cards.length === 0) {
    return (
      <p className="flex h-[44vh] min-h-60 items-center justify-center text-muted">
        {search === '' ? 'The library holds nothing of this kind yet.' : 'Nothing is called that.'}
      </p>
    )
  }
  return (
    <div
      ref={grid}
      role="listbox"
      aria-label="Library"
      aria-multiselectable
      onKeyDown={onKeyDown}
      className={classNames(GRID, '-m-1 overflow-y-auto p-1')}
    >
      {cards.map((card) => (
        <PickerCell
          key={card.id}
          card={card}
          place={chosenIds.indexOf(card.id) + 1}
          isTabStop={card.id === tabStopId}
          onFocus={() => setFocusedId(card.id)}
          onToggle={() => onToggle(card.id)}
          onActivate={() => onActivate(card.id)}
        />
      ))}
    </div>
  )
}

interface PickerCellProps {
  readonly card: AssetCard
  /** 1-based place among the chosen; 0: not chosen. */
  readonly place: number
  readonly isTabStop: boolean
  readonly onFocus: () => void
  readonly onToggle: () => void
  readonly onActivate: () => void
}

function PickerCell({ card, place, isTabStop, onFocus, onToggle, onActivate }: PickerCellProps) {
  const title = card.title || 'Untitled'
  return (
    <button
      type="button"
      role="option"
      data-quick-look={card.id}
      aria-selected={place > 0}
      aria-label={title}
      title={title}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={onFocus}
      onClick={onToggle}
      onDoubleClick={onActivate}
      className={classNames('relative rounded-control', place > 0 && 'ring-3 ring-accent-ink')}
    >
      <MediaThumb
        key={card.thumbnail}
        src={thumbnailUrl(card.id, 320)}
        kind={card.media}
        state={card.thumbnail}
        label=""
        badge={card.durationMs ? formatClock(card.durationMs) : undefined}
        className="aspect-square w-full"
      />
      {place > 0 ? (
        <span className="absolute top-1.5 left-1.5 flex size-5 items-center justify-center rounded-full bg-accent text-11 font-medium text-on-accent tabular-nums">
          {place}
        </span>
      ) : null}
    </button>
  )
}
