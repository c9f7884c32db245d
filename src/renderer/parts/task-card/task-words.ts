import { formatClock, formatExpectation } from '@renderer/lib/format-time'
import type { TaskView } from '@shared/domain/task'
import { assertNever } from '@shared/lib/assert-never'

/** What a task is doing, in words that promise nothing. */
export function taskWords(task: TaskView, nowMs: number): string {
  if (task.cancelRequested && task.finishedAtMs === null) return 'Cancelling; a late result is kept all the same'
  switch (task.state) {
    case 'queued':
      return task.failure ? `${task.failure.message} It is tried again by itself.` : 'Waiting to be sent'
    case 'submitting':
      if (task.preparation !== undefined) return `${task.preparation} · free`
      return formatExpectation(task.expectedSeconds, nowMs - (task.submittedAtMs ?? task.createdAtMs))
    case 'polling':
      return formatExpectation(task.expectedSeconds, nowMs - (task.submittedAtMs ?? task.createdAtMs))
    case 'waiting-input':
      return 'The gateway waits for your choice'
    case 'downloading':
      return 'Done at the gateway, being fetched'
    case 'succeeded':
      return task.finishedAtMs === null
        ? 'Done'
        : `took ${formatClock(task.finishedAtMs - (task.submittedAtMs ?? task.createdAtMs))}`
    case 'failed':
      return 'Failed'
    case 'canceled':
      return 'Cancelled'
    case 'unknown':
      return 'No answer says whether it was accepted'
    default:
      return assertNever(task.state)
  }
}

/** True while something still happens without the person. */
export function isRunning(task: TaskView): boolean {
  return ['queued', 'submitting', 'polling', 'downloading'].includes(task.state)
}

/** Ids of what has arrived, in the order of the answer. */
export function storedAssetIds(task: TaskView): readonly string[] {
  return task.outputs.flatMap(({ assetId }) => (assetId === null ? [] : [assetId]))
}
