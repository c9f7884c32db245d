import { describePrice } from '@renderer/lib/format-money'
import { usePriceLookup } from '@renderer/parts/use-price-lookup'
import { Button } from '@renderer/ui/button'
import { estimatePrice } from '@shared/catalog/projections/price'
import type { FollowUp, TaskView } from '@shared/domain/task'
import { pendingFollowUp } from './follow-ups'

export interface FollowUpBarProps {
  readonly task: TaskView
  readonly onPress: (followUp: FollowUp) => void
}

/** The vendor's own buttons under a result; each says what it costs. */
export function FollowUpBar({ task, onPress }: FollowUpBarProps) {
  const priceOf = usePriceLookup()
  return (
    <div role="group" aria-label="What the vendor offers next" className="flex flex-wrap gap-1 px-3 pb-3">
      {task.followUps.map((followUp) => {
        const pending = pendingFollowUp(task, followUp)
        const price = pending && describePrice(estimatePrice(pending.spec, pending.modelId, pending.params, priceOf))
        return (
          <Button
            key={`${followUp.operationId} ${followUp.label} ${JSON.stringify(followUp.params)}`}
            size="small"
            tooltip={`${followUp.label}: ${price?.text ?? ''}`}
            disabledReasons={pending ? [] : ['This version does not know that button.']}
            onClick={(event) => {
              if (event.detail <= 1) onPress(followUp)
            }}
          >
            {followUp.label}
          </Button>
        )
      })}
    </div>
  )
}
