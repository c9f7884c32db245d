import type { Arrangement, ChatFolder, SpendingCap } from '@shared/domain/chat-folder'
import type { Database } from '../database'

/** Writes a project with its files; a new one where the id is new. */
export async function saveChatFolder(db: Database, folder: ChatFolder, nowMs: number): Promise<void> {
  db.transaction('chat.save-folder', () => {
    const { assetIds, ...columns } = folder
    db.run(
      'chat.write-folder',
      `INSERT INTO chat_folder (id, title, instructions, model_id, cap_micro_usd, cap_mode, created_at)
       VALUES (:id, :title, :instructions, :modelId, :capMicroUsd, :capMode, :nowMs)
       ON CONFLICT (id) DO UPDATE SET title = excluded.title, instructions = excluded.instructions,
         model_id = excluded.model_id, cap_micro_usd = excluded.cap_micro_usd, cap_mode = excluded.cap_mode`,
      { ...columns, nowMs },
    )
    db.run('chat.clear-folder-files', 'DELETE FROM chat_folder_file WHERE folder_id = ?', [folder.id])
    assetIds.forEach((assetId, position) => {
      db.run(
        'chat.add-folder-file',
        `INSERT OR IGNORE INTO chat_folder_file (folder_id, asset_id, position)
         SELECT ?, id, ? FROM asset WHERE id = ?`,
        [folder.id, position, assetId],
      )
    })
  })
}

/** `deletedAtMs` null brings it back, with the chats that were in it. */
export async function markChatFolderDeleted(db: Database, folderId: string, deletedAtMs: number | null): Promise<void> {
  db.run('chat.mark-folder-deleted', 'UPDATE chat_folder SET deleted_at = ? WHERE id = ?', [deletedAtMs, folderId])
}

interface ArrangedRow {
  readonly folder_id: string | null
  readonly is_pinned: number
  readonly is_archived: number
  readonly is_deleted: number
}

/**
 * Changes the places of many chats in one transaction; chats that are gone are passed over.
 * @returns the former places, in the same shape, for the way back
 */
export async function arrangeConversations(
  db: Database,
  changes: readonly Arrangement[],
  nowMs: number,
): Promise<readonly Arrangement[]> {
  return db.transaction('chat.arrange', () =>
    changes.flatMap((change) => {
      const row = db.get<ArrangedRow>(
        'chat.arranged',
        `SELECT folder_id, pinned_at IS NOT NULL AS is_pinned, archived_at IS NOT NULL AS is_archived,
           deleted_at IS NOT NULL AS is_deleted FROM conversation WHERE id = ?`,
        [change.conversationId],
      )
      if (!row) return []
      arrange(db, change, nowMs)
      return [formerOf(change, row)]
    }),
  )
}

function arrange(db: Database, change: Arrangement, nowMs: number): void {
  db.run(
    'chat.arrange-one',
    `UPDATE conversation SET
       folder_id = CASE WHEN :hasFolder THEN :folderId ELSE folder_id END,
       pinned_at = CASE :isPinned WHEN 1 THEN coalesce(pinned_at, :nowMs) WHEN 0 THEN NULL ELSE pinned_at END,
       archived_at = CASE :isArchived WHEN 1 THEN coalesce(archived_at, :nowMs) WHEN 0 THEN NULL ELSE archived_at END,
       deleted_at = CASE :isDeleted WHEN 1 THEN coalesce(deleted_at, :nowMs) WHEN 0 THEN NULL ELSE deleted_at END
     WHERE id = :conversationId`,
    {
      conversationId: change.conversationId,
      hasFolder: change.folderId === undefined ? 0 : 1,
      folderId: change.folderId ?? null,
      isPinned: flag(change.isPinned),
      isArchived: flag(change.isArchived),
      isDeleted: flag(change.isDeleted),
      nowMs,
    },
  )
}

const flag = (value: boolean | undefined): number | null => (value === undefined ? null : value ? 1 : 0)

function formerOf(change: Arrangement, row: ArrangedRow): Arrangement {
  return {
    conversationId: change.conversationId,
    ...(change.folderId === undefined ? {} : { folderId: row.folder_id }),
    ...(change.isPinned === undefined ? {} : { isPinned: row.is_pinned === 1 }),
    ...(change.isArchived === undefined ? {} : { isArchived: row.is_archived === 1 }),
    ...(change.isDeleted === undefined ? {} : { isDeleted: row.is_deleted === 1 }),
  }
}

export async function setConversationCap(db: Database, conversationId: string, cap: SpendingCap): Promise<void> {
  db.run('chat.set-cap', 'UPDATE conversation SET cap_micro_usd = ?, cap_mode = ? WHERE id = ?', [
    cap.capMicroUsd,
    cap.capMode,
    conversationId,
  ])
}

/** A name by a model; a name that a person gave stays. @returns whether it was taken */
export async function nameConversationByModel(db: Database, conversationId: string, title: string): Promise<boolean> {
  const { changes } = db.run(
    'chat.name-by-model',
    `UPDATE conversation SET title = ?, title_by = 'model' WHERE id = ? AND title_by = 'words'`,
    [title, conversationId],
  )
  return changes > 0
}
