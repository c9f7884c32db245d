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
const waiting = new Map<string, Waiting>()

interface Waiting {
  readonly timer: ReturnType<typeof setTimeout>
  readonly settings: ChatSettings
}

/** The settings of a chat: shown at once, written a moment after the last change. */
export function chatSettingsControl({ id, settings }: ConversationDetail): ChatSettingsControl {
  return {
    settings,
    change: (patch) => {
      const next = { ...settings, ...patch }
      patchConversation(id, { settings: next })
      clearTimeout(waiting.get(id)?.timer)
      waiting.set(id, { settings: next, timer: setTimeout(() => void writeSettings(id), SAVE_AFTER_MS) })
    },
  }
}

/** Writes what was changed and still waits, so that a question sent right after a switch is asked with it. */
export async function writeSettings(conversationId: string): Promise<void> {
  const last = waiting.get(conversationId)
  if (!last) return
  clearTimeout(last.timer)
  waiting.delete(conversationId)
  const { settings } = last
  try {
    await request('chat.update', { conversationId, settings })
  } catch (error) {
    raiseNotice(failureOf(error))
  }
}
