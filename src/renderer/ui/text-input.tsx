import { Field } from '@base-ui/react/field'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

export const INPUT_CLASSES =
  'w-full min-w-0 rounded-control border border-line bg-raised px-2 text-13 text-ink transition-colors hover:border-line-strong focus:border-accent-ink focus:outline-none data-invalid:border-danger disabled:opacity-50'

export interface TextInputProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'defaultValue'> {
  readonly value: string
  readonly onValueChange: (value: string) => void
}

export function TextInput({ value, onValueChange, className, ...rest }: TextInputProps) {
  return (
    <Field.Control
      autoComplete="off"
      spellCheck={false}
      {...rest}
      // A name of its own counts more than the label of a field around it, as in a picker that a form opens.
      {...(rest['aria-label'] === undefined ? {} : { 'aria-labelledby': undefined })}
      value={value}
      onValueChange={onValueChange}
      className={classNames(INPUT_CLASSES, 'h-8', className)}
    />
  )
}
