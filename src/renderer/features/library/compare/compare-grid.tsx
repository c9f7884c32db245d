import type { AssetCard } from '@shared/domain/asset'
import { Flag, FlagOff } from 'lucide-react'
import { useState } from 'react'
import { LabelDot } from '../marks/label-dot'
import type { CompareStageProps } from './stage-props'
import { ComparedItem } from './compared-item'
import { useZoomEvents } from './use-zoom-events'

/** Columns of two to nine cells, so that they stay as large as they can. */
const COLUMNS: readonly number[] = [1, 1, 2, 3, 2, 3, 3, 4, 4, 3]

/** All items beside each other. */
export function CompareGrid(props: CompareStageProps) {
  const { cards } = props
  return (
    <div
      className="absolute inset-0 grid auto-rows-fr gap-1 p-1"
      style={{ gridTemplateColumns: `repeat(${COLUMNS[cards.length] ?? 3}, minmax(0, 1fr))` }}
    >
      {cards.map((card, index) => (
        <CompareCell key={card.id} card={card} index={index} {...props} />
      ))}
    </div>
  )
}

interface CompareCellProps extends CompareStageProps {
  readonly card: AssetCard
  readonly index: number
}

function CompareCell({ card, index, active, zoom, onZoom, onPan, onActivate, register }: CompareCellProps) {
  const [box, setBox] = useState<HTMLElement | null>(null)
  const events = useZoomEvents(box, { onZoom, onPan })
  return (
    <div
      ref={setBox}
      {...events}
      onPointerDown={() => onActivate(index)}
      data-compared={card.id}
      className="relative min-h-0 overflow-hidden rounded-control"
    >
      <ComparedItem card={card} zoom={zoom} register={register} />
      <span className="pointer-events-none absolute inset-x-2 bottom-2 flex items-center gap-1.5 text-12 text-white">
        <span className="flex min-w-0 items-center gap-1.5 rounded-[4px] bg-black/70 px-1.5 py-0.5">
          {card.pick === 1 ? <Flag role="img" aria-label="picked" className="size-3 fill-current" /> : null}
          {card.pick === -1 ? <FlagOff role="img" aria-label="rejected" className="size-3" /> : null}
          {card.label ? <LabelDot label={card.label} className="size-2.5!" /> : null}
          {card.rating > 0 ? <span>{'★'.repeat(card.rating)}</span> : null}
          <span className="truncate">{card.title || 'Untitled'}</span>
        </span>
      </span>
      {index === active ? (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-0 rounded-control shadow-[inset_0_0_0_2px_var(--color-on-stage),inset_0_0_0_3px_rgb(0_0_0/0.5)]"
        />
      ) : null}
    </div>
  )
}
