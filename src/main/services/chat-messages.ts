import type { ChatMessage } from '@shared/domain/chat'

interface NewMessage {
  readonly id: string
  readonly conversationId: string
  readonly parentId: string | null
  readonly nowMs: number
}

export function newUserMessage(base: NewMessage, text: string, assetIds: readonly string[]): ChatMessage {
  return {
    ...blank(base),
    role: 'user',
    parts: [
      ...assetIds.map((assetId) => ({ kind: 'asset' as const, assetId })),
      ...(text === '' ? [] : [{ kind: 'text' as const, text }]),
    ],
    state: 'complete',
  }
}

/** An answer that is about to come. */
export function newAnswer(base: NewMessage, modelId: string): ChatMessage {
  return { ...blank(base), role: 'assistant', modelId, state: 'streaming' }
}

function blank({ id, conversationId, parentId, nowMs }: NewMessage) {
  return {
    id,
    conversationId,
    parentId,
    parts: [],
    modelId: null,
    usage: null,
    cost: null,
    failure: null,
    createdAtMs: nowMs,
  }
}
