import { AppError, type Failure } from '@shared/domain/app-error'
import type { TaskView } from '@shared/domain/task'
import { loadTaskView } from '../db/queries/task'
import { countRivals, loadRemoteIds, loadTaskRecord, type TaskRecord } from '../db/queries/task-work'
import { createLogger } from '../log/logger'
import { callOf, commitChange, type TaskContext } from './context'
import type { Downloader } from './downloader'
import type { Lanes } from './lanes'
import type { Poller } from './poller'
import type { Submitter } from './submitter'

const log = createLogger('tasks.requests')

export interface PersonRequestsOptions {
  readonly context: TaskContext
  readonly lanes: Lanes
  readonly submitter: Submitter
  readonly poller: Poller
  readonly downloader: Downloader
}

/** What a person asks of one task. Each answers with the task as it is then. */
export interface PersonRequests {
  /** Waiting: at once. Running: asks the gateway where it can; a late result is kept. */
  readonly cancel: (taskId: string) => Promise<TaskView>
  /** Looks for the work of an `unknown` task and goes on with it where it is found. */
  readonly lookUp: (taskId: string) => Promise<{ readonly task: TaskView; readonly finding: string }>
  readonly giveUp: (taskId: string) => Promise<TaskView>
  readonly checkNow: (taskId: string) => Promise<TaskView>
}

export function createPersonRequests({
  context,
  lanes,
  submitter,
  poller,
  downloader,
}: PersonRequestsOptions): PersonRequests {
  const { db, gateway } = context

  /** Goes on with a task that was `unknown` and whose work was found. */
  const follow = async (taskId: string, remote: NonNullable<TaskRecord['remote']>): Promise<void> => {
    const isFound = await commitChange(context, {
      taskId,
      from: ['unknown'],
      to: 'polling',
      set: { remote, failure: null },
    })
    if (isFound) await poller.watch(taskId, 'now')
  }

  return {
    cancel: async (taskId) => {
      const set = { isCancelRequested: true }
      if (await commitChange(context, { taskId, from: ['queued', 'waiting-input'], to: 'canceled', set }))
        return requireView(context, taskId)
      for (const state of ['submitting', 'polling'] as const)
        await commitChange(context, { taskId, from: [state], to: state, set })
      poller.noteCancelRequested(taskId)
      await cancelAtGateway(context, taskId)
      return requireView(context, taskId)
    },

    lookUp: async (taskId) => {
      const record = await requireRecord(context, taskId)
      if (record.state !== 'unknown')
        throw refusal('conflict', 'The outcome of this task is known; there is nothing to look up.')
      if (record.remote !== null) {
        await follow(taskId, record.remote)
        return {
          task: await requireView(context, taskId),
          finding: 'The gateway knows this task. The studio is asking for it again.',
        }
      }
      const known = { remoteIds: await loadRemoteIds(db, record.keyProfileId), rivals: await countRivals(db, record) }
      const found = await gateway.lookUp(callOf(record), known)
      if (found.kind === 'found') await follow(taskId, found.remote)
      return { task: await requireView(context, taskId), finding: found.finding }
    },

    giveUp: async (taskId) => {
      const record = await requireRecord(context, taskId)
      const isGivenUp = await commitChange(context, {
        taskId,
        from: ['unknown'],
        to: 'failed',
        set: { failure: GIVEN_UP },
      })
      if (!isGivenUp)
        throw refusal('conflict', `Only a task of unknown outcome can be given up; this one is ${record.state}.`)
      return requireView(context, taskId)
    },

    checkNow: async (taskId) => {
      const record = await requireRecord(context, taskId)
      // The question may have been answered elsewhere: the gateway knows.
      await commitChange(context, { taskId, from: ['waiting-input'], to: 'polling' })
      if (record.state === 'polling' || record.state === 'waiting-input') await poller.watch(taskId, 'now')
      else if (record.state === 'downloading') await downloader.collect(taskId)
      else if (record.state === 'queued') {
        await commitChange(context, { taskId, from: ['queued'], to: 'queued', set: { notBeforeMs: 0 } })
        lanes.open()
        submitter.wake()
      }
      return requireView(context, taskId)
    },
  }
}

/** Passes a person's wish to stop on to the gateway, once it has the task. */
export async function cancelAtGateway(context: TaskContext, taskId: string): Promise<void> {
  const record = await requireRecord(context, taskId)
  if (!record.isCancelRequested || record.remote === null || record.state !== 'polling') return
  const answer = await context.gateway.cancel(callOf(record), record.remote)
  log.info('asked the gateway to stop a task', { taskId, answer })
}

export async function requireView(context: TaskContext, taskId: string): Promise<TaskView> {
  const view = await loadTaskView(context.db, taskId)
  if (!view) throw refusal('not-found', 'This task does not exist.')
  return view
}

async function requireRecord(context: TaskContext, taskId: string): Promise<TaskRecord> {
  const record = await loadTaskRecord(context.db, taskId)
  if (!record) throw refusal('not-found', 'This task does not exist.')
  return record
}

const GIVEN_UP: Failure = {
  code: 'outcome-unknown',
  message: 'Given up: whether the gateway accepted it was never found out.',
  nextStep: 'retry',
  charge: 'maybe-charged',
}

function refusal(code: 'not-found' | 'conflict', message: string): AppError {
  return new AppError({ code, message, nextStep: 'none' })
}
