import { findOperation } from '@shared/catalog/operations'
import { defaultParams, visibleFields } from '@shared/catalog/projections/form'
import type { OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import type { FollowUp, FollowUpView, TaskView } from '@shared/domain/task'
import { groupBy } from '@shared/lib/group-by'

/** A button under a result, with everything needed to press it. */
export interface PendingFollowUp {
  readonly task: TaskView
  readonly label: string
  readonly spec: OperationSpec
  readonly modelId: string
  readonly params: Params
  /** Fields that the gateway filled and that mean nothing to a person. */
  readonly hiddenKeys: readonly string[]
  /** A view of its own in place of the form. */
  readonly view?: FollowUpView | undefined
  /** Sent by the press itself: the button is the one that spends. */
  readonly isSentAtOnce: boolean
}

/** Null where the operation is not part of the catalog. */
export function pendingFollowUp(task: TaskView, followUp: FollowUp): PendingFollowUp | null {
  const spec = findOperation(followUp.operationId)
  if (!spec) return null
  const pressed = {
    task,
    label: followUp.label,
    view: followUp.view,
    spec,
    modelId: followUp.modelId ?? spec.models[0] ?? '',
    params: { ...defaultParams(spec), ...followUp.params },
    hiddenKeys: spec.fields
      .filter(({ key, isAdvanced }) => followUp.settled?.includes(key) || (isAdvanced && key in followUp.params))
      .map(({ key }) => key),
  }
  const isAsked = followUp.view !== undefined || (followUp.isImmediate !== true && needsInput(pressed))
  return { ...pressed, isSentAtOnce: !isAsked }
}

/** True where the person has something to say before it is sent, for example what to repaint. */
function needsInput({ spec, modelId, params, hiddenKeys }: Omit<PendingFollowUp, 'isSentAtOnce'>): boolean {
  return visibleFields(spec, modelId, params).some(({ key, isAdvanced }) => !isAdvanced && !hiddenKeys.includes(key))
}

export interface FollowUpGroup {
  /** Names the output that the buttons are about; null where they are about the whole result. */
  readonly label: string | null
  readonly followUps: readonly FollowUp[]
}

/** The buttons of a result, those about one of several takes together. */
export function followUpGroups(task: TaskView): readonly FollowUpGroup[] {
  const groups = groupBy(task.followUps, ({ outputOrdinal }) => outputOrdinal ?? null)
  return [...groups].map(([ordinal, followUps]) => ({
    label: ordinal === null || groups.size === 1 ? null : `Take ${ordinal + 1}`,
    followUps,
  }))
}
