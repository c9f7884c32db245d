import { classNames } from '@renderer/ui/class-names'
import { ContextMenu, type MenuEntry } from '@renderer/ui/menu'
import { ChevronRight } from 'lucide-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { isOwnDrag, takeOwnDrag } from '../import/own-drag'

export interface PlaceItem {
  readonly id: string
  readonly label: string
  readonly icon: ReactNode
  readonly count: number | null
  /** 1 at the top. */
  readonly level: number
  readonly isSelected: boolean
  /** Null: there is nothing beneath. */
  readonly isExpanded: boolean | null
  readonly menu: readonly MenuEntry[]
  readonly onSelect: () => void
  readonly onExpand?: (isExpanded: boolean) => void
  /** Items dropped here; absent: it takes none. */
  readonly onDropItems?: (assetIds: readonly string[]) => void
  /** F2 and Delete. */
  readonly onRename?: () => void
  readonly onDelete?: () => void
}

export interface PlaceRowProps {
  readonly item: PlaceItem
  readonly focusProps: { readonly tabIndex: number; readonly onFocus: () => void; readonly 'data-roving-id': string }
}

/** One line of the tree of places. */
export function PlaceRow({ item, focusProps }: PlaceRowProps) {
  const [isOffered, setIsOffered] = useState(false)
  const takes = (): boolean => isOwnDrag() && item.onDropItems !== undefined
  const onDragOver = (event: DragEvent): void => {
    if (!takes()) return
    event.preventDefault()
    event.stopPropagation()
    event.dataTransfer.dropEffect = 'copy'
    setIsOffered(true)
  }
  const onDrop = (event: DragEvent): void => {
    setIsOffered(false)
    if (!takes()) return
    event.preventDefault()
    event.stopPropagation()
    item.onDropItems?.(takeOwnDrag())
  }
  const row = (
    <div
      role="treeitem"
      aria-level={item.level}
      aria-selected={item.isSelected}
      {...(item.isExpanded === null ? {} : { 'aria-expanded': item.isExpanded })}
      {...focusProps}
      onClick={item.onSelect}
      onKeyDown={(event) => pressOnItem(event.key, item) && event.preventDefault()}
      onDragOver={onDragOver}
      onDragLeave={() => setIsOffered(false)}
      onDrop={onDrop}
      style={{ paddingLeft: item.level * 14 - 6 }}
      className={classNames(
        'flex h-7 shrink-0 items-center gap-1.5 rounded-control pr-2 text-13 hover:bg-hover',
        item.isSelected && 'bg-selected hover:bg-selected',
        isOffered && 'outline-2 -outline-offset-2 outline-accent-ink',
      )}
    >
      {item.isExpanded === null ? (
        <span className="w-4 shrink-0" />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          onClick={(event) => {
            event.stopPropagation()
            item.onExpand?.(!item.isExpanded)
          }}
          className="flex size-4 shrink-0 items-center justify-center text-muted"
        >
          <ChevronRight className={classNames('size-3.5', item.isExpanded && 'rotate-90')} />
        </button>
      )}
      <span aria-hidden className="flex shrink-0 text-muted [&_svg]:size-4">
        {item.icon}
      </span>
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.count === null ? null : (
        <span className="shrink-0 text-12 text-muted tabular-nums">{item.count.toLocaleString()}</span>
      )}
    </div>
  )
  return item.menu.length === 0 ? row : <ContextMenu entries={item.menu}>{row}</ContextMenu>
}

function pressOnItem(key: string, item: PlaceItem): boolean {
  if (key === 'Enter' || key === ' ') item.onSelect()
  else if (key === 'ArrowRight' && item.isExpanded === false) item.onExpand?.(true)
  else if (key === 'ArrowLeft' && item.isExpanded === true) item.onExpand?.(false)
  else if (key === 'F2' && item.onRename) item.onRename()
  else if (key === 'Delete' && item.onDelete) item.onDelete()
  else return false
  return true
}
