import { ChevronLeft, ChevronRight, Columns2, Tag } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '@renderer/ui/icon-button'
import { TextInput } from '@renderer/ui/text-input'
import type { ChatMessage } from '@shared/domain/chat'
import type { ThreadActions } from './thread-actions'

export interface VersionArrowsProps {
  readonly message: ChatMessage
  readonly versionIds: readonly string[]
  readonly forkName: string
  readonly actions: ThreadActions
}

/** ‹ 2/3 ›: walks the versions of one turn, names them, and puts answers side by side. */
export function VersionArrows({ message, versionIds, forkName, actions }: VersionArrowsProps) {
  const [isNaming, setIsNaming] = useState(false)
  if (versionIds.length < 2) return null
  const index = versionIds.indexOf(message.id)
  const show = (at: number): void => {
    const id = versionIds[at]
    if (id !== undefined) void actions.showBranch(id)
  }
  if (isNaming) {
    return (
      <NameField
        name={forkName}
        onDone={(name) => {
          setIsNaming(false)
          if (name !== null && name !== forkName) void actions.nameFork(message.id, name)
        }}
      />
    )
  }
  return (
    <span className="flex items-center text-11 text-muted tabular-nums" role="group" aria-label="Versions">
      <IconButton
        size="small"
        label="Earlier version"
        icon={<ChevronLeft />}
        disabledReasons={index <= 0 ? ['This is the first version.'] : []}
        onClick={() => show(index - 1)}
      />
      {index + 1}/{versionIds.length}
      <IconButton
        size="small"
        label="Later version"
        icon={<ChevronRight />}
        disabledReasons={index >= versionIds.length - 1 ? ['This is the last version.'] : []}
        onClick={() => show(index + 1)}
      />
      {forkName === '' ? null : <span className="max-w-40 truncate px-1 font-medium text-ink">{forkName}</span>}
      <IconButton size="small" label="Name this version" icon={<Tag />} onClick={() => setIsNaming(true)} />
      {message.role === 'assistant' && message.parentId !== null ? (
        <IconButton
          size="small"
          label="Show all versions side by side"
          icon={<Columns2 />}
          onClick={() => void actions.compare(message.parentId)}
        />
      ) : null}
    </span>
  )
}

interface NameFieldProps {
  readonly name: string
  /** Null: the name stays. */
  readonly onDone: (name: string | null) => void
}

function NameField({ name, onDone }: NameFieldProps) {
  const [text, setText] = useState(name)
  return (
    <span className="w-44">
      <TextInput
        autoFocus
        aria-label="Name of this version"
        value={text}
        maxLength={80}
        onValueChange={setText}
        onBlur={() => onDone(text.trim())}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) onDone(text.trim())
          if (event.key === 'Escape') onDone(null)
        }}
      />
    </span>
  )
}
