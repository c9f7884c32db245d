interface Timer {
  readonly atMs: number
  readonly order: number
  readonly work: () => void
}

export interface FakeClock {
  readonly nowMs: () => number
  readonly monotonicMs: () => number
  readonly after: (delayMs: number, work: () => void) => () => void
  /** Lets time pass: runs every timer on its way, in order, and lets promises settle after each. */
  readonly advance: (byMs: number) => Promise<void>
  /** The wall clock jumps; durations do not notice. */
  readonly jumpWall: (byMs: number) => void
}

const START_MS = Date.UTC(2026, 0, 1)

/** Time that stands still until a test lets it pass. */
export function createFakeClock(): FakeClock {
  let elapsedMs = 0
  let wallOffsetMs = START_MS
  let order = 0
  const timers = new Set<Timer>()

  const nextTimer = (untilMs: number): Timer | null => {
    let next: Timer | null = null
    for (const timer of timers) {
      if (timer.atMs > untilMs) continue
      if (next === null || timer.atMs < next.atMs || (timer.atMs === next.atMs && timer.order < next.order))
        next = timer
    }
    return next
  }

  return {
    nowMs: () => wallOffsetMs + elapsedMs,
    monotonicMs: () => elapsedMs,
    after: (delayMs, work) => {
      const timer = { atMs: elapsedMs + Math.max(0, delayMs), order: (order += 1), work }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance: async (byMs) => {
      const untilMs = elapsedMs + byMs
      await settle()
      for (let timer = nextTimer(untilMs); timer !== null; timer = nextTimer(untilMs)) {
        timers.delete(timer)
        elapsedMs = Math.max(elapsedMs, timer.atMs)
        timer.work()
        await settle()
      }
      elapsedMs = untilMs
    },
    jumpWall: (byMs) => {
      wallOffsetMs += byMs
    },
  }
}

/** Lets everything that needs no time come to rest: the database answers at once, promises need a few turns. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
