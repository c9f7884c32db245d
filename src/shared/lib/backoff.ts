export interface BackoffOptions {
  readonly baseMs: number
  readonly capMs: number
}

/**
 * Exponential delay with full jitter, in milliseconds.
 * @param attempt 0 for the first repetition
 * @param random a value in [0, 1), passed in so that callers stay deterministic in tests
 */
export function backoffDelayMs(attempt: number, options: BackoffOptions, random: number): number {
  const ceiling = Math.min(options.capMs, options.baseMs * 2 ** Math.min(attempt, 30))
  return Math.round(ceiling / 2 + (ceiling / 2) * random)
}
