import { thumbnailUrl } from '@renderer/lib/media-url'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { AssetCard } from '@shared/domain/asset'
import { type KeyboardEvent, useRef, useState } from 'react'

export interface FoundGridProps {
  readonly cards: readonly AssetCard[]
  readonly onShow: (assetId: string) => void
}

/** What was found, best first; a press shows the item where it lies, Space looks at it. */
export function FoundGrid({ cards, onShow }: FoundGridProps) {
  const grid = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(0)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!grid.current) return
    const columns = getComputedStyle(grid.current).gridTemplateColumns.split(' ').length
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = Math.min(cards.length - 1, Math.max(0, focused + by))
    const cell = grid.current.children[next]
    if (cell instanceof HTMLElement) cell.focus()
  }
  return (
    <div
      ref={grid}
      role="group"
      aria-label="Found items"
      onKeyDown={onKeyDown}
      className="grid max-h-[max(10rem,calc(86vh-21rem))] auto-rows-min grid-cols-[repeat(auto-fill,minmax(120px,1fr))] gap-2 overflow-y-auto p-1 -mx-1"
    >
      {cards.map((card, index) => (
        <button
          key={card.id}
          type="button"
          data-quick-look={card.id}
          tabIndex={index === focused ? 0 : -1}
          aria-label={card.title || 'Untitled'}
          title={card.title}
          onFocus={() => setFocused(index)}
          onClick={() => onShow(card.id)}
          className="relative rounded-control"
        >
          <MediaThumb
            kind={card.media}
            src={thumbnailUrl(card.id, 320)}
            state={card.thumbnail}
            label=""
            className="aspect-square w-full"
          />
          {card.media === 'audio' || card.media === 'text' ? (
            <span
              aria-hidden
              className="absolute inset-x-1.5 bottom-1.5 truncate rounded-[4px] bg-hover/85 text-12 text-ink"
            >
              {card.title || 'Untitled'}
            </span>
          ) : null}
        </button>
      ))}
    </div>
  )
}
