import { FolderInput, MoreHorizontal, X } from 'lucide-react'
import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { Menu, type MenuEntry } from '@renderer/ui/menu'

export interface SelectionBarProps {
  readonly count: number
  readonly moveEntries: readonly MenuEntry[]
  readonly entries: readonly MenuEntry[]
  readonly onClear: () => void
}

/** Stays in sight while chats are selected. */
export function SelectionBar({ count, moveEntries, entries, onClear }: SelectionBarProps) {
  return (
    <div
      role="toolbar"
      aria-label="Selected chats"
      className="flex items-center gap-1 border-t border-line p-2 text-12"
    >
      <span className="min-w-0 flex-1 truncate" role="status">
        {count} selected
      </span>
      <Menu
        side="top"
        align="end"
        trigger={
          <Button
            size="small"
            icon={<FolderInput />}
            disabledReasons={moveEntries.length === 0 ? ['Make a project first.'] : []}
          >
            Move
          </Button>
        }
        entries={moveEntries.filter((entry) => entry.kind !== 'separator')}
      />
      <Menu
        side="top"
        align="end"
        trigger={<IconButton size="small" label="More for the selected chats" icon={<MoreHorizontal />} />}
        entries={entries}
      />
      <IconButton size="small" label="Clear the selection" keys="esc" icon={<X />} onClick={onClear} />
    </div>
  )
}
