import type { ChatMessage } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'
import { useEffect, useEffectEvent, useRef } from 'react'
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
  const host = useRef<HTMLDivElement>(null)
  const region = useRef<HTMLElement>(null)
  const told = useRef<Told | null>(null)
  useEffect(() => {
    region.current ??= host.current && openRegion(host.current)
  }, [])
  const tell = useEffectEvent((message: ChatMessage, isWhole: boolean): void => {
    const before = told.current?.messageId === message.id ? told.current.until : 0
    const next = nextAnnouncement(textOf(message), before, isWhole)
    if (!next) return
    told.current = { messageId: message.id, until: next.until }
    if (next.words !== '' && region.current) announce(region.current, next.words)
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
  return <div ref={host} data-announcer className="sr-only" />
}

/** In a tree of its own: who selects, copies or searches the page does not meet the answer's words twice. */
function openRegion(host: HTMLElement): HTMLElement {
  const region = document.createElement('div')
  region.setAttribute('aria-live', 'polite')
  host.attachShadow({ mode: 'closed' }).append(region)
  return region
}

function announce(region: HTMLElement, words: string): void {
  const addition = document.createElement('p')
  addition.textContent = words
  region.append(addition)
  while (region.childElementCount > MAX_KEPT) region.firstElementChild?.remove()
}
