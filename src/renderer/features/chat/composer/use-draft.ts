import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { readViewState, useViewState, writeViewState } from '@renderer/data/view-state'
import { NEW_CHAT_FIELD } from '@renderer/lib/type-ahead'
import type { ConversationDetail } from '@shared/domain/chat'
import { patchConversation } from '../conversations/conversation-cache'

const SAVE_DELAY_MS = 400
const NEW_DRAFT = 'chat.new-draft'

/**
 * Half-written text of a chat, kept with it; that of a chat which does not exist yet is kept with the view. The
 * writer is always the same and writes to the chat that is shown when it is called.
 */
export function useDraft(conversation: ConversationDetail | null): readonly [string, (text: string) => void] {
  const [newDraft, setNewDraft] = useViewState(NEW_DRAFT, '')
  const [text, setText] = useState(conversation?.draft ?? '')
  const unsaved = useRef<string | null>(null)
  const conversationId = conversation?.id ?? null
  const [shownId, setShownId] = useState(conversationId)
  if (shownId !== conversationId) {
    // The chat has come into being; what was being written goes on in it.
    setShownId(conversationId)
    setText(newDraft)
  }
  const write = (next: string): void => {
    if (conversationId === null) return setNewDraft(next)
    unsaved.current = next
    setText(next)
  }
  const newest = useRef(write)
  useLayoutEffect(() => {
    newest.current = write
  })
  const bornId = useRef(conversationId)
  useLayoutEffect(() => {
    if (bornId.current === conversationId) return
    bornId.current = conversationId
    unsaved.current = newDraft
    setNewDraft('')
  }, [conversationId, newDraft, setNewDraft])
  useEffect(() => {
    if (conversationId === null) return undefined
    const save = (): void => {
      if (unsaved.current === null) return
      const draft = unsaved.current
      unsaved.current = null
      patchConversation(conversationId, { draft })
      detach(request('chat.update', { conversationId, draft }), 'save a draft')
    }
    const timer = setInterval(save, SAVE_DELAY_MS)
    window.addEventListener('pagehide', save)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pagehide', save)
      save()
    }
  }, [conversationId])

  return [conversationId === null ? newDraft : text, useCallback((next) => newest.current(next), [])]
}

/** Puts words into the field of a chat that does not exist yet, behind what stands there, and goes there. */
export function writeNewDraft(words: string): void {
  const written = readViewState(NEW_DRAFT, '').trimEnd()
  writeViewState(NEW_DRAFT, written === '' ? words : `${written}\n\n${words}`)
  document.querySelector<HTMLElement>(`[data-field="${NEW_CHAT_FIELD}"]`)?.focus()
}

/** What was written on while a message was being taken. */
export function writtenSince(sent: string, now: string): string {
  if (now.startsWith(sent)) return now.slice(sent.length)
  return sent.startsWith(now) ? '' : now
}
