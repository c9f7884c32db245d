import { AppError, type Failure } from '@shared/domain/app-error'
import { MINUTE_MS } from '@shared/lib/durations'
import { createLogger } from '../log/logger'

const log = createLogger('tasks.trouble')

/** A full disk fails many writes in a row; the person hears of it once in this time. */
const NOTICE_EVERY_MS = 30 * MINUTE_MS

export interface TroubleReporter {
  /** Logs a write that failed and will be tried again; a full disk is told to the person. */
  readonly failed: (what: string, error: unknown) => void
}

export function createTroubleReporter(raise: (failure: Failure) => void, monotonicMs: () => number): TroubleReporter {
  let toldAtMs = Number.NEGATIVE_INFINITY
  return {
    failed: (what, error) => {
      log.error(what, error)
      if (!isDiskFull(error) || monotonicMs() - toldAtMs < NOTICE_EVERY_MS) return
      toldAtMs = monotonicMs()
      raise(DISK_FULL)
    },
  }
}

/** The file system or SQLite found no space for a write; nothing was changed. */
export function isDiskFull(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'disk-full'
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL'
}

export const DISK_FULL: Failure = {
  code: 'disk-full',
  message:
    'The disk is full. Tasks and results wait where they are and go on as soon as there is space; nothing is lost.',
  nextStep: 'free-space',
}
