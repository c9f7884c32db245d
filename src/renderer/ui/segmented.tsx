import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface SegmentedOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly icon?: ReactNode
  /** True: only the icon is shown, the label is its name. */
  readonly isIconOnly?: boolean
}

export interface SegmentedProps<Value extends string> {
  readonly value: Value
  readonly onValueChange: (value: Value) => void
  readonly options: readonly SegmentedOption<Value>[]
  readonly 'aria-label': string
  readonly className?: string
}

/** One of a few choices that all stay visible. */
export function Segmented<Value extends string>({
  value,
  onValueChange,
  options,
  className,
  ...rest
}: SegmentedProps<Value>) {
  return (
    <RadioGroup
      aria-label={rest['aria-label']}
      value={value}
      onValueChange={(next) => onValueChange(next)}
      className={classNames('inline-flex h-8 w-fit items-center gap-0.5 rounded-control bg-hover p-0.5', className)}
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          aria-label={option.label}
          className="inline-flex h-7 items-center gap-1.5 rounded-[5px] px-2.5 text-12 font-medium text-muted hover:text-ink data-checked:bg-choice data-checked:text-ink data-checked:shadow-[0_0_0_1px_var(--color-line)] [&_svg]:size-4"
        >
          {option.icon}
          {option.isIconOnly ? null : option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
