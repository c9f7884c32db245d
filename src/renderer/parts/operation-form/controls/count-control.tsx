import { IconButton } from '@renderer/ui/icon-button'
import { Minus, Plus } from 'lucide-react'
import { asNumber, type ControlProps } from './control-props'

export interface CountControlProps extends ControlProps {
  readonly min: number
  readonly max: number
}

export function CountControl({ label, value, onChange, min, max }: CountControlProps) {
  const count = asNumber(value) ?? Math.max(1, min)
  return (
    <div role="group" aria-label={label} className="flex items-center gap-1">
      <IconButton
        label="One less"
        icon={<Minus />}
        disabledReasons={count <= min ? [`At least ${min}.`] : []}
        onClick={() => onChange(Math.max(min, count - 1))}
        className="border border-line bg-raised"
      />
      <output aria-live="polite" className="w-10 text-center text-13 tabular-nums">
        {count}
      </output>
      <IconButton
        label="One more"
        icon={<Plus />}
        disabledReasons={count >= max ? [`At most ${max} a run.`] : []}
        onClick={() => onChange(Math.min(max, count + 1))}
        className="border border-line bg-raised"
      />
    </div>
  )
}
