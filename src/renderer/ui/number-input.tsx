import { NumberField } from '@base-ui/react/number-field'
import { classNames } from './class-names'
import { INPUT_CLASSES } from './text-input'

export interface NumberInputProps {
  readonly value: number | null
  readonly onValueChange: (value: number | null) => void
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly step?: number | undefined
  readonly placeholder?: string | undefined
  readonly className?: string
  readonly 'aria-label'?: string
}

/** A number that arrows and the wheel change by `step`; empty is null. */
export function NumberInput({
  value,
  onValueChange,
  min,
  max,
  step,
  placeholder,
  className,
  ...rest
}: NumberInputProps) {
  return (
    <NumberField.Root value={value} onValueChange={onValueChange} min={min} max={max} step={step ?? 1}>
      <NumberField.Input
        {...rest}
        placeholder={placeholder}
        className={classNames(INPUT_CLASSES, 'h-8 tabular-nums', className)}
      />
    </NumberField.Root>
  )
}
