import { useState } from 'react'
import { useNow } from '@renderer/lib/use-now'
import type { ChatMessage } from '@shared/domain/chat'
import { heardAtMs } from '../stream/use-stream'
import { waitingWords } from './waiting-words'

/** While an answer is silent: something lives, for how long it has been quiet, and nothing is promised. */
export function Waiting({ message }: { readonly message: ChatMessage }) {
  const hasBegun = message.parts.length > 0
  const nowMs = useNow(true)
  const [shownAtMs] = useState(nowMs)
  const words = waitingWords(nowMs - (heardAtMs(message.id) ?? (hasBegun ? shownAtMs : message.createdAtMs)), hasBegun)
  if (words === null) return null
  return (
    // Not a live region: a time that counts would be read out each second.
    <p className="flex items-center gap-2 text-muted tabular-nums">
      <span aria-hidden className="size-2 animate-pulse-soft rounded-full bg-muted" />
      {words}
    </p>
  )
}
