import type { ChatMessage } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { nextAnnouncement } from './sentences'
import { watchStream } from './use-stream'

export interface AnswerAnnouncerProps {
  /** The answer that is coming. */
  readonly messageId: string | null
  /** Where it stands whole once it has ended. */
  readonly messages: readonly ChatMessage[]
}

interface Told {
  readonly messageId: string
  readonly until: number
}

/** Screen readers tell each addition; older ones are only there so that none is lost when two come at once. */
const MAX_KEPT = 3

/** Reads an answer out to screen readers as it comes: politely, and by the sentence, never by the token. */
export function AnswerAnnouncer({ messageId, messages }: AnswerAnnouncerProps) {
  const [said, setSaid] = useState<readonly { readonly id: string; readonly words: string }[]>([])
  const told = useRef<Told | null>(null)
  const tell = useEffectEvent((message: ChatMessage, isWhole: boolean): void => {
    const before = told.current?.messageId === message.id ? told.current.until : 0
    const next = nextAnnouncement(textOf(message), before, isWhole)
    if (!next) return
    told.current = { messageId: message.id, until: next.until }
    if (next.words === '') return
    setSaid((former) => [...former, { id: `${message.id}-${next.until}`, words: next.words }].slice(-MAX_KEPT))
  })
  useEffect(() => {
    if (messageId === null) return undefined
    told.current = { messageId, until: 0 }
    return watchStream(messageId, (message) => tell(message, false))
  }, [messageId])
  useEffect(() => {
    const followed = messages.find(({ id }) => id === told.current?.messageId)
    if (followed && followed.state !== 'streaming') tell(followed, true)
  }, [messages])
  return (
    <div aria-live="polite" data-announcer className="sr-only">
      {said.map(({ id, words }) => (
        <p key={id}>{words}</p>
      ))}
    </div>
  )
}
