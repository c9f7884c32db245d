import type { Failure } from '@shared/domain/app-error'
import type { ChatMessage, MessagePart, MessageRole, MessageState, TokenUsage } from '@shared/domain/chat'
import type { Price } from '@shared/domain/money'
import { fromJson } from '../json'

export interface MessageRow {
  readonly id: string
  readonly conversation_id: string
  readonly parent_id: string | null
  readonly role: MessageRole
  readonly parts_json: string
  readonly state: MessageState
  readonly model_id: string | null
  readonly usage_json: string | null
  readonly cost_json: string | null
  readonly failure_json: string | null
  readonly created_at: number
}

export const toChatMessage = (row: MessageRow): ChatMessage => ({
  id: row.id,
  conversationId: row.conversation_id,
  parentId: row.parent_id,
  role: row.role,
  parts: fromJson<readonly MessagePart[]>(row.parts_json),
  state: row.state,
  modelId: row.model_id,
  usage: fromJson<TokenUsage>(row.usage_json),
  cost: fromJson<Price>(row.cost_json),
  failure: fromJson<Failure>(row.failure_json),
  createdAtMs: row.created_at,
})
