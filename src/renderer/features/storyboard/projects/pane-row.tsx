import { classNames } from '@renderer/ui/class-names'
import { ContextMenu } from '@renderer/ui/menu'
import type { KeyboardEvent } from 'react'
import { RenameField } from './rename-field'

export interface PaneRowProps {
  readonly title: string
  readonly aside?: string
  readonly isCurrent: boolean
  readonly isRenaming: boolean
  readonly renameLabel: string
  readonly buttonProps: Readonly<Record<string, unknown>>
  readonly onOpen: () => void
  readonly onStartRename: () => void
  /** Null: the name stays. */
  readonly onRename: (title: string | null) => void
  readonly onDelete: () => void
}

/** A storyboard or scene in the left pane: F2 renames, Delete deletes. */
export function PaneRow(props: PaneRowProps) {
  const { title, aside, isCurrent, isRenaming, buttonProps, onOpen, onStartRename, onDelete } = props
  if (isRenaming) {
    return (
      <li>
        <RenameField label={props.renameLabel} title={title} onDone={props.onRename} />
      </li>
    )
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'F2') onStartRename()
    else if (event.key === 'Delete') onDelete()
    else return
    event.preventDefault()
  }
  return (
    <li>
      <ContextMenu
        entries={[
          { id: 'rename', label: 'Rename', keys: 'F2', onSelect: onStartRename },
          { id: 'delete', label: 'Delete', keys: 'delete', isDanger: true, onSelect: onDelete },
        ]}
      >
        <button
          type="button"
          {...buttonProps}
          aria-current={isCurrent}
          onClick={onOpen}
          onDoubleClick={onStartRename}
          onKeyDown={onKeyDown}
          className={classNames(
            'flex h-8 w-full items-center gap-2 rounded-control px-2 text-left',
            isCurrent ? 'bg-selected' : 'hover:bg-hover active:bg-pressed',
          )}
        >
          <span className="min-w-0 flex-1 truncate">{title}</span>
          {aside ? <span className="text-11 text-muted tabular-nums">{aside}</span> : null}
        </button>
      </ContextMenu>
    </li>
  )
}
