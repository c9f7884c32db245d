import { describePrice } from '@renderer/lib/format-money'
import { MakesIcon } from '@renderer/parts/operation-picker/makes-icon'
import { makesOf } from '@renderer/parts/operation-picker/picker-entries'
import { useIsOffered } from '@renderer/parts/operation-picker/use-offered'
import { usePriceLookup } from '@renderer/parts/use-price-lookup'
import { Select } from '@renderer/ui/select'
import { Tooltip } from '@renderer/ui/tooltip'
import { estimatePrice } from '@shared/catalog/projections/price'
import { takesModel } from '@shared/catalog/projections/values'
import { ChevronsUpDown, CircleSlash } from 'lucide-react'
import type { CreateForm } from './use-create-form'

const OTHER = 'other:'

/** The operation as one button that opens the picker, and its models one step away. */
export function ModelHeader({ form, onOpenPicker }: { readonly form: CreateForm; readonly onOpenPicker: () => void }) {
  const { spec, modelId, params } = form
  const priceOf = usePriceLookup()
  const isOffered = useIsOffered()
  const ids = spec.models.includes(modelId) ? spec.models : [modelId, ...spec.models]
  const options = ids.map((id) => ({
    value: id,
    label: id,
    detail: isOffered({ operation: spec, modelId: id })
      ? describePrice(estimatePrice(spec, id, params, priceOf)).text
      : 'not offered at present',
  }))
  const hasModels = takesModel(spec)
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b border-line p-3">
      <Tooltip label="Choose what to make, and the model" keys="mod+shift+M" side="bottom">
        <button
          type="button"
          onClick={onOpenPicker}
          className="flex w-full items-center gap-2.5 rounded-control border border-line bg-raised px-2.5 py-2 text-left hover:border-line-strong"
        >
          <MakesIcon makes={makesOf(spec)} />
          <span className="min-w-0 flex-1">
            <span className="block truncate text-13 font-semibold">{spec.title}</span>
            <span className="truncate-lines-2 text-12 text-muted">{spec.summary}</span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
        </button>
      </Tooltip>
      {hasModels ? (
        <Select
          aria-label="Model"
          value={modelId}
          onValueChange={(id) => (id === OTHER ? onOpenPicker() : form.choose(spec, id))}
          options={[...options, { value: OTHER, label: 'Another model…', detail: null }]}
        />
      ) : null}
      {isOffered({ operation: spec, modelId }) ? null : (
        <p className="flex items-center gap-1.5 text-12 text-warning">
          <CircleSlash aria-hidden className="size-3.5 shrink-0" />
          Your gateway does not list this model at present.
        </p>
      )}
    </div>
  )
}
