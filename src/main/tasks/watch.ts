import type { TaskFields } from '../db/commands/task-change'
import type { TaskRecord } from '../db/queries/task-work'
import type { WatchFacts } from './judge-poll'
import type { RemoteTask } from './ports'

/** A task at the gateway, as the poller holds it in memory; the row stays the truth. Times are monotonic milliseconds. */
export interface Watch {
  readonly record: TaskRecord
  readonly remote: RemoteTask
  /** Age when the watch began, from the row's wall time, never negative. */
  readonly initialAgeMs: number
  readonly beganAtMs: number
  dueAtMs: number
  askedAtMs: number
  isInFlight: boolean
  badPolls: number
  missingSinceMs: number | null
  unknownSinceMs: number | null
  isCancelRequested: boolean
  remoteStatus: string | null
  progress: number | null
}

export function createWatch(
  record: TaskRecord,
  remote: RemoteTask,
  times: { readonly monotonicMs: number; readonly nowMs: number; readonly delayMs: number },
): Watch {
  return {
    record,
    remote,
    initialAgeMs: Math.max(0, times.nowMs - (record.submittedAtMs ?? record.createdAtMs)),
    beganAtMs: times.monotonicMs,
    dueAtMs: times.monotonicMs + times.delayMs,
    askedAtMs: Number.NEGATIVE_INFINITY,
    isInFlight: false,
    badPolls: 0,
    missingSinceMs: null,
    unknownSinceMs: null,
    isCancelRequested: record.isCancelRequested,
    remoteStatus: record.remoteStatus,
    progress: record.progress,
  }
}

export function factsOf(watch: Watch, nowMs: number, random: number): WatchFacts {
  return {
    nowMs,
    ageMs: watch.initialAgeMs + (nowMs - watch.beganAtMs),
    watchedForMs: nowMs - watch.beganAtMs,
    badPolls: watch.badPolls,
    missingSinceMs: watch.missingSinceMs,
    unknownSinceMs: watch.unknownSinceMs,
    isCancelRequested: watch.isCancelRequested,
    random,
  }
}

/** A row is written only when a person would see the difference. */
export function isNews(watch: Watch, set: TaskFields): boolean {
  const hasNewStatus = set.remoteStatus !== undefined && set.remoteStatus !== watch.remoteStatus
  const progress = set.progress ?? null
  const hasMoved = progress !== null && (watch.progress === null || Math.abs(progress - watch.progress) >= 0.01)
  return hasNewStatus || hasMoved
}
