import type { TaskClock } from './ports'

/** Node's timers hold no longer delays. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** The engine's clock on real timers; none of them keeps the program from ending. */
export function createTaskClock(clock: Pick<TaskClock, 'nowMs' | 'monotonicMs'>): TaskClock {
  return {
    ...clock,
    after: (delayMs, work) => {
      const timer = setTimeout(work, Math.min(LONGEST_TIMER_MS, Math.max(0, delayMs)))
      timer.unref()
      return () => clearTimeout(timer)
    },
  }
}
