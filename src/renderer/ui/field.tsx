import { Field as BaseField } from '@base-ui/react/field'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface FieldProps {
  readonly label: ReactNode
  readonly help?: ReactNode
  /** What is wrong with the value, in words. */
  readonly error?: ReactNode
  /** Right of the label, for example a counter or a reset button. */
  readonly aside?: ReactNode
  /** The control; ours (TextInput, TextArea, Select, …) are tied to the label by themselves. */
  readonly children: ReactNode
  readonly className?: string
}

/** Label, control, help and error as one unit that screen readers read together. */
export function Field({ label, help, error, aside, children, className }: FieldProps) {
  const isInvalid = Boolean(error)
  return (
    <BaseField.Root invalid={isInvalid} className={classNames('flex min-w-0 flex-col gap-1', className)}>
      <div className="flex items-center justify-between gap-2">
        <BaseField.Label className="text-12 font-medium text-ink">{label}</BaseField.Label>
        {aside ? <span className="text-11 text-muted">{aside}</span> : null}
      </div>
      {children}
      {isInvalid ? (
        <BaseField.Error match className="text-12 text-danger">
          {error}
        </BaseField.Error>
      ) : null}
      {help ? <BaseField.Description className="text-12 text-muted">{help}</BaseField.Description> : null}
    </BaseField.Root>
  )
}
