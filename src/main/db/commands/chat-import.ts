import type { ChatMessage } from '@shared/domain/chat'
import type { Database } from '../database'
import { insertMessage } from './chat'
import { nameFork } from './chat-order'

export interface ImportedConversation {
  readonly id: string
  readonly title: string
  readonly modelId: string
  readonly systemPrompt: string
  readonly folderId: string | null
  readonly activeLeafId: string | null
  readonly createdAtMs: number
  readonly updatedAtMs: number
  /** Parents before their children. */
  readonly messages: readonly ChatMessage[]
  readonly forkNames: ReadonlyMap<string, string>
}

/** Writes a whole chat from outside; its name counts as given by a person. */
export async function insertImportedConversation(db: Database, chat: ImportedConversation): Promise<void> {
  db.transaction('chat.insert-imported', () => {
    const { messages, forkNames, ...columns } = chat
    db.run(
      'chat.insert-imported-row',
      `INSERT INTO conversation (id, title, title_by, model_id, system_prompt, folder_id, active_leaf_id, created_at,
         updated_at)
       VALUES (:id, :title, 'person', :modelId, :systemPrompt, :folderId, :activeLeafId, :createdAtMs, :updatedAtMs)`,
      columns,
    )
    for (const message of messages) insertMessage(db, message, { clientRequestId: null, keyProfileId: null })
    for (const [messageId, name] of forkNames) void nameFork(db, messageId, name)
  })
}
