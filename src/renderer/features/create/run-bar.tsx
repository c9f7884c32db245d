import { describePrice } from '@renderer/lib/format-money'
import type { Readiness } from '@renderer/parts/operation-form/use-readiness'
import { formatRange } from '@renderer/lib/format-time'
import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { Menu } from '@renderer/ui/menu'
import { Ellipsis, Sparkles } from 'lucide-react'
import type { CreateForm } from './use-create-form'
import type { DryRun } from './use-dry-run'

export interface RunBarProps {
  readonly form: CreateForm
  readonly readiness: Readiness
  readonly dryRun: DryRun
  readonly onGenerate: () => void
}

/** The price, the one button that spends, and what can be done with the request without sending it. */
export function RunBar({ form, readiness, dryRun, onGenerate }: RunBarProps) {
  const price = describePrice(readiness.price)
  const reasons = readiness.reasons.map(({ message }) => message)
  return (
    <>
      <div className="flex flex-wrap justify-between gap-x-3 text-12 text-muted">
        <span className="tabular-nums">usually {formatRange(form.spec.expectedSeconds)}</span>
        <span>{price.detail}</span>
      </div>
      <div className="flex gap-2">
        {/* A press on the blocked button shows at the fields what is missing. */}
        <div className="min-w-0 flex-1" onClickCapture={reasons.length > 0 ? onGenerate : undefined}>
          <Button
            variant="primary"
            icon={<Sparkles />}
            keys="mod+Enter"
            disabledReasons={reasons}
            className="w-full"
            onClick={(event) => {
              // The second half of a double click is not a second order.
              if (event.detail <= 1) onGenerate()
            }}
          >
            Generate · {price.text}
          </Button>
        </div>
        <Menu
          align="end"
          side="top"
          trigger={<IconButton label="Dry run and code" icon={<Ellipsis />} className="border border-line bg-raised" />}
          entries={dryRun.entries(reasons)}
        />
      </div>
    </>
  )
}
