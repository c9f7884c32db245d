import type { Destination } from '@renderer/lib/navigation'
import { findOperation, operationsFor } from '@shared/catalog/operations'
import { recallForm, recallPart } from './recall'
import type { CreateForm } from './use-create-form'
import type { References } from './use-references'

export interface ArrivalTargets {
  readonly form: CreateForm
  readonly references: References
  readonly openForm: () => void
  readonly openPicker: (search: string) => void
}

type CreateDestination = Extract<Destination, { readonly view: 'create' }>

/** What other views send here: a recipe, pictures to start from, an operation or a model. */
export function useArrivals({ form, references, openForm, openPicker }: ArrivalTargets) {
  return (destination: CreateDestination): void => {
    const { recipe, recipePart, referenceAssetIds, operationId, modelId } = destination
    openForm()
    if (recipe && recipePart) {
      form.setParams((former) => recallPart(recipe, recipePart, { ...form, params: former }))
    } else if (recipe) {
      const { form: recalled, missing } = recallForm(recipe, form)
      form.replace(recalled, {
        title:
          missing.length === 0
            ? 'The recipe is in the form'
            : 'The recipe is in the form, without what this version lacks',
        details: missing,
      })
    }
    const spec = operationId === undefined ? operationOf(modelId) : findOperation(operationId)
    if (spec) form.choose(spec, modelId ?? spec.models[0] ?? '')
    else if (modelId !== undefined) openPicker(modelId)
    if (destination.picksModel) openPicker('')
    if (referenceAssetIds) references.add(referenceAssetIds)
  }
}

function operationOf(modelId: string | undefined) {
  return modelId === undefined ? undefined : operationsFor({ modelId })[0]
}
