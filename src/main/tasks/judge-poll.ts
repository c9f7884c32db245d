import type { Failure } from '@shared/domain/app-error'
import { assertNever } from '@shared/lib/assert-never'
import { backoffDelayMs } from '@shared/lib/backoff'
import type { TaskState } from '@shared/domain/task'
import type { TaskFields } from '../db/commands/task-change'
import {
  LAG_PATIENCE_MS,
  LOSS_PATIENCE_MS,
  MAX_WAIT_MS,
  POLL_BACKOFF,
  TASK_TTL_MS,
  TTL_MIN_WATCH_MS,
  UNKNOWN_STATUS_PATIENCE_MS,
} from './limits'
import { pollIntervalMs } from './pace'
import type { FoundVendorItem } from '@shared/domain/vendor-item'
import type { FoundOutput, FoundUsage, PollOutcome } from './ports'

/** What the poller remembers of a task between two polls; times are monotonic milliseconds. */
export interface WatchFacts {
  readonly nowMs: number
  readonly ageMs: number
  /** How long this program has watched, as opposed to how old the task is. */
  readonly watchedForMs: number
  readonly badPolls: number
  readonly missingSinceMs: number | null
  readonly unknownSinceMs: number | null
  readonly isCancelRequested: boolean
  readonly random: number
}

/** What to do after a poll. `wait` leaves the task where it is. */
export type PollDecision =
  | {
      readonly kind: 'wait'
      readonly delayMs: number
      readonly set?: TaskFields
      readonly badPolls: number
      readonly missingSinceMs: number | null
      readonly unknownSinceMs: number | null
      /** All polls of this key rest; a time that the gateway named is taken as it is, others grow. */
      readonly keyRest?: { readonly restMs: number; readonly isAsked: boolean }
    }
  | {
      readonly kind: 'end'
      readonly to: Extract<TaskState, 'failed' | 'canceled' | 'unknown' | 'waiting-input'>
      readonly set: TaskFields
    }
  | {
      readonly kind: 'collect'
      readonly outputs: readonly FoundOutput[]
      readonly items: readonly FoundVendorItem[]
      readonly usage: FoundUsage | undefined
      readonly set: TaskFields
    }

/** What one answer to a poll means. Trouble on the way is never a failure of the task. */
export function judgePoll(outcome: PollOutcome, facts: WatchFacts): PollDecision {
  switch (outcome.kind) {
    case 'pending':
      return judgePending(outcome, facts)
    case 'missing':
      return judgeMissing(outcome.raw, facts)
    case 'completed': {
      const { status, outputs, items = [], followUps = [], usage, raw } = outcome
      return { kind: 'collect', outputs, items, usage, set: { remoteStatus: status, followUps, ...rawField(raw) } }
    }
    case 'waiting-input':
      return { kind: 'end', to: 'waiting-input', set: { remoteStatus: outcome.status, followUps: outcome.followUps } }
    case 'failed':
      return {
        kind: 'end',
        to: facts.isCancelRequested ? 'canceled' : 'failed',
        set: { remoteStatus: outcome.status, failure: outcome.failure, ...rawField(outcome.failure.raw) },
      }
    case 'rate-limited':
      return outcome.retryAfterMs === null
        ? restKey(facts, backoffDelayMs(0, POLL_BACKOFF, facts.random), false)
        : restKey(facts, clampedWaitMs(outcome.retryAfterMs, facts.random), true)
    case 'transient':
      if (outcome.isKeyWide) return restKey(facts, backoffDelayMs(0, POLL_BACKOFF, facts.random), false)
      return {
        ...waitAgain(facts, backoffDelayMs(facts.badPolls, POLL_BACKOFF, facts.random)),
        badPolls: facts.badPolls + 1,
      }
    default:
      return assertNever(outcome)
  }
}

function judgePending(outcome: Extract<PollOutcome, { kind: 'pending' }>, facts: WatchFacts): PollDecision {
  const unknownSinceMs = outcome.isStatusKnown ? null : (facts.unknownSinceMs ?? facts.nowMs)
  const set = {
    remoteStatus: outcome.status,
    progress: outcome.progress,
    ...(outcome.isStatusKnown ? {} : rawField(outcome.raw)),
  }
  if (unknownSinceMs !== null && facts.nowMs - unknownSinceMs > UNKNOWN_STATUS_PATIENCE_MS) {
    return { kind: 'end', to: 'unknown', set: { ...set, failure: unknownWord(outcome.status, outcome.raw) } }
  }
  if (facts.ageMs > TASK_TTL_MS && facts.watchedForMs > TTL_MIN_WATCH_MS) {
    return { kind: 'end', to: 'unknown', set: { ...set, ...rawField(outcome.raw), failure: neverEnded(outcome.raw) } }
  }
  return {
    kind: 'wait',
    delayMs: pollIntervalMs(facts.ageMs, facts.random),
    set,
    badPolls: 0,
    missingSinceMs: null,
    unknownSinceMs,
  }
}

/** Right after a submit the gateway may not know its own id yet; later the work is lost. */
function judgeMissing(raw: string | undefined, facts: WatchFacts): PollDecision {
  const missingSinceMs = facts.missingSinceMs ?? facts.nowMs
  const isLost = facts.ageMs > LAG_PATIENCE_MS && facts.nowMs - missingSinceMs >= LOSS_PATIENCE_MS
  if (isLost) return { kind: 'end', to: 'failed', set: { failure: lostTask(raw), ...rawField(raw) } }
  return { ...waitAgain(facts, pollIntervalMs(0, facts.random)), missingSinceMs }
}

const waitAgain = (facts: WatchFacts, delayMs: number): Extract<PollDecision, { kind: 'wait' }> => ({
  kind: 'wait',
  delayMs,
  badPolls: facts.badPolls,
  missingSinceMs: facts.missingSinceMs,
  unknownSinceMs: facts.unknownSinceMs,
})

/** The task is due again when the rest is over; the budget spreads it and all others of the key. */
const restKey = (facts: WatchFacts, restMs: number, isAsked: boolean): PollDecision => ({
  ...waitAgain(facts, restMs),
  keyRest: { restMs, isAsked },
})

const clampedWaitMs = (waitMs: number, random: number): number =>
  Math.min(MAX_WAIT_MS, Math.max(0, waitMs) * (1 + 0.1 * random) + 50)

const rawField = (raw: string | undefined): TaskFields => (raw === undefined ? {} : { rawAnswer: raw })

const lostTask = (raw: string | undefined): Failure => ({
  code: 'not-found',
  message: 'The gateway does not know this task any more. It may have been charged; its usage page tells.',
  nextStep: 'retry',
  charge: 'maybe-charged',
  ...(raw === undefined ? {} : { raw }),
})

const neverEnded = (raw: string | undefined): Failure => ({
  code: 'outcome-unknown',
  message:
    'The gateway has called this task unfinished for a whole day, so the studio has stopped asking. "Look up" asks again.',
  nextStep: 'look-up',
  charge: 'maybe-charged',
  ...(raw === undefined ? {} : { raw }),
})

const unknownWord = (status: string, raw: string | undefined): Failure => ({
  code: 'outcome-unknown',
  message: `The gateway keeps calling the state of this task "${status.slice(0, 60)}", which the studio does not know. "Look up" asks again.`,
  nextStep: 'look-up',
  charge: 'maybe-charged',
  ...(raw === undefined ? {} : { raw }),
})
