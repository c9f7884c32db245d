import type { TokenUsage } from '@shared/domain/chat'
import { countOf, fieldsOf } from './read-fields'

/** Token counts in OpenAI's words, of the chat grammar as of the Responses grammar. */
export function readOpenAiUsage(value: unknown): TokenUsage | null {
  const usage = fieldsOf(value)
  if (usage === null) return null
  const inputTokens = countOf(usage.prompt_tokens ?? usage.input_tokens)
  const outputTokens = countOf(usage.completion_tokens ?? usage.output_tokens)
  if (inputTokens === null && outputTokens === null) return null
  const input = fieldsOf(usage.prompt_tokens_details) ?? fieldsOf(usage.input_tokens_details) ?? {}
  const output = fieldsOf(usage.completion_tokens_details) ?? fieldsOf(usage.output_tokens_details) ?? {}
  const reasoningTokens = countOf(output.reasoning_tokens) ?? 0
  return {
    inputTokens: inputTokens ?? 0,
    outputTokens: outputTokens ?? 0,
    cachedTokens: countOf(input.cached_tokens) ?? 0,
    ...(reasoningTokens > 0 ? { reasoningTokens } : {}),
  }
}
