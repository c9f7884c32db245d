import type { FollowUp } from '@shared/domain/task'
import type { PollReading, RemoteOutput } from '../types'
import { emptyAnswer, taskFailure } from './family-failures'

/** A vendor's words for the states of a task, in lower case. */
export interface StatusWords {
  readonly pending: ReadonlySet<string>
  readonly done: ReadonlySet<string>
  readonly failed: ReadonlySet<string>
  readonly canceled?: ReadonlySet<string>
}

export interface TaskFacts {
  /** The vendor's word as it came, not empty. */
  readonly status: string
  readonly progress?: number | null
  /** The vendor's reason for a failure, empty where there is none. */
  readonly reason: string
  readonly outputs: readonly RemoteOutput[]
  readonly followUps?: readonly FollowUp[]
  /** What is kept beside a failure. */
  readonly raw: unknown
}

/** What a task's facts say in the studio's terms. A finished task without a result is a failure. */
export function readTaskState(words: StatusWords, facts: TaskFacts): PollReading {
  const { status, progress = null, reason, outputs, followUps, raw } = facts
  const word = status.toLowerCase()
  if (words.canceled?.has(word)) {
    const failure = { ...taskFailure('canceled', raw), code: 'canceled', nextStep: 'none' } as const
    return { kind: 'failed', status, failure }
  }
  if (words.failed.has(word)) return { kind: 'failed', status, failure: taskFailure(reason, raw) }
  if (!words.done.has(word)) return { kind: 'pending', status, progress, isStatusKnown: words.pending.has(word) }
  if (outputs.length === 0) return { kind: 'failed', status, failure: emptyAnswer(reason, raw) }
  return { kind: 'completed', status, outputs, ...(followUps === undefined ? {} : { followUps }) }
}
