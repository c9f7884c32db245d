import type { ChatMessage } from '@shared/domain/chat'

/** An answer that has just been asked for. */
export const UNANSWERED: ChatMessage = {
  id: 'a',
  conversationId: 'c',
  parentId: 'u',
  role: 'assistant',
  parts: [],
  state: 'streaming',
  modelId: 'm',
  usage: null,
  cost: null,
  failure: null,
  createdAtMs: 1,
}
