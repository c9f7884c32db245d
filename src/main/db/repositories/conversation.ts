import type { ConversationCard, ConversationDetail, ChatMessage } from '@shared/domain/chat'
import { type ChatSettings, readChatSettings } from '@shared/domain/chat-settings'
import { fromJson } from '../json'

export interface ConversationRow {
  readonly id: string
  readonly title: string
  readonly model_id: string
  readonly system_prompt: string
  readonly settings_json: string | null
  readonly draft: string
  readonly active_leaf_id: string | null
  readonly updated_at: number
  readonly folder_id: string | null
  readonly pinned_at: number | null
  readonly archived_at: number | null
  readonly compared_message_id: string | null
  /** Not a column: whether one of its messages is `streaming`. */
  readonly is_streaming: number
}

export const toConversationCard = (row: ConversationRow): ConversationCard => ({
  id: row.id,
  title: row.title,
  modelId: row.model_id,
  updatedAtMs: row.updated_at,
  isStreaming: row.is_streaming === 1,
  folderId: row.folder_id,
  isPinned: row.pinned_at !== null,
  isArchived: row.archived_at !== null,
})

export const toConversationDetail = (
  row: ConversationRow,
  messages: readonly ChatMessage[],
  forkNames: Readonly<Record<string, string>>,
): ConversationDetail => ({
  ...toConversationCard(row),
  systemPrompt: row.system_prompt,
  settings: readChatSettings(fromJson<Partial<ChatSettings>>(row.settings_json)),
  draft: row.draft,
  activeLeafId: row.active_leaf_id,
  comparedMessageId: row.compared_message_id,
  forkNames,
  messages,
})
