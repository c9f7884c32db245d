import type { SubmitRequest } from '@shared/contracts/generation'
import type { KeyProfile } from '@shared/domain/account'
import { AppError, toFailure } from '@shared/domain/app-error'
import type { Failure } from '@shared/domain/app-error'
import type { NextStep } from '@shared/domain/continuation'
import type { Params } from '@shared/domain/generation'
import type { TaskView } from '@shared/domain/task'
import { settleContinuation } from '../db/commands/continuation'
import type { Database } from '../db/database'
import { type DueContinuation, loadDueContinuations } from '../db/queries/continuation'
import { loadTaskView } from '../db/queries/task'
import { listItemsOfTask } from '../db/queries/vendor-item'
import { createLogger } from '../log/logger'
import type { EventPublisher } from '../platform/ports'

const log = createLogger('continuations')

export interface ContinuationServiceOptions {
  readonly db: Database
  readonly events: EventPublisher
  readonly submit: (request: SubmitRequest) => Promise<TaskView>
  readonly activeProfile: () => Promise<KeyProfile>
}

/**
 * Sends the second step when the first has succeeded. The step's request id was made when it was ordered, so that a
 * crash between sending and noting it finds the same task again.
 */
export function createContinuationService(options: ContinuationServiceOptions) {
  const { db, events, submit } = options

  const send = async (due: DueContinuation): Promise<void> => {
    const { step, afterTaskId } = due
    try {
      if ((await options.activeProfile()).id !== due.keyProfileId) throw new AppError(OTHER_KEY)
      const params = await filledParams(db, afterTaskId, step)
      const { clientRequestId, operationId, modelId } = step
      await submit({
        clientRequestId,
        operationId,
        modelId,
        params,
        origin: { kind: 'follow-up', taskId: afterTaskId },
      })
      await settleContinuation(db, clientRequestId, 'sent', null)
    } catch (error) {
      const failure = toFailure(error)
      log.warn('a next step could not be sent', { code: failure.code })
      await settleContinuation(db, step.clientRequestId, 'failed', failure)
      events.publish('notice.raised', {
        failure: { ...failure, message: `The next step was not sent. ${failure.message}` },
      })
    }
  }

  const sendDue = async (afterTaskId: string | null): Promise<void> => {
    for (const due of await loadDueContinuations(db, afterTaskId)) {
      await send(due)
      const view = await loadTaskView(db, due.afterTaskId)
      if (view) events.publish('task.changed', view)
    }
  }

  return {
    noteTask: async (task: TaskView): Promise<void> => {
      if (task.state === 'succeeded' && task.next?.state === 'waiting') await sendDue(task.id)
    },
    /** What the last run left between two steps. */
    start: (): Promise<void> => sendDue(null),
  }
}

async function filledParams(db: Database, afterTaskId: string, { params, takes }: NextStep): Promise<Params> {
  const item = (await listItemsOfTask(db, afterTaskId)).find(({ kind }) => kind === takes.kind)
  if (!item) throw new AppError(NOTHING_TO_TAKE)
  const { durationField } = takes
  const hasLength = durationField !== undefined && item.durationMs !== null && params[durationField] === undefined
  return {
    ...params,
    [takes.field]: item.remoteId,
    ...(hasLength ? { [durationField]: item.durationMs } : {}),
  }
}

const OTHER_KEY: Failure = {
  code: 'conflict',
  message:
    'Another key was chosen in between, and what the first step made belongs to the former one. Start it by hand.',
  nextStep: 'none',
  charge: 'not-charged',
}

const NOTHING_TO_TAKE: Failure = {
  code: 'conflict',
  message: 'The first step gave nothing that the next one could use.',
  nextStep: 'none',
  charge: 'not-charged',
}
