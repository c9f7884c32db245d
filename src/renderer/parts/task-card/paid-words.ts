import { describePrice, formatMicroUsd } from '@renderer/lib/format-money'
import type { TaskView } from '@shared/domain/task'

/**
 * What a run cost, as far as one knows: an amount that only repeats the estimate is still an estimate, because
 * gateways rarely say what they took.
 */
export function paidWords(task: Pick<TaskView, 'state' | 'estimate' | 'chargedMicroUsd' | 'failure'>) {
  const { estimate, chargedMicroUsd, failure } = task
  if (failure?.charge === 'not-charged' || failure?.charge === 'refunded') {
    return {
      text: 'not charged',
      detail: failure.charge === 'refunded' ? 'The charge was refunded.' : '',
      isKnown: true,
    }
  }
  const isGuess =
    estimate.kind === 'known' && estimate.certainty === 'estimate' && estimate.amountMicroUsd === chargedMicroUsd
  if (chargedMicroUsd === null || isGuess) return describePrice(estimate)
  return { text: formatMicroUsd(chargedMicroUsd), detail: 'Charged for this run', isKnown: true }
}
