import type { chatSearchContract } from '@shared/contracts/chat-search'
import type { ChatSearch } from '../../services/chat-search'
import type { Handlers } from '../handler'

export function createChatSearchHandlers(search: ChatSearch): Handlers<typeof chatSearchContract> {
  return {
    'chat.search': search.search,
    'chat.answering-models': () => search.answeringModels(),
  }
}
