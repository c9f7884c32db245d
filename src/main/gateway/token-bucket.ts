import { MINUTE_MS, SECOND_MS } from '@shared/lib/durations'
import type { GatewayCredentials } from './types'

export interface TokenBucketOptions {
  readonly clock: { readonly monotonicMs: () => number }
  /** The pace when nothing is wrong. */
  readonly ratePerSecond: number
  /** How many calls may go at once after a pause. */
  readonly burst: number
}

export type TakeResult =
  | { readonly isTaken: true }
  /** Ask again after this wait; it is exact unless others take first. */
  | { readonly isTaken: false; readonly waitMs: number }

/** Paces calls per key and host, slows down after a 429 and finds its way back. No timers: callers ask. */
export interface TokenBucket {
  readonly tryTake: (bucket: string) => TakeResult
  /** Halves the pace and stops the bucket for the wait the server asked for. */
  readonly noteRateLimited: (bucket: string, retryAfterMs?: number) => void
  /** A call that went well: the pace creeps back to the full one. */
  readonly noteAnswered: (bucket: string) => void
  readonly ratePerSecond: (bucket: string) => number
}

interface BucketState {
  tokens: number
  ratePerSecond: number
  refilledAtMs: number
  blockedUntilMs: number
}

const MIN_RATE_SHARE = 1 / 16
const RECOVERY_SHARE = 1 / 40
const DEFAULT_BLOCK_MS = 2 * SECOND_MS
const IDLE_FORGET_MS = 30 * MINUTE_MS
const MAX_BUCKETS = 64

export function createTokenBucket(options: TokenBucketOptions): TokenBucket {
  const states = new Map<string, BucketState>()
  const stateOf = (bucket: string): BucketState => {
    const nowMs = options.clock.monotonicMs()
    const known = states.get(bucket)
    if (known !== undefined) return refill(known, nowMs, options.burst)
    if (states.size >= MAX_BUCKETS) forgetIdle(states, nowMs)
    const fresh = {
      tokens: options.burst,
      ratePerSecond: options.ratePerSecond,
      refilledAtMs: nowMs,
      blockedUntilMs: nowMs,
    }
    states.set(bucket, fresh)
    return fresh
  }
  return {
    tryTake: (bucket) => {
      const state = stateOf(bucket)
      const blockedMs = state.blockedUntilMs - state.refilledAtMs
      if (blockedMs > 0) return { isTaken: false, waitMs: Math.ceil(blockedMs) }
      if (state.tokens >= 1) {
        state.tokens -= 1
        return { isTaken: true }
      }
      return { isTaken: false, waitMs: Math.ceil(((1 - state.tokens) / state.ratePerSecond) * SECOND_MS) }
    },
    noteRateLimited: (bucket, retryAfterMs = DEFAULT_BLOCK_MS) => {
      const state = stateOf(bucket)
      // Answers of one burst say the same thing: only the first one of them slows the pace.
      if (state.blockedUntilMs <= state.refilledAtMs) {
        state.ratePerSecond = Math.max(options.ratePerSecond * MIN_RATE_SHARE, state.ratePerSecond / 2)
      }
      state.blockedUntilMs = Math.max(state.blockedUntilMs, state.refilledAtMs + retryAfterMs)
      state.tokens = Math.min(state.tokens, 1)
    },
    noteAnswered: (bucket) => {
      const state = stateOf(bucket)
      const recovered = state.ratePerSecond + options.ratePerSecond * RECOVERY_SHARE
      state.ratePerSecond = Math.min(options.ratePerSecond, recovered)
    },
    ratePerSecond: (bucket) => stateOf(bucket).ratePerSecond,
  }
}

/** Limits belong to a key at a host: two profiles with one host do not slow each other down. */
export function bucketOf(credentials: GatewayCredentials): string {
  return `${credentials.profileId}@${new URL(credentials.baseUrl).host}`
}

/** Tokens do not grow while the bucket is blocked, or the end of a block would be a burst. */
function refill(state: BucketState, nowMs: number, burst: number): BucketState {
  const fromMs = Math.max(state.refilledAtMs, Math.min(state.blockedUntilMs, nowMs))
  const grown = ((nowMs - fromMs) / SECOND_MS) * state.ratePerSecond
  state.tokens = Math.min(burst, state.tokens + Math.max(0, grown))
  state.refilledAtMs = nowMs
  return state
}

function forgetIdle(states: Map<string, BucketState>, nowMs: number): void {
  for (const [bucket, state] of states) {
    if (nowMs - state.refilledAtMs > IDLE_FORGET_MS) states.delete(bucket)
  }
}
