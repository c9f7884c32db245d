import { Field } from '@renderer/ui/field'
import { Switch } from '@renderer/ui/switch'
import { valueOf } from '@shared/catalog/projections/values'
import type { FieldSpec } from '@shared/catalog/types'

export interface BooleanControlProps {
  readonly field: FieldSpec
  readonly value: unknown
  readonly errors: readonly string[]
  readonly onChange: (value: boolean) => void
}

/** One line: the words at the left, the switch at the right end. */
export function BooleanControl({ field, value, errors, onChange }: BooleanControlProps) {
  const shown = valueOf(field, { [field.key]: value })
  return (
    <div data-field={field.key}>
      <Field
        label={field.label}
        help={field.help}
        error={errors.length > 0 ? errors.join(' ') : undefined}
        aside={<Switch isOn={shown === true} onChange={onChange} aria-label={field.label} />}
      >
        {null}
      </Field>
    </div>
  )
}
