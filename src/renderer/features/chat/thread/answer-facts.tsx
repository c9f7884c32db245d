import { describePrice } from '@renderer/lib/format-money'
import { paidWords } from '@renderer/parts/task-card/paid-words'
import { Price } from '@renderer/ui/price'
import type { ChatMessage } from '@shared/domain/chat'
import { useTaskById } from './use-task-by-id'

/** Under an answer: which model, how many tokens, what it cost. */
export function AnswerFacts({ message }: { readonly message: ChatMessage }) {
  const { modelId, usage, cost, createdAtMs } = message
  const made = message.parts.find((part) => part.kind === 'generation')
  return (
    <>
      {modelId ? (
        <span title={new Date(createdAtMs).toLocaleString()} className="truncate">
          {modelId}
        </span>
      ) : null}
      {usage ? (
        <span className="tabular-nums">
          {usage.inputTokens.toLocaleString()} in · {usage.outputTokens.toLocaleString()} out
          {usage.cachedTokens > 0 ? ` · ${usage.cachedTokens.toLocaleString()} cached` : ''}
        </span>
      ) : null}
      {cost ? <Price {...describePrice(cost)} /> : null}
      {made ? <PriceOfMade taskId={made.taskId} /> : null}
    </>
  )
}

/** A picture or clip of the talk costs what its task does. */
function PriceOfMade({ taskId }: { readonly taskId: string }) {
  const task = useTaskById(taskId)
  return task ? <Price {...paidWords(task)} /> : null
}
