import { MINUTE_MS, SECOND_MS } from '@shared/lib/durations'

/** No wait that a server asks for is believed beyond this. */
export const MAX_RETRY_AFTER_MS = 10 * MINUTE_MS

/**
 * The wait in a Retry-After header in milliseconds, clamped to [0, 10 min].
 * Seconds and HTTP dates are understood; anything else, or no header, is undefined.
 */
export function parseRetryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? ''
  if (text === '') return undefined
  const seconds = Number(text)
  if (Number.isFinite(seconds)) return clampWaitMs(seconds * SECOND_MS)
  if (!/[a-z]/i.test(text)) return undefined
  const dateMs = Date.parse(text)
  return Number.isNaN(dateMs) ? undefined : clampWaitMs(dateMs - nowMs)
}

function clampWaitMs(waitMs: number): number {
  return Math.round(Math.min(MAX_RETRY_AFTER_MS, Math.max(0, waitMs)))
}
