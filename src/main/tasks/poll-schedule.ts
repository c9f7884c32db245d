import { groupBy } from '@shared/lib/group-by'
import { MAX_POLLS_IN_FLIGHT, POLL_BURST, POLLS_PER_SECOND } from './limits'
import { createRequestBudget, type RequestBudget } from './request-budget'
import type { Watch } from './watch'

/** One request to be made: one task, or a batch of them. */
export interface PollJob {
  readonly keyProfileId: string
  readonly watches: readonly Watch[]
  readonly isBatch: boolean
}

/** A family that is asked in batches is asked for everything that was not asked within this time. */
const BATCH_FRESHNESS_MS = 2_500
const MAX_REST_MS = 30_000

interface KeyPace {
  readonly budget: RequestBudget
  restsUntilMs: number
  restsInARow: number
  inFlight: number
}

export interface PollScheduleOptions {
  readonly batchSizeOf: (operationId: string) => number | null
  readonly batchKeyOf: (watch: Watch) => string
}

/** Decides which polls go now, under the budget of each key. Pure but for its own memory; times are monotonic. */
export interface PollSchedule {
  /** Takes what may go now; a taken job is in flight until {@link PollSchedule.finish}. */
  readonly take: (watches: Iterable<Watch>, nowMs: number) => readonly PollJob[]
  readonly finish: (job: PollJob) => void
  /** All polls of a key rest, and then one goes ahead of the others; rests in a row that nobody named grow up to 30 s. */
  readonly rest: (
    keyProfileId: string,
    rest: { readonly restMs: number; readonly isAsked: boolean },
    nowMs: number,
  ) => void
  readonly recover: (keyProfileId: string) => void
  /** Milliseconds until `take` may have something; null where nothing waits. */
  readonly nextInMs: (watches: Iterable<Watch>, nowMs: number) => number | null
}

export function createPollSchedule(options: PollScheduleOptions): PollSchedule {
  const paces = new Map<string, KeyPace>()
  const paceOf = (key: string): KeyPace => {
    const pace = paces.get(key) ?? {
      budget: createRequestBudget(POLLS_PER_SECOND, POLL_BURST),
      restsUntilMs: 0,
      restsInARow: 0,
      inFlight: 0,
    }
    paces.set(key, pace)
    return pace
  }
  const isFree = (pace: KeyPace, nowMs: number): boolean =>
    nowMs >= pace.restsUntilMs && pace.inFlight < (pace.restsInARow > 0 ? 1 : MAX_POLLS_IN_FLIGHT)

  return {
    take: (watches, nowMs) => {
      const idle = [...watches].filter((watch) => !watch.isInFlight)
      const jobs = jobsOf(idle, nowMs, options)
      const taken: PollJob[] = []
      for (const job of jobs) {
        const pace = paceOf(job.keyProfileId)
        if (!isFree(pace, nowMs) || !pace.budget.take(nowMs)) continue
        pace.inFlight += 1
        for (const watch of job.watches) {
          watch.isInFlight = true
          watch.askedAtMs = nowMs
        }
        taken.push(job)
      }
      return taken
    },
    finish: (job) => {
      paceOf(job.keyProfileId).inFlight -= 1
      for (const watch of job.watches) watch.isInFlight = false
    },
    rest: (key, { restMs, isAsked }, nowMs) => {
      const pace = paceOf(key)
      const grownMs = isAsked ? restMs : Math.min(MAX_REST_MS, restMs * 2 ** pace.restsInARow)
      pace.restsInARow = Math.min(6, pace.restsInARow + 1)
      pace.restsUntilMs = Math.max(pace.restsUntilMs, nowMs + grownMs)
    },
    recover: (key) => {
      const pace = paceOf(key)
      pace.restsInARow = 0
      pace.restsUntilMs = 0
    },
    nextInMs: (watches, nowMs) => {
      let nextMs: number | null = null
      for (const watch of watches) {
        if (watch.isInFlight) continue
        const pace = paceOf(watch.record.keyProfileId)
        const waitMs = Math.max(watch.dueAtMs - nowMs, pace.restsUntilMs - nowMs, pace.budget.waitMs(nowMs))
        if (nextMs === null || waitMs < nextMs) nextMs = waitMs
      }
      return nextMs === null ? null : Math.max(0, nextMs)
    },
  }
}

/** Due work, longest overdue first. */
function jobsOf(idle: readonly Watch[], nowMs: number, options: PollScheduleOptions): readonly PollJob[] {
  const due = idle.filter((watch) => watch.dueAtMs <= nowMs).sort((a, b) => a.dueAtMs - b.dueAtMs)
  const single = due.filter((watch) => options.batchSizeOf(watch.record.operationId) === null)
  const batched = idle.filter((watch) => options.batchSizeOf(watch.record.operationId) !== null)
  const jobs: PollJob[] = single.map((watch) => ({
    keyProfileId: watch.record.keyProfileId,
    watches: [watch],
    isBatch: false,
  }))
  for (const group of groupBy(batched, options.batchKeyOf).values()) jobs.push(...batchJobs(group, nowMs, options))
  return jobs.sort((a, b) => firstDueMs(a) - firstDueMs(b))
}

/** When one task of a batch family is due, those that were not asked a moment ago go along. */
function batchJobs(group: readonly Watch[], nowMs: number, options: PollScheduleOptions): readonly PollJob[] {
  const [first] = group
  const size = first && options.batchSizeOf(first.record.operationId)
  if (!first || !size || !group.some((watch) => watch.dueAtMs <= nowMs)) return []
  const wanted = group
    .filter((watch) => watch.dueAtMs <= nowMs || nowMs - watch.askedAtMs >= BATCH_FRESHNESS_MS)
    .sort((a, b) => a.dueAtMs - b.dueAtMs)
  const jobs: PollJob[] = []
  for (let start = 0; start < wanted.length; start += size) {
    const watches = wanted.slice(start, start + size)
    // A chunk in which nothing is due would be a request for nothing.
    if (watches.some((watch) => watch.dueAtMs <= nowMs))
      jobs.push({ keyProfileId: first.record.keyProfileId, watches, isBatch: true })
  }
  return jobs
}

const firstDueMs = (job: PollJob): number => Math.min(...job.watches.map((watch) => watch.dueAtMs))
