import { ArrowRightLeft } from 'lucide-react'
import type { ModelSwitch } from '@shared/domain/chat'

/** Says that the answer below is another model's than the one that was asked. */
export function ModelSwitchPart({ step }: { readonly step: ModelSwitch }) {
  return (
    <p
      role="status"
      className="flex items-start gap-2 rounded-control bg-warning-soft px-3 py-2 text-12 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-warning"
    >
      <ArrowRightLeft aria-hidden />
      <span className="min-w-0 wrap-anywhere">
        {step.fromModelId} did not answer; {step.toModelId} does. {step.reason}
      </span>
    </p>
  )
}
