import { Select as BaseSelect } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly detail?: ReactNode
}

export interface SelectProps<Value extends string> {
  readonly value: Value | null
  readonly onValueChange: (value: Value) => void
  readonly options: readonly SelectOption<Value>[]
  readonly placeholder?: string
  readonly className?: string
  readonly 'aria-label'?: string
}

/** One of a short list; type-ahead and arrows work as in the system's own. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { value, onValueChange, options, placeholder = 'Choose…', className } = props
  return (
    <BaseSelect.Root value={value} onValueChange={(next) => next !== null && onValueChange(next)} items={options}>
      <BaseSelect.Trigger
        aria-label={props['aria-label']}
        className={classNames(
          'flex h-8 w-full min-w-0 items-center justify-between gap-2 rounded-control border border-line bg-raised px-2 text-left text-13 hover:border-line-strong data-popup-open:border-accent-ink',
          className,
        )}
      >
        <span className="truncate">
          <BaseSelect.Value placeholder={placeholder} />
        </span>
        <BaseSelect.Icon className="text-muted">
          <ChevronDown className="size-3.5" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <BaseSelect.Popup className="max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-panel bg-raised p-1 text-13 shadow-popup">
            {options.map((option) => (
              <BaseSelect.Item
                key={option.value}
                value={option.value}
                className="flex items-center gap-2 rounded-control py-1 pr-3 pl-1.5 outline-none data-highlighted:bg-hover"
              >
                <span className="w-4">
                  <BaseSelect.ItemIndicator>
                    <Check className="size-3.5" />
                  </BaseSelect.ItemIndicator>
                </span>
                <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                {option.detail ? <span className="ml-auto pl-4 text-12 text-muted">{option.detail}</span> : null}
              </BaseSelect.Item>
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  )
}
