import { useEffect, useRef, useState } from 'react'
import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useViewState } from '@renderer/data/view-state'
import type { ConversationDetail } from '@shared/domain/chat'
import { patchConversation } from '../conversations/conversation-cache'

const SAVE_DELAY_MS = 400

/** Half-written text of a chat, kept with it; that of a chat which does not exist yet is kept with the view. */
export function useDraft(conversation: ConversationDetail | null): readonly [string, (text: string) => void] {
  const [newDraft, setNewDraft] = useViewState('chat.new-draft', '')
  const [text, setText] = useState(conversation?.draft ?? '')
  const unsaved = useRef<string | null>(null)
  const conversationId = conversation?.id ?? null

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

  if (conversationId === null) return [newDraft, setNewDraft]
  return [
    text,
    (next) => {
      unsaved.current = next
      setText(next)
    },
  ]
}
