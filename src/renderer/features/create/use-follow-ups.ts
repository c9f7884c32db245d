import { usePriceLookup } from '@renderer/parts/use-price-lookup'
import { estimatePrice } from '@shared/catalog/projections/price'
import type { FollowUp, TaskView } from '@shared/domain/task'
import { useState } from 'react'
import { pendingFollowUp, type PendingFollowUp } from './follow-ups'
import { newRun, type Run } from './use-runs'

/** Presses the vendor's buttons: at once where nothing is left to say, else after a small form. */
export function useFollowUps(start: (run: Run) => void) {
  const [pending, setPending] = useState<PendingFollowUp | null>(null)
  const priceOf = usePriceLookup()
  const press = (task: TaskView, followUp: FollowUp): void => {
    const pressed = pendingFollowUp(task, followUp)
    if (!pressed) return
    if (!pressed.isSentAtOnce) return setPending(pressed)
    const { spec, modelId, params } = pressed
    const price = estimatePrice(spec, modelId, params, priceOf)
    start(newRun({ spec, modelId, params }, price, { kind: 'follow-up', taskId: task.id }))
  }
  return { pending, press, close: () => setPending(null) }
}
