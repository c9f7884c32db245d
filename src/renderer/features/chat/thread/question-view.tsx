import { Copy, Pencil } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { TextArea } from '@renderer/ui/text-area'
import { textOf } from '@shared/domain/chat-text'
import { assetIdsOf } from '../use-chat-actions'
import { ChatPictures } from './chat-pictures'
import type { MessageViewProps } from './message-view'
import { VersionArrows } from './version-arrows'

/** Longer ones are folded: a pasted book must not stand between the answers. */
const FOLDED_LENGTH = 3_000

export function QuestionView({ message, versionIds, forkName, actions }: MessageViewProps) {
  const [isEditing, setIsEditing] = useState(false)
  const text = textOf(message)
  const assetIds = assetIdsOf(message)
  return (
    <div className="flex flex-col items-end gap-1">
      {assetIds.length > 0 ? <ChatPictures assetIds={assetIds} size="small" /> : null}
      {isEditing ? (
        <QuestionEditor
          text={text}
          onDone={(next) => {
            setIsEditing(false)
            if (next !== null && next !== text) void actions.edit(message, next)
          }}
        />
      ) : (
        <FoldedText text={text} />
      )}
      {isEditing ? null : (
        <div className="flex h-6 items-center gap-0.5">
          <VersionArrows message={message} versionIds={versionIds} forkName={forkName} actions={actions} />
          <span className="flex opacity-0 transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100">
            <IconButton size="small" label="Copy" icon={<Copy />} onClick={() => actions.copy(text)} />
            <IconButton size="small" label="Edit" icon={<Pencil />} onClick={() => setIsEditing(true)} />
          </span>
        </div>
      )}
    </div>
  )
}

function FoldedText({ text }: { readonly text: string }) {
  const [isOpen, setIsOpen] = useState(false)
  if (text === '') return null
  const isFolded = text.length > FOLDED_LENGTH && !isOpen
  return (
    <div data-selectable className="max-w-[85%] rounded-panel bg-hover px-3 py-2 wrap-anywhere whitespace-pre-wrap">
      {isFolded ? `${text.slice(0, FOLDED_LENGTH)}…` : text}
      {isFolded ? (
        <Button size="small" variant="ghost" className="mt-1 -ml-2 flex" onClick={() => setIsOpen(true)}>
          Show all {text.length.toLocaleString()} characters
        </Button>
      ) : null}
    </div>
  )
}

function QuestionEditor({ text, onDone }: { readonly text: string; readonly onDone: (text: string | null) => void }) {
  const [draft, setDraft] = useState(text)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onDone(null)
    }
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229
    if (event.key !== 'Enter' || event.shiftKey || isComposing) return
    event.preventDefault()
    if (draft.trim() !== '') onDone(draft)
  }
  return (
    <div className="w-full">
      <TextArea
        autoFocus
        onFocus={({ currentTarget }) => currentTarget.setSelectionRange(draft.length, draft.length)}
        aria-label="Edit the message"
        value={draft}
        onValueChange={setDraft}
        onKeyDown={onKeyDown}
      />
      <div className="mt-1 flex items-center justify-end gap-2">
        <span className="mr-auto text-11 text-muted">The old version stays; arrows lead back to it.</span>
        <Button size="small" variant="ghost" onClick={() => onDone(null)}>
          Cancel
        </Button>
        <Button
          size="small"
          variant="primary"
          disabledReasons={draft.trim() === '' ? ['Write something first.'] : []}
          onClick={() => onDone(draft)}
        >
          Send
        </Button>
      </div>
    </div>
  )
}
