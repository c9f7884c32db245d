import { defaultParams } from '@shared/catalog/projections/form'
import { type DroppedValue, reconcileParams } from '@shared/catalog/projections/reconcile'
import { isSet } from '@shared/catalog/projections/values'
import type { OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'

export interface FormContents {
  readonly spec: OperationSpec
  readonly modelId: string
  readonly params: Params
}

export interface SwitchedForm {
  readonly params: Params
  readonly dropped: readonly DroppedValue[]
}

/**
 * The form after a change of operation or model: what fits is carried over; what the person had set there on an
 * earlier visit comes back where nothing was carried.
 */
export function switchForm(
  former: FormContents,
  spec: OperationSpec,
  modelId: string,
  stored: Params | null,
): SwitchedForm {
  const { params, dropped } = reconcileParams(former.params, former.spec, spec, modelId)
  if (spec.id === former.spec.id || stored === null) return { params, dropped }
  const defaults = defaultParams(spec)
  const carried = Object.entries(params).filter(([key, value]) => isSet(value) && value !== defaults[key])
  return { params: { ...defaults, ...stored, ...Object.fromEntries(carried) }, dropped }
}
