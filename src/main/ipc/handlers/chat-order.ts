import type { chatOrderContract } from '@shared/contracts/chat-order'
import type { ChatService } from '../../services/chat'
import type { Handlers } from '../handler'

export function createChatOrderHandlers(chat: ChatService): Handlers<typeof chatOrderContract> {
  return {
    'chat.fan-out': chat.fanOut,
    'chat.compare': chat.compare,
    'chat.keep': chat.keep,
    'chat.name-fork': chat.nameFork,
    'chat.continue': chat.continueAnswer,
    'chat.follow-ups': chat.followUps,
    'chat.add-follow-up': chat.addFollowUp,
    'chat.edit-follow-up': chat.editFollowUp,
    'chat.order-follow-ups': chat.orderFollowUps,
    'chat.remove-follow-up': chat.removeFollowUp,
    'chat.send-follow-up': chat.sendFollowUp,
  }
}
