import { performance } from 'node:perf_hooks'
import type { TaskClock } from '@main/tasks/ports'
import { createTaskClock } from '@main/tasks/task-clock'

/** Real time in which durations pass `factor` times as fast; the wall clock stays true, because the gateway has one too. */
export function createFastClock(factor: number): TaskClock {
  const real = createTaskClock({ nowMs: Date.now, monotonicMs: () => performance.now() * factor })
  return { ...real, after: (delayMs, work) => real.after(delayMs / factor, work) }
}
