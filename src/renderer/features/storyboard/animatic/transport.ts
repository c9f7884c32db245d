/** J, K and L as on an editing desk; rates are multiples of real time, negative ones run backwards. */
export type ShuttleKey = 'J' | 'K' | 'L'

const MAX_RATE = 4

/** Each press of J or L doubles the speed in its direction; the first one against the direction turns round. */
export function shuttleRate(rate: number, key: ShuttleKey): number {
  if (key === 'K') return 0
  const direction = key === 'L' ? 1 : -1
  return rate * direction > 0 ? direction * Math.min(MAX_RATE, Math.abs(rate) * 2) : direction
}

export interface PlayState {
  readonly seconds: number
  /** 0 while paused. */
  readonly rate: number
}

/** Moves on by an interval of real time; stops at either end. */
export function advance({ seconds, rate }: PlayState, elapsedSeconds: number, total: number): PlayState {
  const next = seconds + rate * elapsedSeconds
  if (next >= total) return { seconds: total, rate: 0 }
  return next <= 0 && rate < 0 ? { seconds: 0, rate: 0 } : { seconds: next, rate }
}

/** "0:07.4": tenths, because cuts lie between full seconds. */
export function formatTenths(seconds: number): string {
  const tenths = Math.max(0, Math.floor(seconds * 10 + 1e-6))
  const minutes = Math.floor(tenths / 600)
  return `${minutes}:${String(Math.floor((tenths % 600) / 10)).padStart(2, '0')}.${tenths % 10}`
}
