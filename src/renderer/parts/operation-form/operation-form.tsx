import { classNames } from '@renderer/ui/class-names'
import { visibleFields } from '@shared/catalog/projections/form'
import type { Reason } from '@shared/catalog/projections/reasons'
import { isSet } from '@shared/catalog/projections/values'
import type { FieldSpec, OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { FormField } from './form-field'
import { type ChangeParams, sourceAssetIdOf, withParam } from './params'

export interface OperationFormProps {
  readonly spec: OperationSpec
  readonly modelId: string
  readonly params: Params
  readonly onParamsChange: ChangeParams
  /** What stands against sending, from `useReadiness`; shown beside the fields that were touched. */
  readonly reasons: readonly Reason[]
  /** Also untouched fields say what is wrong, for example after a press of the blocked button. */
  readonly showsAllErrors?: boolean
  /** Fields that the caller fills itself and that are not drawn. */
  readonly hiddenKeys?: readonly string[]
  /** The picture that a mask belongs to, where no field of the form holds it. */
  readonly maskSourceAssetId?: string | null
  readonly className?: string
}

/** Draws any operation of the catalog from its field specs; the rarer fields lie below a fold. */
export function OperationForm(props: OperationFormProps) {
  const { spec, modelId, params, hiddenKeys = [], className } = props
  const fields = visibleFields(spec, modelId, params).filter(({ key }) => !hiddenKeys.includes(key))
  const [touchedKeys, setTouchedKeys] = useState<ReadonlySet<string>>(new Set())
  const touch = (key: string): void => {
    if (!touchedKeys.has(key)) setTouchedKeys(new Set([...touchedKeys, key]))
  }
  const draw = (field: FieldSpec) => (
    <FormField
      key={`${spec.id} ${field.key}`}
      field={field}
      value={params[field.key]}
      errors={errorsOf(props, field, touchedKeys)}
      maskSourceAssetId={props.maskSourceAssetId ?? sourceAssetIdOf(spec, params)}
      onTouch={() => touch(field.key)}
      onChange={(value) => props.onParamsChange((former) => withParam(former, field.key, value))}
      onParamsChange={props.onParamsChange}
    />
  )
  const advanced = fields.filter((field) => field.isAdvanced)
  return (
    <div className={classNames('flex min-w-0 flex-col gap-4', className)}>
      {fields.filter((field) => !field.isAdvanced).map(draw)}
      {advanced.length > 0 ? (
        <AdvancedFields
          setCount={advanced.filter((field) => isChanged(field, params)).length}
          hasError={advanced.some((field) => errorsOf(props, field, touchedKeys).length > 0)}
        >
          {advanced.map(draw)}
        </AdvancedFields>
      ) : null}
    </div>
  )
}

function errorsOf(props: OperationFormProps, field: FieldSpec, touchedKeys: ReadonlySet<string>): readonly string[] {
  // A row that was just added is empty, and nobody has done anything wrong yet.
  const isFilled = field.kind.type !== 'list' && isSet(props.params[field.key])
  if (!props.showsAllErrors && !touchedKeys.has(field.key) && !isFilled) return []
  return props.reasons.filter((reason) => reason.field === field.key).map(({ message }) => message)
}

function isChanged(field: FieldSpec, params: Params): boolean {
  const value = params[field.key]
  return isSet(value) && value !== field.default
}

interface AdvancedFieldsProps {
  readonly setCount: number
  /** An error below the fold unfolds it. */
  readonly hasError: boolean
  readonly children: ReactNode
}

function AdvancedFields({ setCount, hasError, children }: AdvancedFieldsProps) {
  const [wantsOpen, setWantsOpen] = useState(false)
  const isOpen = wantsOpen || hasError
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-3">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setWantsOpen(!isOpen)}
        className="-mx-1 flex h-7 items-center gap-1 rounded-control px-1 text-12 font-medium text-muted hover:text-ink"
      >
        <ChevronRight className={classNames('size-4 transition-transform', isOpen && 'rotate-90')} />
        More settings
        {setCount > 0 ? <span className="ml-auto font-normal">{setCount} set</span> : null}
      </button>
      {isOpen ? children : null}
    </div>
  )
}
