import type { Params } from './generation'
import type { Price } from './money'

export const TOOL_CALL_STATES = ['waiting', 'running', 'done', 'declined', 'failed'] as const
/** `waiting`: for the person. Nothing runs and nothing is paid before they allowed it, here or for the whole chat. */
export type ToolCallState = (typeof TOOL_CALL_STATES)[number]

/** With what a call is made: an operation of the catalog, filled in from the model's words. */
export interface ToolCallMaking {
  readonly operationId: string
  readonly modelId: string
  readonly params: Params
  readonly estimate: Price
}

/** A call of a function as its row stands; the words of the call are in the message. */
export interface ToolCallView {
  readonly id: string
  readonly messageId: string
  readonly callId: string
  readonly name: string
  readonly state: ToolCallState
  /** Null for a function of the person's own and for a tool that nobody knows. */
  readonly making: ToolCallMaking | null
  readonly taskId: string | null
  readonly resultText: string | null
}
