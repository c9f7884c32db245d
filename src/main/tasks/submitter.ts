import { toFailure } from '@shared/domain/app-error'
import { claimTasks } from '../db/commands/task-claim'
import { loadTaskRecord, nextQueuedAfterMs, type TaskRecord } from '../db/queries/task-work'
import { createLogger, detach } from '../log/logger'
import { callOf, commitChange, publishTask, type TaskContext } from './context'
import { crashPoint } from './crash-points'
import type { Lanes } from './lanes'
import { DISK_FULL_RETRY_MS, MAX_WAIT_MS, RESERVED_SLOTS } from './limits'
import type { PreparedSubmit, SubmitOutcome } from './ports'
import type { RecordOutcome } from './record-outcome'
import { pause, untilSaved } from './until-saved'

const log = createLogger('tasks.submit')

export interface SubmitterOptions {
  readonly context: TaskContext
  readonly lanes: Lanes
  readonly laneLimit: number
  readonly isPaused: () => boolean
  readonly recordOutcome: RecordOutcome
}

export interface Submitter {
  /** Claims what has room now; cheap, and safe to call at any time. */
  readonly wake: () => void
  readonly stop: () => void
}

/** Takes waiting tasks, fixes their bytes, commits the hash and sends each exactly once. */
export function createSubmitter(options: SubmitterOptions): Submitter {
  const { context, lanes } = options
  let isClaiming = false
  let isWakeWanted = false
  let cancelTimer: (() => void) | null = null

  const claim = async (): Promise<void> => {
    // One look at the clocks for the claim and for the alarm: what is not due at the first must be covered by the second.
    const nowMs = context.clock.nowMs()
    const monotonicMs = context.clock.monotonicMs()
    const ids = await claimTasks(context.db, {
      nowMs,
      defaultLimit: options.laneLimit,
      limits: lanes.limits(monotonicMs),
      reservedSlots: RESERVED_SLOTS,
      longestWaitMs: MAX_WAIT_MS,
    })
    for (const id of ids) {
      crashPoint('after-claim')
      detach(submitClaimed(id).finally(wake), 'submit a task')
    }
    await sleepUntilDue(nowMs, lanes.opensInMs(monotonicMs))
  }

  const submitClaimed = async (taskId: string): Promise<void> => {
    await publishTask(context, taskId)
    const record = await loadTaskRecord(context.db, taskId)
    if (record) await submit(context, record, options.recordOutcome)
  }

  /** Work that is due but found no room is woken by the end of what runs before it. */
  const sleepUntilDue = async (nowMs: number, laneOpensInMs: number | null): Promise<void> => {
    cancelTimer?.()
    cancelTimer = null
    const dueAtMs = await nextQueuedAfterMs(context.db, nowMs)
    const delaysMs = [dueAtMs === null ? null : dueAtMs - nowMs, laneOpensInMs].filter((delayMs) => delayMs !== null)
    if (delaysMs.length > 0) cancelTimer = context.clock.after(Math.min(MAX_WAIT_MS, ...delaysMs), wake)
  }

  const claimUntilQuiet = async (): Promise<void> => {
    isClaiming = true
    try {
      do {
        isWakeWanted = false
        if (context.isStopped() || options.isPaused()) return
        await claim()
      } while (isWakeWanted)
    } catch (error) {
      context.trouble.failed('waiting tasks could not be claimed', error)
      cancelTimer?.()
      cancelTimer = context.clock.after(DISK_FULL_RETRY_MS, wake)
    } finally {
      isClaiming = false
    }
  }

  const wake = (): void => {
    isWakeWanted = true
    if (isClaiming || context.isStopped()) return
    detach(claimUntilQuiet(), 'claim waiting tasks')
  }

  return { wake, stop: () => cancelTimer?.() }
}

async function submit(context: TaskContext, record: TaskRecord, recordOutcome: RecordOutcome): Promise<void> {
  const prepared = await prepare(context, record)
  if (prepared === null || (await isCanceledBefore(context, record))) return
  if (!(await commitBody(context, record, prepared.bodySha256))) return
  const outcome = await sendOnce(prepared)
  crashPoint('after-send')
  await untilSaved(context, 'the outcome of a paid request could not be saved', () => recordOutcome(record, outcome))
}

/** From this commit on the request counts as possibly sent. What cannot be committed is not sent, and goes back into the line. */
async function commitBody(context: TaskContext, record: TaskRecord, bodySha256: string): Promise<boolean> {
  const taskId = record.id
  try {
    return await commitChange(context, {
      taskId,
      from: ['submitting'],
      to: 'submitting',
      set: { bodySha256, preparation: null },
    })
  } catch (error) {
    context.trouble.failed('a task is not sent, because that cannot be written down', error)
    await pause(context, DISK_FULL_RETRY_MS)
    await untilSaved(context, 'a task could not be put back', () =>
      commitChange(context, { taskId, from: ['submitting'], to: 'queued', set: { bodySha256: null } }),
    )
    return false
  }
}

/** Shown to the person as it happens; what cannot be written down is only not shown. */
async function notePreparation(context: TaskContext, record: TaskRecord, preparation: string): Promise<boolean> {
  try {
    await commitChange(context, { taskId: record.id, from: ['submitting'], to: 'submitting', set: { preparation } })
  } catch (error) {
    context.trouble.failed('what a task prepares could not be written down', error)
  }
  return !context.isStopped() && !(await isCancelWanted(context, record))
}

/** Preparing can take minutes; who gives up meanwhile pays nothing. */
async function isCanceledBefore(context: TaskContext, record: TaskRecord): Promise<boolean> {
  if (!(await isCancelWanted(context, record))) return false
  await commitChange(context, {
    taskId: record.id,
    from: ['submitting'],
    to: 'canceled',
    set: { failure: null, preparation: null },
  })
  return true
}

async function isCancelWanted(context: TaskContext, record: TaskRecord): Promise<boolean> {
  return (await loadTaskRecord(context.db, record.id))?.isCancelRequested ?? false
}

/** A request that cannot be built costs nothing: the task fails with the reason. */
async function prepare(context: TaskContext, record: TaskRecord): Promise<PreparedSubmit | null> {
  try {
    return await context.gateway.prepare(callOf(record), (words) => notePreparation(context, record, words))
  } catch (error) {
    if (await isCanceledBefore(context, record)) return null
    log.warn('a request could not be built', error)
    const failure = { ...toFailure(error), charge: 'not-charged' as const }
    await commitChange(context, {
      taskId: record.id,
      from: ['submitting'],
      to: 'failed',
      set: { failure, preparation: null },
    })
    return null
  }
}

/** A port that throws has broken its promise: what became of the request is not known then. */
async function sendOnce(prepared: PreparedSubmit): Promise<SubmitOutcome> {
  try {
    return await prepared.send()
  } catch (error) {
    log.error('sending threw', error)
    return {
      kind: 'unknown',
      failure: { ...toFailure(error), code: 'outcome-unknown', nextStep: 'look-up', charge: 'maybe-charged' },
    }
  }
}
