import type { Database } from '../database'
import { groupBy } from '@shared/lib/group-by'

/** What tasks made, by task; tasks without a result are left out. */
export async function loadTaskAssetIds(
  db: Database,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = db.all<{ readonly task_id: string; readonly asset_id: string }>(
    'chat.task-assets',
    `SELECT task_id, asset_id FROM output
     WHERE asset_id IS NOT NULL AND task_id IN (SELECT value FROM json_each(?)) ORDER BY task_id, ordinal`,
    [JSON.stringify(taskIds)],
  )
  const byTask = groupBy(rows, (row) => row.task_id)
  return new Map([...byTask].map(([taskId, found]) => [taskId, found.map((row) => row.asset_id)]))
}

/** When a chat began; 0 where there is none. */
export async function loadConversationCreatedAt(db: Database, conversationId: string): Promise<number> {
  return (
    db.get<{ readonly created_at: number }>('chat.created-at', 'SELECT created_at FROM conversation WHERE id = ?', [
      conversationId,
    ])?.created_at ?? 0
  )
}
