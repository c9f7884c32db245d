import { classNames } from '@renderer/ui/class-names'
import { IconButton } from '@renderer/ui/icon-button'
import type { VendorItem } from '@shared/domain/vendor-item'
import { Check, Trash2 } from 'lucide-react'
import { ItemFace } from './item-face'

export interface ItemRowProps {
  readonly item: VendorItem
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly onRemove: () => void
}

/** One thing to choose: picture, name, identifier. */
export function ItemRow({ item, isChosen, onChoose, onRemove }: ItemRowProps) {
  return (
    <li
      className={classNames(
        'flex items-center gap-1 rounded-control pr-1',
        isChosen ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={onChoose}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-control p-1.5 text-left"
      >
        <ItemFace kind={item.kind} coverAssetId={item.coverAssetId} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="truncate text-13 text-ink">{item.name || 'Without a name'}</span>
          <span className="truncate font-mono text-11 text-muted">{item.remoteId}</span>
        </span>
        {item.isOwn ? null : <span className="shrink-0 text-11 text-muted">from the vendor</span>}
        {isChosen ? <Check aria-hidden className="size-4 shrink-0 text-accent-ink" /> : null}
      </button>
      <IconButton label={`Delete ${item.name || item.remoteId}…`} size="small" icon={<Trash2 />} onClick={onRemove} />
    </li>
  )
}
