import type { chatContract } from '@shared/contracts/chat'
import type { ChatService } from '../../services/chat'
import type { Handlers } from '../handler'

export function createChatHandlers(chat: ChatService): Handlers<typeof chatContract> {
  return {
    'chat.list': chat.list,
    'chat.create': chat.create,
    'chat.open': chat.open,
    'chat.update': chat.update,
    'chat.send': chat.send,
    'chat.regenerate': chat.regenerate,
    'chat.tool-calls': chat.tools.list,
    'chat.run-tool': chat.tools.run,
    'chat.decline-tool': chat.tools.decline,
    'chat.answer-tool': chat.tools.answer,
    'chat.trace': chat.traces,
    'chat.stop': chat.stop,
    'chat.attach': (request, caller) => chat.attach(request, caller.windowId),
    'chat.detach': (request, caller) => chat.detach(request, caller.windowId),
    'chat.make': chat.make,
  }
}
