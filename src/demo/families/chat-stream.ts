import { setTimeout as sleep } from 'node:timers/promises'
import type { GatewayContext } from '../context'
import { createRandom, hashText } from '../store/random'
import { type Completion, wireUsage } from './chat-completion'

const MILLISECONDS_PER_TOKEN = 1000 / 60
const CHARACTERS_PER_TOKEN = 4

/** The answer as server-sent events: role, thinking, text or a tool call, the reason it ended, usage, end mark. */
export async function* chatEvents(
  context: GatewayContext,
  completion: Completion,
  wantsUsage: boolean,
): AsyncGenerator<string> {
  const chunk = (delta: object, finishReason: string | null = null): string => chunkOf(completion, delta, finishReason)
  const { toolCall } = completion
  yield ': PING\n\n'
  if (toolCall === null) yield chunk({ role: 'assistant', content: '' })
  for (const piece of pieces(completion.reasoning)) {
    await typingPause(context, piece)
    yield chunk({ reasoning_content: piece })
  }
  if (toolCall !== null) {
    const start = { index: 0, id: toolCall.id, type: 'function', function: { name: toolCall.name, arguments: '' } }
    yield chunk({ role: 'assistant', content: null, tool_calls: [start] })
    for (const piece of pieces(toolCall.arguments)) {
      await typingPause(context, piece)
      yield chunk({ tool_calls: [{ index: 0, function: { arguments: piece } }] })
    }
  }
  for (const piece of pieces(completion.content)) {
    await typingPause(context, piece)
    yield chunk({ content: piece })
  }
  if (completion.search !== null) {
    const annotations = completion.search.results.map(({ url, title }) => ({
      type: 'url_citation',
      url_citation: { start_index: 0, end_index: 1, url, title },
    }))
    yield chunk({ annotations })
  }
  yield chunk({}, completion.finishReason)
  if (wantsUsage) yield usageChunk(completion)
  yield 'data: [DONE]\n\n'
}

/** One piece of the answer. */
export function chunkOf(completion: Completion, delta: object, finishReason: string | null = null): string {
  return event(completion, [{ index: 0, delta, logprobs: null, finish_reason: finishReason }])
}

/** What the answer took, after its end. */
export function usageChunk(completion: Completion): string {
  const { reasoningTokens } = completion.usage
  return event(completion, [], {
    ...wireUsage(completion.usage),
    completion_tokens_details: { reasoning_tokens: reasoningTokens },
  })
}

function event(completion: Completion, choices: readonly object[], usage: object | null = null): string {
  const { created, model } = completion
  const value = {
    id: `chatcmpl-${completion.id}`,
    object: 'chat.completion.chunk',
    created,
    model,
    system_fingerprint: null,
    choices,
    usage,
  }
  return `data: ${JSON.stringify(value)}\n\n`
}

/** Pieces of one to two tokens, as models send them; never in the middle of a character. */
export function pieces(text: string): string[] {
  const random = createRandom(hashText(text))
  const characters = Array.from(text)
  const found: string[] = []
  for (let at = 0; at < characters.length;) {
    const length = random.whole(3, 8)
    found.push(characters.slice(at, at + length).join(''))
    at += length
  }
  return found
}

export async function typingPause(context: GatewayContext, piece: string): Promise<void> {
  const pauseMs = (piece.length / CHARACTERS_PER_TOKEN) * MILLISECONDS_PER_TOKEN * context.timeScale
  if (pauseMs >= 1) await sleep(pauseMs)
}
