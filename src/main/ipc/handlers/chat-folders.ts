import type { chatFoldersContract } from '@shared/contracts/chat-folders'
import type { ChatService } from '../../services/chat'
import type { Handlers } from '../handler'

export function createChatFoldersHandlers(chat: ChatService): Handlers<typeof chatFoldersContract> {
  return {
    'chat.folders': () => chat.folders(),
    'chat.save-folder': chat.saveFolder,
    'chat.set-folder-deleted': chat.setFolderDeleted,
    'chat.arrange': chat.arrange,
    'chat.spending': chat.spending,
    'chat.set-cap': chat.setCap,
    'chat.allow-over-cap': chat.allowOverCap,
  }
}
