import { performance } from 'node:perf_hooks'
import type { TaskClock } from '@main/tasks/ports'

/** Real time in which durations pass `factor` times as fast; the wall clock stays true, because the gateway has one too. */
export function createFastClock(factor: number): TaskClock {
  return {
    nowMs: Date.now,
    monotonicMs: () => performance.now() * factor,
    after: (delayMs, work) => {
      const timer = setTimeout(work, delayMs / factor)
      timer.unref()
      return () => clearTimeout(timer)
    },
  }
}
