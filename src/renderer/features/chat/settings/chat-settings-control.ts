import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request } from '@renderer/data/studio'
import type { ConversationDetail } from '@shared/domain/chat'
import type { ChatSettings } from '@shared/domain/chat-settings'
import { patchConversation } from '../conversations/conversation-cache'

export interface ChatSettingsControl {
  readonly settings: ChatSettings
  readonly change: (patch: Partial<ChatSettings>) => void
}

/** Writing follows the last key after this. */
const SAVE_AFTER_MS = 300
const waiting = new Map<string, ReturnType<typeof setTimeout>>()

/** The settings of a chat: shown at once, written a moment after the last change. */
export function chatSettingsControl({ id, settings }: ConversationDetail): ChatSettingsControl {
  return {
    settings,
    change: (patch) => {
      const next = { ...settings, ...patch }
      patchConversation(id, { settings: next })
      clearTimeout(waiting.get(id))
      waiting.set(
        id,
        setTimeout(() => void save(id, next), SAVE_AFTER_MS),
      )
    },
  }
}

async function save(conversationId: string, settings: ChatSettings): Promise<void> {
  try {
    await request('chat.update', { conversationId, settings })
  } catch (error) {
    raiseNotice(failureOf(error))
  }
}
