import { Pin } from 'lucide-react'
import type { KeyboardEvent, MouseEvent } from 'react'
import { formatDate } from '@renderer/lib/format-time'
import { classNames } from '@renderer/ui/class-names'
import { ContextMenu, type MenuEntry } from '@renderer/ui/menu'
import type { ConversationCard } from '@shared/domain/chat'
import { RenameField } from './rename-field'

export interface ConversationRowProps {
  readonly card: ConversationCard
  readonly isOpen: boolean
  readonly isSelected: boolean
  readonly isRenaming: boolean
  readonly buttonProps: Readonly<Record<string, unknown>>
  readonly entries: readonly MenuEntry[]
  readonly onPress: (event: MouseEvent) => void
  /** Null: the name stays. */
  readonly onRename: (title: string | null) => void
}

export function ConversationRow(props: ConversationRowProps) {
  const { card, isOpen, isSelected, isRenaming, buttonProps, entries, onPress, onRename } = props
  if (isRenaming) return <RenameField title={card.title} onDone={onRename} />
  const onKeyDown = (event: KeyboardEvent): void => {
    const id = event.key === 'F2' ? 'rename' : event.key === 'Delete' ? 'delete' : null
    const entry = entries.find((candidate) => candidate.id === id)
    if (entry && 'onSelect' in entry) entry.onSelect()
  }
  return (
    <div role="listitem">
      <ContextMenu entries={entries}>
        <button
          type="button"
          {...buttonProps}
          aria-current={isOpen}
          title={`${card.title || 'New chat'}, ${formatDate(card.updatedAtMs)}`}
          onClick={onPress}
          data-selected={isSelected || undefined}
          onKeyDown={onKeyDown}
          className={classNames(
            'flex h-8 w-full items-center gap-2 rounded-control px-2 text-left',
            isOpen ? 'bg-selected' : 'hover:bg-hover active:bg-pressed',
            isSelected && 'outline-2 -outline-offset-2 outline-accent-ink',
          )}
        >
          <span className="min-w-0 flex-1 truncate">{card.title || 'New chat'}</span>
          {isSelected ? <span className="sr-only">selected</span> : null}
          {card.isPinned ? <Pin aria-label="Pinned" className="size-3 shrink-0 text-muted" /> : null}
          {card.isStreaming ? (
            <span className="flex items-center gap-1 text-11 text-muted">
              {/* Still: a dot that pulses makes the whole window draw sixty frames a second, all answer long. */}
              <span aria-hidden className="size-1.5 rounded-full bg-accent-ink" />
              writing
            </span>
          ) : null}
        </button>
      </ContextMenu>
    </div>
  )
}
