import type { TaskContext } from './context'
import { DISK_FULL_RETRY_MS, MAX_SAVE_TRIES } from './limits'

export const pause = (context: TaskContext, delayMs: number): Promise<void> =>
  new Promise((resolve) => void context.clock.after(delayMs, resolve))

/**
 * Repeats work whose result exists only in memory until the database takes it. In the end it is left to the next start,
 * which finds the task as it was before.
 */
export async function untilSaved(context: TaskContext, what: string, work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; !context.isStopped(); attempt += 1) {
    try {
      await work()
      return
    } catch (error) {
      if (context.isStopped()) return
      context.trouble.failed(what, error)
      if (attempt >= MAX_SAVE_TRIES) return
      await pause(context, DISK_FULL_RETRY_MS)
    }
  }
}
