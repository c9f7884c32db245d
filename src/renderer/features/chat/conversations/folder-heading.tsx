import { ChevronRight, MessageSquarePlus, Pencil, Trash2 } from 'lucide-react'
import { classNames } from '@renderer/ui/class-names'
import { IconButton } from '@renderer/ui/icon-button'
import { ContextMenu, type MenuEntry } from '@renderer/ui/menu'
import type { ListRow } from './list-rows'

export interface FolderHeadingProps {
  readonly heading: Extract<ListRow, { readonly kind: 'heading' }>
  readonly buttonProps: Readonly<Record<string, unknown>>
  readonly onToggle: () => void
  readonly onNewChat: () => void
  readonly onEdit: () => void
  readonly onDelete: () => void
}

/** The heading of a section of chats; a project can be opened for editing from it. */
export function FolderHeading({ heading, buttonProps, onToggle, onNewChat, onEdit, onDelete }: FolderHeadingProps) {
  const { label, count, isOpen, folder } = heading
  const button = (
    <button
      type="button"
      {...buttonProps}
      aria-expanded={isOpen}
      onClick={onToggle}
      onKeyDown={(event) => {
        if (folder && event.key === 'F2') onEdit()
        if (folder && event.key === 'Delete') onDelete()
      }}
      className="flex h-full min-w-0 flex-1 items-center gap-1 rounded-control px-1 text-left text-11 font-semibold text-muted hover:text-ink"
    >
      <ChevronRight
        aria-hidden
        className={classNames('size-3.5 shrink-0 transition-transform', isOpen && 'rotate-90')}
      />
      <span className="min-w-0 truncate">{label}</span>
      <span className="font-normal tabular-nums">{count}</span>
    </button>
  )
  const entries: readonly MenuEntry[] = [
    { id: 'new', label: 'New chat here', icon: <MessageSquarePlus />, onSelect: onNewChat },
    { id: 'edit', label: 'Edit the project…', icon: <Pencil />, keys: 'F2', onSelect: onEdit },
    { id: 'delete', label: 'Delete the project', icon: <Trash2 />, keys: 'delete', isDanger: true, onSelect: onDelete },
  ]
  return (
    <div role="listitem" className="group/heading flex h-8 items-center pt-1">
      {folder ? <ContextMenu entries={entries}>{button}</ContextMenu> : button}
      {folder ? (
        <span className="flex opacity-0 group-focus-within/heading:opacity-100 group-hover/heading:opacity-100">
          <IconButton size="small" label={`New chat in ${label}`} icon={<MessageSquarePlus />} onClick={onNewChat} />
          <IconButton size="small" label={`Edit ${label}`} icon={<Pencil />} onClick={onEdit} />
        </span>
      ) : null}
    </div>
  )
}
