import type { ChatMessage, ToolResultPart } from '@shared/domain/chat'
import type { ToolCallMaking, ToolCallState, ToolCallView } from '@shared/domain/tool-call'
import type { Database } from '../database'
import { toJson } from '../json'
import { type MessageRow, toChatMessage } from '../repositories/message'
import { type ToolCallRow, toToolCall } from '../repositories/tool-call'
import { insertMessage, updateMessage } from './chat'

export interface NewToolCall {
  readonly id: string
  readonly messageId: string
  readonly callId: string
  readonly ordinal: number
  readonly name: string
  readonly argumentsText: string
  readonly making: ToolCallMaking | null
  readonly nowMs: number
}

/** Writes the calls of an answer as waiting; called inside the transaction that writes the answer's end. */
export function insertToolCalls(db: Database, calls: readonly NewToolCall[]): void {
  for (const call of calls) {
    db.run(
      'tool-call.insert',
      `INSERT OR IGNORE INTO tool_call (id, message_id, call_id, ordinal, name, arguments_text, state, operation_id,
         model_id, params_json, estimate_json, created_at)
       VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?)`,
      [
        call.id,
        call.messageId,
        call.callId,
        call.ordinal,
        call.name,
        call.argumentsText,
        call.making?.operationId ?? null,
        call.making?.modelId ?? null,
        call.making && toJson(call.making.params),
        call.making && toJson(call.making.estimate),
        call.nowMs,
      ],
    )
  }
}

/** The person allowed it. Null when it was no longer waiting: a second press starts nothing. */
export async function allowToolCall(
  db: Database,
  toolCallId: string,
  making: ToolCallMaking,
): Promise<ToolCallView | null> {
  const row = db.get<ToolCallRow>(
    'tool-call.allow',
    `UPDATE tool_call SET state = 'running', operation_id = ?, model_id = ?, params_json = ?, estimate_json = ?
     WHERE id = ? AND state = 'waiting' RETURNING *`,
    [making.operationId, making.modelId, toJson(making.params), toJson(making.estimate), toolCallId],
  )
  return row ? toToolCall(row) : null
}

export async function noteToolTask(db: Database, toolCallId: string, taskId: string): Promise<void> {
  db.run('tool-call.note-task', 'UPDATE tool_call SET task_id = ? WHERE id = ?', [taskId, toolCallId])
}

export interface ToolCallEnd {
  readonly toolCallId: string
  readonly state: Extract<ToolCallState, 'done' | 'declined' | 'failed'>
  /** What the model is told. */
  readonly text: string
  readonly taskId: string | null
  /** The empty answer with which the talk goes on once no call of the message is open. */
  readonly continuation: (message: ChatMessage) => ChatMessage
}

export interface SettledToolCall {
  readonly message: ChatMessage
  /** Written where the talk goes on by itself. */
  readonly continuation: ChatMessage | null
  /** The shown branch went on with it: nobody looks at another one. */
  readonly isShown: boolean
  readonly hasOpenCalls: boolean
}

/**
 * Writes a call's result into its row and its message, and, after the last open call, the answer that goes on; all
 * or nothing, so that a kill between them neither loses the result nor asks twice. Null when the call was settled.
 */
export async function settleToolCall(db: Database, end: ToolCallEnd): Promise<SettledToolCall | null> {
  return db.transaction('tool-call.settle', () => {
    const row = db.get<ToolCallRow>(
      'tool-call.end',
      `UPDATE tool_call SET state = ?, result_text = ?, task_id = coalesce(?, task_id)
       WHERE id = ? AND state IN ('waiting', 'running') RETURNING *`,
      [end.state, end.text, end.taskId, end.toolCallId],
    )
    const messageRow =
      row && db.get<MessageRow>('tool-call.message', 'SELECT * FROM message WHERE id = ?', [row.message_id])
    if (!row || !messageRow) return null
    const old = toChatMessage(messageRow)
    const result: ToolResultPart = {
      kind: 'tool-result',
      callId: row.call_id,
      text: end.text,
      isError: end.state !== 'done',
      taskId: end.taskId ?? row.task_id,
    }
    const message = { ...old, parts: [...old.parts, result] }
    updateMessage(db, message)
    const calls = callsOf(db, message.id)
    if (!calls.goOn) return { message, continuation: null, isShown: false, hasOpenCalls: calls.areOpen }
    const continuation = end.continuation(message)
    insertMessage(db, continuation, { clientRequestId: `continue:${message.id}`, keyProfileId: null })
    const shown = db.run(
      'tool-call.show-continuation',
      'UPDATE conversation SET active_leaf_id = ? WHERE id = ? AND active_leaf_id = ?',
      [continuation.id, message.conversationId, message.id],
    )
    return { message, continuation, isShown: shown.changes === 1, hasOpenCalls: false }
  })
}

/** Whether calls of a message are open, and whether the talk goes on: not all were declined, and nobody went on yet. */
function callsOf(db: Database, messageId: string): { readonly areOpen: boolean; readonly goOn: boolean } {
  const row = db.get<{ open: number; told: number; children: number }>(
    'tool-call.of-message-now',
    `SELECT count(*) FILTER (WHERE state IN ('waiting', 'running')) AS open,
        count(*) FILTER (WHERE state IN ('done', 'failed')) AS told,
        (SELECT count(*) FROM message WHERE parent_id = :messageId) AS children
     FROM tool_call WHERE message_id = :messageId`,
    { messageId },
  )
  const { open = 0, told = 0, children = 0 } = row ?? {}
  return { areOpen: open > 0, goOn: open === 0 && told > 0 && children === 0 }
}

/** Calls that still wait in a message when the person goes on without deciding. */
export async function declineWaitingCalls(db: Database, messageId: string): Promise<number> {
  return db.run(
    'tool-call.decline-waiting',
    `UPDATE tool_call SET state = 'declined', result_text = 'The person went on without deciding.'
     WHERE message_id = ? AND state = 'waiting'`,
    [messageId],
  ).changes
}
