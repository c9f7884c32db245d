import { detach } from '@renderer/data/detach'
import { onStudioEvent } from '@renderer/data/events'
import { queryClient } from '@renderer/data/query-client'
import { request } from '@renderer/data/studio'
import { studioKey } from '@renderer/data/use-studio-query'
import type { ChatMessage } from '@shared/domain/chat'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { createStreamStore } from './stream-store'

const store = createStreamStore({
  attach: (messageId) => request('chat.attach', { messageId }),
  detach: (messageId) => detach(request('chat.detach', { messageId }), 'detach from an answer'),
  beforeFrame: (work) => requestAnimationFrame(work),
  onGone: () => detach(queryClient.invalidateQueries({ queryKey: studioKey('chat.open') }), 'refetch the chat'),
})

onStudioEvent('chat.delta', store.receive)
onStudioEvent('chat.message-changed', ({ id }) => store.finish(id))

/** Keeps an answer coming while it is on the shown branch, scrolled into view or not. */
export function useFollowStream(messageId: string | null): void {
  useEffect(() => (messageId === null ? undefined : store.follow(messageId)), [messageId])
}

/** The message as it stands now: while it is being received that is ahead of its row. */
export function useLiveMessage(message: ChatMessage): ChatMessage {
  const { id } = message
  const subscribe = useCallback((listener: () => void) => store.subscribe(id, listener), [id])
  const live = useSyncExternalStore(subscribe, () => store.get(id))
  return message.state === 'streaming' && live ? live : message
}

/** Calls back with each new state of an answer, without rendering anything. */
export function watchStream(messageId: string, onChange: (message: ChatMessage) => void): () => void {
  return store.subscribe(messageId, () => {
    const message = store.get(messageId)
    if (message) onChange(message)
  })
}

/** When something of the answer came last, in wall time; null where nothing has since it is followed. */
export function heardAtMs(messageId: string): number | null {
  return store.heardAtMs(messageId)
}
