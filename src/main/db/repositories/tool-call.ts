import type { Params } from '@shared/domain/generation'
import type { Price } from '@shared/domain/money'
import type { ToolCallState, ToolCallView } from '@shared/domain/tool-call'
import { fromJson } from '../json'

export interface ToolCallRow {
  readonly id: string
  readonly message_id: string
  readonly call_id: string
  readonly name: string
  readonly state: ToolCallState
  readonly operation_id: string | null
  readonly model_id: string | null
  readonly params_json: string | null
  readonly estimate_json: string | null
  readonly task_id: string | null
  readonly result_text: string | null
}

export const toToolCall = (row: ToolCallRow): ToolCallView => ({
  id: row.id,
  messageId: row.message_id,
  callId: row.call_id,
  name: row.name,
  state: row.state,
  making:
    row.operation_id === null || row.model_id === null || row.params_json === null || row.estimate_json === null
      ? null
      : {
          operationId: row.operation_id,
          modelId: row.model_id,
          params: fromJson<Params>(row.params_json),
          estimate: fromJson<Price>(row.estimate_json),
        },
  taskId: row.task_id,
  resultText: row.result_text,
})
