import type { chatTransferContract } from '@shared/contracts/chat-transfer'
import type { ChatTransfer } from '../../services/chat-transfer'
import type { Handlers } from '../handler'

export function createChatTransferHandlers(transfer: ChatTransfer): Handlers<typeof chatTransferContract> {
  return {
    'chat.export': transfer.exportChats,
    'chat.import': () => transfer.importChats(),
    'chat.show-export': transfer.showExport,
  }
}
