import { findOperation } from '@shared/catalog/operations'
import type { Failure } from '@shared/domain/app-error'
import { assertNever } from '@shared/lib/assert-never'
import { backoffDelayMs } from '@shared/lib/backoff'
import { changeTask } from '../db/commands/task-change'
import { countRunning, loadTaskRecord, type TaskRecord } from '../db/queries/task-work'
import { createLogger } from '../log/logger'
import { commitChange, publishTask, type TaskContext } from './context'
import { crashPoint } from './crash-points'
import type { Lanes } from './lanes'
import { MAX_REFUSALS, MAX_WAIT_MS, SEND_BACKOFF, UNSENT_PATIENCE_MS } from './limits'
import { noteCompletedWork } from './note-outputs'
import type { RemoteTask, SubmitOutcome } from './ports'
import { pause } from './until-saved'

const log = createLogger('tasks.record')

export type RecordOutcome = (record: TaskRecord, outcome: SubmitOutcome) => Promise<void>

export interface RecordOutcomeOptions {
  readonly context: TaskContext
  readonly lanes: Lanes
  /** The remote id is committed: from now on the task is polled. */
  readonly onAccepted: (taskId: string) => Promise<void>
  readonly onOutputsNoted: (taskId: string) => Promise<void>
  /** A failure that every other waiting task of this key would meet too. */
  readonly onKeyFailure: (record: TaskRecord, failure: Failure) => Promise<void>
}

/** Tries to save a remote id again before the task is called unknown. */
const RECORD_TRIES = 6

/** Writes down what became of one send; the table of reliability that decides about money. */
export function createOutcomeRecorder(options: RecordOutcomeOptions): RecordOutcome {
  const { context } = options
  return async (record, outcome) => {
    switch (outcome.kind) {
      case 'accepted':
        await recordAccepted(options, record, outcome.remote)
        return
      case 'completed': {
        const { outputs, items, followUps, usage } = outcome
        await settleWaitingParent(context, record)
        const isNoted = await noteCompletedWork(context, {
          taskId: record.id,
          from: ['submitting'],
          outputs,
          items,
          usage,
          mayBeEmpty: findOperation(record.operationId)?.isStep === true,
          ...(followUps ? { set: { followUps } } : {}),
        })
        if (isNoted) await options.onOutputsNoted(record.id)
        return
      }
      case 'failed':
        await (isBusy(outcome.failure)
          ? refuseForNow(options, record, outcome.failure)
          : fail(context, record, outcome.failure))
        return
      case 'not-sent':
        await waitForNetwork(options, record, outcome.failure)
        return
      case 'refused':
        if (outcome.mayRetry) return refuseForNow(options, record, outcome.failure)
        await fail(context, record, outcome.failure)
        if (isKeyWide(outcome.failure)) await options.onKeyFailure(record, outcome.failure)
        return
      case 'unknown':
        await commitChange(context, {
          taskId: record.id,
          from: ['submitting'],
          to: 'unknown',
          set: { failure: outcome.failure },
        })
        return
      default:
        assertNever(outcome)
    }
  }
}

/** "Queue full, come later" inside an answer is a refusal like 429, as long as it says that nothing was charged. */
const isBusy = (failure: Failure): boolean => failure.code === 'rate-limited' && failure.charge === 'not-charged'

const isKeyWide = (failure: Failure): boolean =>
  failure.code === 'insufficient-balance' || failure.code === 'unauthorized'

async function fail(context: TaskContext, record: TaskRecord, failure: Failure): Promise<void> {
  await commitChange(context, { taskId: record.id, from: ['submitting'], to: 'failed', set: { failure } })
}

/**
 * Commits the remote id, before the first poll and before anything else is told. When the database refuses, the money
 * is gone and only memory knows where: it says so loudly and tries again, and in the end calls the task unknown.
 */
async function recordAccepted(options: RecordOutcomeOptions, record: TaskRecord, remote: RemoteTask): Promise<void> {
  const { context } = options
  const change = {
    taskId: record.id,
    from: ['submitting'] as const,
    to: 'polling' as const,
    set: { remote, failure: null },
  }
  for (let attempt = 0; !context.isStopped(); attempt += 1) {
    try {
      if (!(await changeTask(context.db, { ...change, nowMs: context.clock.nowMs() }))) return
      crashPoint('after-remote')
      await publishTask(context, record.id)
      await settleWaitingParent(context, record)
      await options.onAccepted(record.id)
      return
    } catch (error) {
      log.error('the id of an accepted, paid task could not be saved', {
        taskId: record.id,
        remoteId: remote.id,
        attempt,
        error,
      })
      if (attempt === 0) context.news.noticeRaised(unsavedNotice(remote))
      if (attempt >= RECORD_TRIES && (await markUnsaved(context, record, remote))) return
      await pause(context, backoffDelayMs(attempt, SEND_BACKOFF, context.random()))
    }
  }
}

async function markUnsaved(context: TaskContext, record: TaskRecord, remote: RemoteTask): Promise<boolean> {
  try {
    return await commitChange(context, {
      taskId: record.id,
      from: ['submitting'],
      to: 'unknown',
      set: { failure: unsavedNotice(remote) },
    })
  } catch (error) {
    log.error('the task could not be marked either', { taskId: record.id, error })
    return false
  }
}

function unsavedNotice(remote: RemoteTask): Failure {
  return {
    code: 'outcome-unknown',
    message:
      'The gateway accepted a task, but its number could not be saved. Note it down: with it the result can be fetched later.',
    nextStep: 'look-up',
    charge: 'maybe-charged',
    raw: remote.id,
  }
}

/** It provably never left: back into the line, and the lane rests, because the next request would meet the same. */
async function waitForNetwork(options: RecordOutcomeOptions, record: TaskRecord, failure: Failure): Promise<void> {
  const { context, lanes } = options
  const isTooOld = context.clock.nowMs() - record.createdAtMs > UNSENT_PATIENCE_MS
  if (isTooOld || !isPassing(failure)) return fail(context, record, failure)
  const waitMs = backoffDelayMs(record.attempt - 1, SEND_BACKOFF, context.random())
  lanes.hold(record.lane, waitMs, context.clock.monotonicMs())
  await requeue(context, record, failure, waitMs)
}

const isPassing = (failure: Failure): boolean =>
  failure.code === 'offline' || failure.code === 'gateway-fault' || failure.code === 'rate-limited'

/** The gateway said no before accepting, and "later" with it. */
async function refuseForNow(options: RecordOutcomeOptions, record: TaskRecord, failure: Failure): Promise<void> {
  const { context, lanes } = options
  if (record.attempt >= MAX_REFUSALS) return fail(context, record, failure)
  const jitteredMs = backoffDelayMs(record.attempt - 1, SEND_BACKOFF, context.random())
  const asked = failure.retryAfterMs
  const waitMs = asked === undefined ? jitteredMs : Math.min(MAX_WAIT_MS, asked * (1 + 0.1 * context.random()) + 50)
  const running = await countRunning(context.db, record.lane)
  lanes.slowDown(record.lane, running - 1, waitMs, context.clock.monotonicMs())
  await requeue(context, record, failure, waitMs)
}

async function requeue(context: TaskContext, record: TaskRecord, failure: Failure, waitMs: number): Promise<void> {
  const fresh = { notBeforeMs: context.clock.nowMs() + Math.round(waitMs), failure, bodySha256: null }
  if (await isCancelWanted(context, record)) {
    await commitChange(context, { taskId: record.id, from: ['submitting'], to: 'canceled', set: { failure: null } })
    return
  }
  await commitChange(context, { taskId: record.id, from: ['submitting'], to: 'queued', set: fresh })
}

async function isCancelWanted(context: TaskContext, record: TaskRecord): Promise<boolean> {
  return (await loadTaskRecord(context.db, record.id))?.isCancelRequested ?? false
}

/** The gateway asked something under an earlier task and this follow-up is the answer: that task has done its part. */
async function settleWaitingParent(context: TaskContext, record: TaskRecord): Promise<void> {
  if (record.origin.kind !== 'follow-up') return
  await commitChange(context, { taskId: record.origin.taskId, from: ['waiting-input'], to: 'succeeded' })
}
