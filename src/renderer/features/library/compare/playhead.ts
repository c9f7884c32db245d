/** Half a frame at 24 per second: what is nearer than this counts as together. */
export const TOGETHER_S = 1 / 48
/** Farther apart than this, running a little faster no longer helps. */
const CATCH_UP_S = 0.25
const MOST_CORRECTION = 0.08

export type Correction =
  | { readonly kind: 'none' }
  | { readonly kind: 'rate'; readonly rate: number }
  | { readonly kind: 'seek'; readonly timeS: number }

/**
 * How a clip keeps up with the leading one: near enough is left alone, a small distance is made up by a slightly other
 * rate (a seek would stutter), a large one by a seek. A shorter clip waits at its end.
 */
export function correctionOf(leaderS: number, followerS: number, durationS: number): Correction {
  const wantedS = Math.min(leaderS, durationS)
  const behindS = wantedS - followerS
  if (Math.abs(behindS) <= TOGETHER_S / 4) return { kind: 'none' }
  if (Math.abs(behindS) > CATCH_UP_S) return { kind: 'seek', timeS: wantedS }
  return { kind: 'rate', rate: 1 + Math.min(MOST_CORRECTION, Math.max(-MOST_CORRECTION, behindS * 2)) }
}
