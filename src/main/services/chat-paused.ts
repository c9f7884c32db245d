import type { StreamEvent, TokenUsage } from '@shared/domain/chat'
import type { AnswerMedia, DecodedEvent } from '../gateway/chat/decoder'
import type { OutgoingMessage } from '../gateway/chat/outgoing'

/** A vendor searches some ten times before it pauses; more rounds than this are a model that goes in circles. */
const MAX_ROUNDS = 8

/** Sends the question, with what the model said in earlier rounds behind it. */
export type AskRound = (earlierTurns: readonly OutgoingMessage[], round: number) => AsyncIterable<DecodedEvent>

/**
 * One answer of a model that may break its turn off and wants it back to go on with. Each round is a call that is
 * charged, so each is announced in the answer, and its tokens are counted.
 */
export async function* withPausedTurns(
  ask: AskRound,
  /** @throws AppError where no more may be spent */
  requireBudget: () => Promise<void>,
): AsyncGenerator<StreamEvent | AnswerMedia> {
  const turns: OutgoingMessage[] = []
  let spent: TokenUsage | null = null
  for (let round = 1; ; round += 1) {
    let usage: TokenUsage | null = spent
    let pausedContent: readonly unknown[] | null = null
    for await (const event of ask(turns, round)) {
      if (event.kind === 'paused') pausedContent = event.content
      else if (event.kind === 'usage') {
        usage = sumOf(spent, event.usage)
        yield { kind: 'usage', usage }
      } else yield event
    }
    if (pausedContent === null) return
    if (round === MAX_ROUNDS) {
      yield { kind: 'finish', reason: 'paused' }
      return
    }
    await requireBudget()
    spent = usage
    turns.push({ role: 'assistant', parts: [{ kind: 'verbatim', content: pausedContent }] })
    yield { kind: 'turn-pause' }
  }
}

function sumOf(first: TokenUsage | null, second: TokenUsage): TokenUsage {
  if (first === null) return second
  const optional = (name: 'cacheWriteTokens' | 'reasoningTokens'): Partial<TokenUsage> => {
    const sum = (first[name] ?? 0) + (second[name] ?? 0)
    return sum === 0 ? {} : { [name]: sum }
  }
  return {
    inputTokens: first.inputTokens + second.inputTokens,
    outputTokens: first.outputTokens + second.outputTokens,
    cachedTokens: first.cachedTokens + second.cachedTokens,
    ...optional('cacheWriteTokens'),
    ...optional('reasoningTokens'),
  }
}
