import { describePrice } from '@renderer/lib/format-money'
import { Price } from '@renderer/ui/price'
import type { ChatMessage } from '@shared/domain/chat'

/** Under an answer: which model, how many tokens, what it cost. */
export function AnswerFacts({ message }: { readonly message: ChatMessage }) {
  const { modelId, usage, cost } = message
  return (
    <>
      {modelId ? <span className="truncate">{modelId}</span> : null}
      {usage ? (
        <span className="tabular-nums">
          {usage.inputTokens.toLocaleString()} in · {usage.outputTokens.toLocaleString()} out
          {usage.cachedTokens > 0 ? ` · ${usage.cachedTokens.toLocaleString()} cached` : ''}
        </span>
      ) : null}
      {cost ? <Price {...describePrice(cost)} /> : null}
    </>
  )
}
