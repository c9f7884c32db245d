import { formatClock, formatExpectation } from '@renderer/lib/format-time'
import type { TaskView } from '@shared/domain/task'
import { assertNever } from '@shared/lib/assert-never'
import { SECOND_MS } from '@shared/lib/durations'

/** What a task is doing, in words that promise nothing. */
export function taskWords(task: TaskView, nowMs: number): string {
  if (task.cancelRequested && task.finishedAtMs === null) return 'Cancelling; a late result is kept all the same'
  switch (task.state) {
    case 'queued':
      return task.failure ? `${task.failure.message} It is tried again by itself.` : 'Waiting to be sent'
    case 'submitting':
      return task.preparation === undefined ? 'Being sent' : `${task.preparation} · free`
    case 'polling':
      return formatExpectation(task.expectedSeconds, nowMs - (task.submittedAtMs ?? task.createdAtMs))
    case 'waiting-input':
      return 'The gateway waits for your choice'
    case 'downloading':
      return 'Done at the gateway, being fetched'
    case 'succeeded':
      return tookWords(task)
    case 'failed':
      return 'Failed'
    case 'canceled':
      return 'Cancelled'
    case 'unknown':
      return wasAccepted(task) ? 'Accepted, and its end is not known' : 'No answer says whether it was accepted'
    default:
      return assertNever(task.state)
  }
}

/** The gateway spoke of this task, so it did take it; only then are polls answered with a state. */
export function wasAccepted(task: Pick<TaskView, 'remoteStatus'>): boolean {
  return task.remoteStatus !== null
}

function tookWords(task: TaskView): string {
  const count = task.outputs.filter((output) => output.assetId !== null).length
  const results = count === 1 ? '1 result' : `${count} results`
  if (task.finishedAtMs === null) return results
  const tookMs = task.finishedAtMs - (task.submittedAtMs ?? task.createdAtMs)
  return tookMs < SECOND_MS ? `${results} in under a second` : `${results} in ${formatClock(tookMs)}`
}
