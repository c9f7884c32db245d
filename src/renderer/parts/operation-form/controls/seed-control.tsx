import { IconButton } from '@renderer/ui/icon-button'
import { NumberInput } from '@renderer/ui/number-input'
import { Dices } from 'lucide-react'
import { randomSeed } from '../seed'
import { asNumber, type ControlProps } from './control-props'

export interface SeedControlProps extends ControlProps {
  readonly min: number | undefined
  readonly max: number | undefined
}

/** Empty means another seed with every run. */
export function SeedControl({ label, value, onChange, min, max }: SeedControlProps) {
  return (
    <div className="flex items-center gap-1">
      <NumberInput
        aria-label={label}
        value={asNumber(value)}
        onValueChange={(next) => onChange(next ?? undefined)}
        min={min}
        max={max}
        placeholder="A new one each run"
      />
      <IconButton label="Roll a seed" icon={<Dices />} onClick={() => onChange(randomSeed(min, max))} />
    </div>
  )
}
