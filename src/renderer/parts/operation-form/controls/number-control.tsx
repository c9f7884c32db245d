import { NumberInput } from '@renderer/ui/number-input'
import { Slider } from '@renderer/ui/slider'
import { asNumber, type ControlProps } from './control-props'

export interface NumberControlProps extends ControlProps {
  readonly min: number | undefined
  readonly max: number | undefined
  readonly step: number
}

/** A range gets a slider besides the number; unset it rests in the middle and says so. */
export function NumberControl({ label, value, onChange, min, max, step }: NumberControlProps) {
  const number = asNumber(value)
  const input = (
    <NumberInput
      aria-label={label}
      value={number}
      onValueChange={(next) => onChange(next ?? undefined)}
      min={min}
      max={max}
      step={step}
      placeholder="Default"
      className={min !== undefined && max !== undefined ? 'w-20 shrink-0' : ''}
    />
  )
  if (min === undefined || max === undefined) return input
  return (
    <div className="flex items-center gap-3">
      <Slider
        aria-label={label}
        value={number ?? (min + max) / 2}
        onValueChange={(next) => onChange(rounded(next, step))}
        min={min}
        max={max}
        step={step}
        className={number === null ? 'opacity-50' : ''}
      />
      {input}
    </div>
  )
}

/** 0.15000000000000002 is 0.15 to a person and to a vendor. */
function rounded(value: number, step: number): number {
  const digits = (String(step).split('.')[1] ?? '').length
  return Number(value.toFixed(digits))
}
