import { describePrice } from '@renderer/lib/format-money'
import { usePriceLookup } from '@renderer/parts/use-price-lookup'
import { Badge } from '@renderer/ui/badge'
import { classNames } from '@renderer/ui/class-names'
import { defaultParams } from '@shared/catalog/projections/form'
import { estimatePrice } from '@shared/catalog/projections/price'
import { Command } from 'cmdk'
import { Check, CircleSlash, ImagePlus, Star } from 'lucide-react'
import { MakesIcon } from './makes-icon'
import { type Favourites, isFavourite, makesOf, type PickerEntry, takesPicture } from './picker-entries'

export interface PickerRowProps {
  readonly value: string
  readonly entry: PickerEntry
  readonly favourites: Favourites
  readonly isCurrent: boolean
  readonly isOffered: boolean
  readonly onStar: () => void
  readonly onChoose: () => void
}

export function PickerRow({ value, entry, favourites, isCurrent, isOffered, onStar, onChoose }: PickerRowProps) {
  const { operation, modelId } = entry
  const priceOf = usePriceLookup()
  const price = describePrice(estimatePrice(operation, modelId, defaultParams(operation), priceOf))
  const isStarred = isFavourite(favourites, entry)
  return (
    <Command.Item
      value={value}
      onSelect={onChoose}
      className="group flex h-9 items-center gap-2 rounded-control px-2 text-13 aria-selected:bg-hover"
    >
      <MakesIcon makes={makesOf(operation)} />
      <span className="flex min-w-0 flex-1 items-baseline gap-2">
        <span className={classNames('shrink-0', !isOffered && 'text-muted')}>{operation.title}</span>
        <span className="truncate text-12 text-muted">{modelId}</span>
      </span>
      {isOffered ? null : <Badge icon={<CircleSlash />}>not offered at present</Badge>}
      {takesPicture(operation) ? (
        <span className="flex shrink-0 items-center gap-1 text-11 text-muted">
          <ImagePlus className="size-3.5" />
          takes a picture
        </span>
      ) : null}
      <span className="w-24 shrink-0 text-right text-12 text-muted tabular-nums" title={price.detail}>
        {price.text}
      </span>
      {isCurrent ? <Check aria-label="In use" className="size-4 shrink-0" /> : <span className="size-4 shrink-0" />}
      <button
        type="button"
        tabIndex={-1}
        aria-label={isStarred ? 'Remove from favourites' : 'Add to favourites'}
        aria-pressed={isStarred}
        onClick={(event) => {
          event.stopPropagation()
          onStar()
        }}
        className={classNames(
          'flex size-6 shrink-0 items-center justify-center rounded-control text-muted hover:bg-pressed hover:text-ink',
          !isStarred && 'opacity-0 group-hover:opacity-100 group-aria-selected:opacity-100',
        )}
      >
        <Star className={classNames('size-3.5', isStarred && 'fill-current text-ink')} />
      </button>
    </Command.Item>
  )
}
