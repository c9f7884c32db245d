import { createLogger } from '../log/logger'

const log = createLogger('tasks.crash')

const CRASH_POINTS = ['after-claim', 'after-send', 'after-remote', 'while-downloading', 'before-commit'] as const

/** The moments at which a kill hurts most. */
export type CrashPoint = (typeof CRASH_POINTS)[number]

/**
 * Kills this process at once, without a clean stop, where `STUDIO_CRASH_AT` names this point. Tests prove with it that
 * stopping is crashing and starting is recovering; without the variable it does nothing.
 */
export function crashPoint(point: CrashPoint): void {
  if (process.env.STUDIO_CRASH_AT !== point) return
  log.error('killed on demand', { point })
  process.kill(process.pid, 'SIGKILL')
  // The signal may take a moment; nothing of this program may run in it.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}
