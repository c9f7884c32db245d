import { describePrice } from '@renderer/lib/format-money'
import { usePriceLookup } from '@renderer/parts/use-price-lookup'
import { Button } from '@renderer/ui/button'
import { estimatePrice } from '@shared/catalog/projections/price'
import type { FollowUp, TaskView } from '@shared/domain/task'
import { followUpGroups, pendingFollowUp } from './follow-ups'

export interface FollowUpBarProps {
  readonly task: TaskView
  readonly onPress: (followUp: FollowUp) => void
}

/** The buttons under a result, a row for each take where they are about takes; those that send at once carry their price. */
export function FollowUpBar({ task, onPress }: FollowUpBarProps) {
  return (
    <div role="group" aria-label="What comes next" className="flex flex-col gap-1.5 px-3 pb-3">
      {followUpGroups(task).map(({ label, followUps }) => (
        <div
          key={label ?? ''}
          role="group"
          aria-label={label ?? undefined}
          className="flex flex-wrap items-center gap-1"
        >
          {label === null ? null : <span className="mr-1 text-12 text-muted">{label}</span>}
          {followUps.map((followUp) => (
            <FollowUpButton
              key={`${followUp.operationId} ${followUp.label} ${JSON.stringify(followUp.params)}`}
              task={task}
              followUp={followUp}
              onPress={onPress}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

function FollowUpButton({ task, followUp, onPress }: FollowUpBarProps & { readonly followUp: FollowUp }) {
  const priceOf = usePriceLookup()
  const pending = pendingFollowUp(task, followUp)
  const price = pending && describePrice(estimatePrice(pending.spec, pending.modelId, pending.params, priceOf))
  return (
    <Button
      size="small"
      tooltip={`${followUp.label}: ${price?.text ?? ''}`}
      disabledReasons={pending ? [] : ['This version does not know that button.']}
      onClick={(event) => {
        if (event.detail <= 1) onPress(followUp)
      }}
    >
      {followUp.label}
      {pending?.isSentAtOnce && price?.isKnown ? (
        <span className="font-normal text-muted tabular-nums">{price.text}</span>
      ) : null}
    </Button>
  )
}
