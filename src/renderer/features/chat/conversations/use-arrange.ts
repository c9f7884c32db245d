import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request } from '@renderer/data/studio'
import { showToast } from '@renderer/ui/toast'
import type { Arrangement } from '@shared/domain/chat-folder'

/** Moves, pins, archives or deletes chats at once; the toast takes it back. */
export async function arrange(changes: readonly Arrangement[], words: string, onUndone?: () => void): Promise<void> {
  try {
    const former = await request('chat.arrange', { changes })
    showToast({
      title: words,
      action: {
        label: 'Undo',
        onPress: () => {
          request('chat.arrange', { changes: former }).then(onUndone, (error: unknown) => raiseNotice(failureOf(error)))
        },
      },
    })
  } catch (error) {
    raiseNotice(failureOf(error))
  }
}

export const countWords = (count: number): string => (count === 1 ? 'one chat' : `${count} chats`)
