import { Field } from '@renderer/ui/field'
import { IconButton } from '@renderer/ui/icon-button'
import { assetIdsOf, countCharacters, isSet, rowsOf } from '@shared/catalog/projections/values'
import type { FieldSpec, ListKind } from '@shared/catalog/types'
import { RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import { BooleanControl } from './controls/boolean-control'
import { ListControl } from './controls/list-control'
import { PathControl } from './controls/path-control'
import { showsAllOptions, shownChoice } from './choices'
import { drawControl } from './field-control'
import type { ChangeParams } from './params'

export interface FormFieldProps {
  readonly field: FieldSpec
  readonly value: unknown
  readonly errors: readonly string[]
  readonly maskSourceAssetId: string | null
  readonly onTouch: () => void
  readonly onChange: (value: unknown) => void
  readonly onParamsChange: ChangeParams
  /** Where a heading next to it says the same. */
  readonly isLabelHidden?: boolean
}

/** Label, control, counter and what is wrong; the control itself follows from the field's kind. */
export function FormField(props: FormFieldProps) {
  const { field, value, errors, onTouch, onChange } = props
  if (field.kind.type === 'boolean') {
    return (
      <BooleanControl field={field} value={value} errors={errors} onChange={(next) => (onTouch(), onChange(next))} />
    )
  }
  return (
    <div data-field={field.key} onBlur={onTouch}>
      <Field
        label={<FieldLabel {...props} />}
        help={field.help}
        error={errors.length > 0 ? errors.map((message) => <p key={message}>{message}</p>) : undefined}
        aside={<Aside {...props} />}
      >
        {field.kind.type === 'list' ? <ListField {...props} kind={field.kind} /> : drawControl(props)}
      </Field>
    </div>
  )
}

function ListField({
  field,
  kind,
  value,
  maskSourceAssetId,
  onChange,
  onParamsChange,
}: FormFieldProps & { readonly kind: ListKind }) {
  const list = (
    <ListControl
      label={field.label}
      kind={kind}
      fieldKey={field.key}
      value={value}
      onChange={onChange}
      onParamsChange={onParamsChange}
      drawField={drawFormField}
    />
  )
  if (kind.isPath !== true || maskSourceAssetId === null) return list
  return (
    <PathControl
      label={field.label}
      kind={kind}
      value={value}
      onChange={onChange}
      sourceAssetId={maskSourceAssetId}
      numbers={list}
    />
  )
}

function drawFormField(props: FormFieldProps): ReactNode {
  return <FormField {...props} />
}

function FieldLabel({ field, isLabelHidden }: FormFieldProps) {
  const { label } = field
  if (isLabelHidden === true) return <span className="sr-only">{label}</span>
  if (field.isRequired || isWordy(field)) return label
  return (
    <>
      {label} <span className="font-normal text-muted">optional</span>
    </>
  )
}

/** Choices speak for themselves; only a field that asks for words or files says that it may stay empty. */
function isWordy({ kind }: FieldSpec): boolean {
  return !['prompt', 'lyrics', 'asset', 'mask', 'list', 'remote-id'].includes(kind.type)
}

function Aside({ field, value, onChange }: FormFieldProps) {
  const { kind } = field
  if (kind.type === 'list') {
    const { length } = rowsOf(kind, value)
    return length === 0 ? null : `${length} of ${kind.max}`
  }
  if (kind.type === 'asset' || kind.type === 'remote-id') {
    return kind.max > 1 ? `${assetIdsOf(value).length} of ${kind.max}` : null
  }
  if ('maxLength' in kind && kind.maxLength !== undefined && typeof value === 'string' && value !== '') {
    return <Counter count={countCharacters(value)} limit={kind.maxLength} />
  }
  if (isReversible(field) && isSet(value) && value !== field.default) {
    return (
      <span className="-my-1 flex">
        <IconButton
          label={field.default === undefined ? 'Back to the model’s own choice' : 'Back to the default'}
          size="small"
          icon={<RotateCcw />}
          onClick={() => onChange(field.default)}
        />
      </span>
    )
  }
  return showsAllOptions(field) && shownChoice(field, value) === undefined ? 'Model’s choice' : null
}

function isReversible({ kind }: FieldSpec): boolean {
  return !['prompt', 'negative-prompt', 'lyrics', 'text', 'mask', 'json'].includes(kind.type)
}

function Counter({ count, limit }: { readonly count: number; readonly limit: number }) {
  const isOver = count > limit
  return (
    <span className={isOver ? 'font-medium text-danger tabular-nums' : 'tabular-nums'}>
      {count.toLocaleString()} / {limit.toLocaleString()}
      {isOver ? ' too long' : ''}
    </span>
  )
}
