import { MINUTE_MS } from '@shared/lib/durations'
import { MAX_WAIT_MS } from './limits'

interface Lane {
  limit: number
  stoppedUntilMs: number
  /** When the limit may grow by one again. */
  growsAtMs: number
}

const GROWTH_EVERY_MS = 2 * MINUTE_MS

/**
 * What the gateway has taught about each lane since the start: a refusal (429, 503 with Retry-After) stops the lane for
 * the asked time and lowers its limit below what was running; quiet minutes raise it again. Times are monotonic.
 */
export interface Lanes {
  readonly slowDown: (lane: string, running: number, waitMs: number, nowMs: number) => void
  /** Stops a lane without lowering its limit: the network is gone, which is nobody's limit. */
  readonly hold: (lane: string, waitMs: number, nowMs: number) => void
  /** For the claim: only lanes that differ from the default. */
  readonly limits: (nowMs: number) => Readonly<Record<string, number>>
  /** When a stopped lane opens next; null where none is stopped. */
  readonly opensInMs: (nowMs: number) => number | null
  readonly open: () => void
}

export function createLanes(defaultLimit: number): Lanes {
  const lanes = new Map<string, Lane>()
  const laneOf = (name: string): Lane => {
    const lane = lanes.get(name) ?? { limit: defaultLimit, stoppedUntilMs: 0, growsAtMs: 0 }
    lanes.set(name, lane)
    return lane
  }
  const hold = (name: string, waitMs: number, nowMs: number): void => {
    const lane = laneOf(name)
    lane.stoppedUntilMs = Math.max(lane.stoppedUntilMs, nowMs + Math.min(MAX_WAIT_MS, Math.max(0, waitMs)))
  }
  return {
    hold,
    slowDown: (name, running, waitMs, nowMs) => {
      const lane = laneOf(name)
      lane.limit = Math.max(1, Math.min(lane.limit, running))
      hold(name, waitMs, nowMs)
      lane.growsAtMs = lane.stoppedUntilMs + GROWTH_EVERY_MS
    },
    limits: (nowMs) => {
      const limits: Record<string, number> = {}
      for (const [name, lane] of lanes) {
        if (lane.limit < defaultLimit && nowMs >= lane.growsAtMs) {
          lane.limit += 1
          lane.growsAtMs = nowMs + GROWTH_EVERY_MS
        }
        if (nowMs < lane.stoppedUntilMs) limits[name] = 0
        else if (lane.limit < defaultLimit) limits[name] = lane.limit
      }
      return limits
    },
    opensInMs: (nowMs) => {
      const waits = [...lanes.values()].map((lane) => lane.stoppedUntilMs - nowMs).filter((waitMs) => waitMs > 0)
      return waits.length === 0 ? null : Math.min(...waits)
    },
    open: () => {
      for (const lane of lanes.values()) lane.stoppedUntilMs = 0
    },
  }
}
