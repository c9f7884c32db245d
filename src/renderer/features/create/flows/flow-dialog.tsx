import { assertNever } from '@shared/lib/assert-never'
import type { FollowUpView } from '@shared/domain/task'
import type { PendingFollowUp } from '../follow-ups'
import type { Run } from '../use-runs'
import { FacesDialog } from './faces-dialog'
import { SelectionDialog } from './selection-dialog'

export interface FlowDialogProps {
  readonly pending: PendingFollowUp
  readonly view: FollowUpView
  readonly onRun: (run: Run) => void
  readonly onStep: (run: Run) => void
  readonly onClose: () => void
}

/** The views of their own that some vendors' next steps need. */
export function FlowDialog({ pending, view, onRun, onStep, onClose }: FlowDialogProps) {
  switch (view.kind) {
    case 'kling-selection':
      return <SelectionDialog {...{ pending, view, onRun, onStep, onClose }} />
    case 'kling-faces':
      return <FacesDialog {...{ pending, view, onRun, onClose }} />
    default:
      return assertNever(view)
  }
}
