import { findOperation } from '@shared/catalog/operations'
import { defaultParams, visibleFields } from '@shared/catalog/projections/form'
import type { OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import type { FollowUp, TaskView } from '@shared/domain/task'

/** A button under a result, with everything needed to press it. */
export interface PendingFollowUp {
  readonly task: TaskView
  readonly label: string
  readonly spec: OperationSpec
  readonly modelId: string
  readonly params: Params
  /** Fields that the gateway filled and that mean nothing to a person. */
  readonly hiddenKeys: readonly string[]
}

/** Null where the operation is not part of the catalog. */
export function pendingFollowUp(task: TaskView, followUp: FollowUp): PendingFollowUp | null {
  const spec = findOperation(followUp.operationId)
  if (!spec) return null
  return {
    task,
    label: followUp.label,
    spec,
    modelId: followUp.modelId ?? spec.models[0] ?? '',
    params: { ...defaultParams(spec), ...followUp.params },
    hiddenKeys: spec.fields.flatMap(({ key, isAdvanced }) => (isAdvanced && key in followUp.params ? [key] : [])),
  }
}

/** True where the person has something to say before it is sent, for example what to repaint. */
export function needsInput({ spec, modelId, params }: PendingFollowUp): boolean {
  return visibleFields(spec, modelId, params).some((field) => !field.isAdvanced)
}
