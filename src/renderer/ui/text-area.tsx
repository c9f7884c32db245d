import { Field } from '@base-ui/react/field'
import type { ComponentProps, Ref } from 'react'
import { classNames } from './class-names'
import { INPUT_CLASSES } from './text-input'

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'onChange' | 'value' | 'defaultValue' | 'ref'> {
  readonly value: string
  readonly onValueChange: (value: string) => void
  readonly ref?: Ref<HTMLTextAreaElement>
}

/** Grows with its text between `min-h-*` and `max-h-*` of its class. */
export function TextArea({ value, onValueChange, className, ref, ...rest }: TextAreaProps) {
  return (
    <Field.Control
      value={value}
      onValueChange={onValueChange}
      render={
        <textarea
          ref={ref}
          {...rest}
          className={classNames(
            INPUT_CLASSES,
            'field-sizing-content max-h-80 min-h-20 resize-none overflow-y-auto py-1.5',
            className,
          )}
        />
      }
    />
  )
}
