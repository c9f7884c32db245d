import { toFailure } from '@shared/domain/app-error'
import { loadTaskRecord } from '../db/queries/task-work'
import { createLogger, detach } from '../log/logger'
import { callOf, commitChange, type TaskContext } from './context'
import { judgePoll, type PollDecision } from './judge-poll'
import { DISK_FULL_RETRY_MS, RESUME_SPREAD_MS } from './limits'
import { noteCompletedWork } from './note-outputs'
import { pollIntervalMs } from './pace'
import { createPollSchedule, type PollJob } from './poll-schedule'
import type { PollOutcome } from './ports'
import { createWatch, factsOf, isNews, type Watch } from './watch'

const log = createLogger('tasks.poll')

export interface PollerOptions {
  readonly context: TaskContext
  readonly onOutputsNoted: (taskId: string) => Promise<void>
  /** A task has left the gateway: its lane has room. */
  readonly onLeft: () => void
}

export interface Poller {
  /** Watches a task in `polling`; `resume` spreads the first question instead of waiting for the usual pace. */
  readonly watch: (taskId: string, how: 'fresh' | 'resume' | 'now') => Promise<void>
  readonly noteCancelRequested: (taskId: string) => void
  /** After a sleep of the machine: one round of all, spread. */
  readonly catchUp: () => void
  readonly stop: () => void
}

/** The one poll loop: every task at a gateway is asked for here and nowhere else. */
export function createPoller(options: PollerOptions): Poller {
  const { context } = options
  const { clock, gateway, random } = context
  const watches = new Map<string, Watch>()
  const schedule = createPollSchedule({
    batchSizeOf: gateway.batchSizeOf,
    batchKeyOf: ({ record }) => gateway.batchKeyOf(callOf(record)),
  })
  let cancelTimer: (() => void) | null = null

  const tick = (): void => {
    if (context.isStopped()) return
    for (const job of schedule.take(watches.values(), clock.monotonicMs())) detach(run(job), 'poll')
    cancelTimer?.()
    const delayMs = schedule.nextInMs(watches.values(), clock.monotonicMs())
    // At least a moment, so that a full set of requests in flight does not spin.
    cancelTimer = delayMs === null ? null : clock.after(Math.max(20, Math.ceil(delayMs)), tick)
  }

  const run = async (job: PollJob): Promise<void> => {
    try {
      const outcomes = await ask(job)
      for (const watch of job.watches) await apply(watch, outcomes.get(watch.remote.id) ?? { kind: 'missing' })
    } finally {
      schedule.finish(job)
      tick()
    }
  }

  const ask = async (job: PollJob): Promise<ReadonlyMap<string, PollOutcome>> => {
    const [first] = job.watches
    if (!first) return new Map()
    try {
      if (job.isBatch)
        return await gateway.pollBatch(job.watches.map(({ record, remote }) => ({ call: callOf(record), remote })))
      return new Map([[first.remote.id, await gateway.poll(callOf(first.record), first.remote)]])
    } catch (error) {
      log.error('a poll threw', error)
      const outcome: PollOutcome = { kind: 'transient', failure: toFailure(error), isKeyWide: false }
      return new Map(job.watches.map(({ remote }) => [remote.id, outcome]))
    }
  }

  const apply = async (watch: Watch, outcome: PollOutcome): Promise<void> => {
    if (context.isStopped() || watches.get(watch.record.id) !== watch) return
    const nowMs = clock.monotonicMs()
    const decision = judgePoll(outcome, factsOf(watch, nowMs, random()))
    try {
      await carryOut(watch, decision, nowMs)
    } catch (error) {
      // The row is unchanged and the gateway still has the work: the next poll brings it again.
      context.trouble.failed('the answer to a poll could not be saved', error)
      watch.dueAtMs = nowMs + DISK_FULL_RETRY_MS
    }
  }

  const carryOut = async (watch: Watch, decision: PollDecision, nowMs: number): Promise<void> => {
    const taskId = watch.record.id
    const key = watch.record.keyProfileId
    if (decision.kind === 'wait') {
      if (decision.keyRest === undefined) schedule.recover(key)
      else schedule.rest(key, decision.keyRest, nowMs)
      await keepWaiting(watch, decision, nowMs)
      return
    }
    schedule.recover(key)
    if (decision.kind === 'collect') {
      const { outputs, items, usage, set } = decision
      const isNoted = await noteCompletedWork(context, { taskId, from: ['polling'], outputs, items, usage, set })
      if (isNoted) await options.onOutputsNoted(taskId)
    } else {
      await commitChange(context, { taskId, from: ['polling'], to: decision.to, set: decision.set })
    }
    watches.delete(taskId)
    options.onLeft()
  }

  const keepWaiting = async (
    watch: Watch,
    decision: Extract<PollDecision, { kind: 'wait' }>,
    nowMs: number,
  ): Promise<void> => {
    const { set } = decision
    watch.dueAtMs = nowMs + decision.delayMs
    watch.badPolls = decision.badPolls
    watch.missingSinceMs = decision.missingSinceMs
    watch.unknownSinceMs = decision.unknownSinceMs
    if (!set || !isNews(watch, set)) return
    const isLive = await commitChange(context, { taskId: watch.record.id, from: ['polling'], to: 'polling', set })
    if (!isLive) watches.delete(watch.record.id)
    watch.remoteStatus = set.remoteStatus ?? watch.remoteStatus
    watch.progress = set.progress ?? watch.progress
  }

  const watch: Poller['watch'] = async (taskId, how) => {
    const known = watches.get(taskId)
    if (known && how === 'now') {
      known.dueAtMs = clock.monotonicMs()
      schedule.recover(known.record.keyProfileId)
    } else if (!known) {
      const record = await loadTaskRecord(context.db, taskId)
      if (!record?.remote || record.state !== 'polling') return
      const delayMs = how === 'now' ? 0 : how === 'resume' ? random() * RESUME_SPREAD_MS : pollIntervalMs(0, random())
      watches.set(
        taskId,
        createWatch(record, record.remote, { monotonicMs: clock.monotonicMs(), nowMs: clock.nowMs(), delayMs }),
      )
    }
    tick()
  }

  return {
    watch,
    noteCancelRequested: (taskId) => {
      const known = watches.get(taskId)
      if (known) known.isCancelRequested = true
    },
    catchUp: () => {
      const nowMs = clock.monotonicMs()
      for (const known of watches.values()) {
        schedule.recover(known.record.keyProfileId)
        known.dueAtMs = Math.min(known.dueAtMs, nowMs + random() * RESUME_SPREAD_MS)
      }
      tick()
    },
    stop: () => cancelTimer?.(),
  }
}
