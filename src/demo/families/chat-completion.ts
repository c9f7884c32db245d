import type { ToolCall } from './chat-tools'
import type { WebSearch } from './talk'

export interface Completion {
  readonly id: string
  readonly created: number
  readonly model: string
  readonly reasoning: string
  readonly content: string
  readonly toolCall: ToolCall | null
  readonly search: WebSearch | null
  readonly finishReason: 'stop' | 'length' | 'tool_calls' | 'content_filter'
  readonly usage: ChatUsage
}

export interface ChatUsage {
  readonly promptTokens: number
  readonly completionTokens: number
  readonly reasoningTokens: number
}

export function wireUsage(usage: ChatUsage): object {
  return {
    prompt_tokens: usage.promptTokens,
    completion_tokens: usage.completionTokens,
    total_tokens: usage.promptTokens + usage.completionTokens,
  }
}
