import type { ToolCallView } from '@shared/domain/tool-call'
import type { Database } from '../database'
import { type ToolCallRow, toToolCall } from '../repositories/tool-call'

/** The calls of a message in the order in which the model made them. */
export async function loadToolCalls(db: Database, messageId: string): Promise<readonly ToolCallView[]> {
  return db
    .all<ToolCallRow>('tool-call.of-message', 'SELECT * FROM tool_call WHERE message_id = ? ORDER BY ordinal', [
      messageId,
    ])
    .map(toToolCall)
}

export async function loadToolCall(db: Database, toolCallId: string): Promise<ToolCallView | null> {
  const row = db.get<ToolCallRow>('tool-call.one', 'SELECT * FROM tool_call WHERE id = ?', [toolCallId])
  return row ? toToolCall(row) : null
}

/** Calls that were allowed and have no result yet, oldest first. */
export async function loadRunningToolCalls(db: Database): Promise<readonly ToolCallView[]> {
  return db
    .all<ToolCallRow>(
      'tool-call.running',
      `SELECT * FROM tool_call WHERE state IN ('waiting', 'running') AND state = 'running' ORDER BY id`,
    )
    .map(toToolCall)
}

export async function findToolCallOfTask(db: Database, taskId: string): Promise<ToolCallView | null> {
  const row = db.get<ToolCallRow>('tool-call.of-task', 'SELECT * FROM tool_call WHERE task_id = ?', [taskId])
  return row ? toToolCall(row) : null
}

/** Pictures of a branch, newest first: attached ones, those inside answers, and what tasks of the talk made. */
export async function loadPicturesOfBranch(db: Database, leafId: string): Promise<readonly string[]> {
  return db
    .all<{ asset_id: string }>(
      'chat.pictures-of-branch',
      `WITH RECURSIVE branch (id, parent_id, parts_json, depth) AS (
         SELECT id, parent_id, parts_json, 0 FROM message WHERE id = ?
         UNION ALL
         SELECT message.id, message.parent_id, message.parts_json, depth + 1
           FROM message JOIN branch ON message.id = branch.parent_id
       )
       SELECT asset.id AS asset_id FROM branch, json_each(branch.parts_json) AS part
         JOIN asset ON asset.media = 'image' AND asset.trashed_at IS NULL AND (
           asset.id = part.value ->> '$.assetId'
           OR asset.id IN (SELECT asset_id FROM output WHERE output.task_id = part.value ->> '$.taskId'))
       ORDER BY branch.depth, part.key DESC, asset.number DESC`,
      [leafId],
    )
    .map((row) => row.asset_id)
}
