import { MINUTE_MS, SECOND_MS } from '@shared/lib/durations'

const MIN_INTERVAL_MS = 4 * SECOND_MS
const STEADY_INTERVAL_MS = 5.5 * SECOND_MS
const MAX_INTERVAL_MS = 30 * SECOND_MS
/** Nearly all work ends before this age; what is older may be noticed later. */
const STEADY_UNTIL_MS = 6 * MINUTE_MS
const SHARE_OF_AGE = 0.15

/**
 * Time to the next question about a task, in milliseconds: 15 % of its age between 4 and 5.5 s, and for old tasks up to
 * 30 s, with a jitter of ±10 % so that tasks of one moment drift apart.
 * @param random a value in [0, 1)
 */
export function pollIntervalMs(ageMs: number, random: number): number {
  const share = ageMs * SHARE_OF_AGE
  const cap = ageMs < STEADY_UNTIL_MS ? STEADY_INTERVAL_MS : MAX_INTERVAL_MS
  const wanted = ageMs < STEADY_UNTIL_MS ? share : share - (STEADY_UNTIL_MS * SHARE_OF_AGE - STEADY_INTERVAL_MS)
  const interval = Math.min(cap, Math.max(MIN_INTERVAL_MS, wanted))
  return Math.round(interval * (0.9 + 0.2 * random))
}
