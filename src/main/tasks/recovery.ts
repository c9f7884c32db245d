import type { Failure } from '@shared/domain/app-error'
import { loadTasksInState } from '../db/queries/task-work'
import { createLogger } from '../log/logger'
import { commitChange, type TaskContext } from './context'

const log = createLogger('tasks.recovery')

/**
 * After a start: a task that was being sent has no sender any more. Without a committed body hash no byte had left, so
 * it goes back into the line; with one it may be paid for, and is never sent again by itself.
 * @returns ids of the tasks that the gateway works on
 */
export async function recoverTasks(context: TaskContext): Promise<{ readonly polling: readonly string[] }> {
  for (const record of await loadTasksInState(context.db, 'submitting')) {
    if (record.bodySha256 === null) {
      const to = record.isCancelRequested ? 'canceled' : 'queued'
      await commitChange(context, { taskId: record.id, from: ['submitting'], to, set: { notBeforeMs: 0 } })
    } else {
      log.warn('a task was cut off while it was being sent', { taskId: record.id })
      await commitChange(context, { taskId: record.id, from: ['submitting'], to: 'unknown', set: { failure: CUT_OFF } })
    }
  }
  return { polling: (await loadTasksInState(context.db, 'polling')).map(({ id }) => id) }
}

const CUT_OFF: Failure = {
  code: 'outcome-unknown',
  message:
    'The studio stopped while this was being sent. It may have been accepted and charged: look it up, or send it again.',
  nextStep: 'look-up',
  charge: 'maybe-charged',
}
