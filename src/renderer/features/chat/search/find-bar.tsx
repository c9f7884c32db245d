import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { IconButton } from '@renderer/ui/icon-button'
import { TextInput } from '@renderer/ui/text-input'
import type { ChatMessage } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'
import { findWords } from '@shared/domain/search-words'

export interface FindBarProps {
  /** The shown branch. */
  readonly branch: readonly ChatMessage[]
  readonly text: string
  readonly onTextChange: (text: string) => void
  /** The message with the place that was gone to; null: nothing was found. */
  readonly onShow: (messageId: string | null) => void
  readonly onClose: () => void
}

/** Finds a text in the open chat: Enter goes to the next message with it, Shift+Enter to the one before. */
export function FindBar({ branch, text, onTextChange, onShow, onClose }: FindBarProps) {
  const wanted = text.trim()
  const hits = useMemo(() => {
    const found = (message: ChatMessage): boolean => findWords(textOf(message), [wanted], 1).length > 0
    return wanted === '' ? [] : branch.filter(found).map(({ id }) => id)
  }, [branch, wanted])
  const [at, setAt] = useState(0)
  const index = Math.min(at, Math.max(0, hits.length - 1))
  const go = (to: number): void => {
    if (hits.length === 0) return
    const next = (to + hits.length) % hits.length
    setAt(next)
    onShow(hits[next] ?? '')
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose()
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    go(index + (event.shiftKey ? -1 : 1))
  }
  const firstHit = hits[0]
  useEffect(() => {
    onShow(firstHit ?? null)
  }, [firstHit, onShow])
  return (
    <div role="search" className="flex items-center gap-1 border-b border-line bg-surface px-6 py-1.5">
      <TextInput
        autoFocus
        aria-label="Find in this chat"
        placeholder="Find in this chat"
        value={text}
        onValueChange={(next) => {
          setAt(0)
          onTextChange(next)
        }}
        onKeyDown={onKeyDown}
        className="max-w-72"
      />
      <span role="status" className="min-w-20 px-1 text-12 text-muted tabular-nums">
        {wanted === '' ? '' : hits.length === 0 ? 'Nothing found' : `${index + 1} of ${hits.length}`}
      </span>
      <IconButton
        size="small"
        label="Earlier message with this text"
        keys="shift+enter"
        icon={<ChevronUp />}
        onClick={() => go(index - 1)}
      />
      <IconButton
        size="small"
        label="Later message with this text"
        keys="enter"
        icon={<ChevronDown />}
        onClick={() => go(index + 1)}
      />
      <IconButton size="small" label="Close" keys="esc" icon={<X />} onClick={onClose} />
    </div>
  )
}
