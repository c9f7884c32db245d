import { randomUUID } from 'node:crypto'
import {
  type MediaJobAnswer,
  mediaJobAnswers,
  type MediaJobInputs,
  type MediaJobKind,
  type MediaWorkerOrder,
  type MediaWorkerReport,
} from '@shared/contracts/media-worker'
import { MINUTE_MS, SECOND_MS } from '@shared/lib/durations'
import { createLogger } from '../log/logger'

const log = createLogger('library.media-worker')

/** The page that decodes; main's adapter makes it a hidden, sandboxed window. */
export interface MediaWorkerPage {
  readonly send: (order: MediaWorkerOrder) => void
  readonly close: () => void
}

export interface MediaWorkerPageEvents {
  readonly onReport: (report: MediaWorkerReport) => void
  /** The page crashed, or was closed because the studio's windows were. */
  readonly onGone: (how: 'crashed' | 'closed', why: string) => void
}

/** Opens a page; it says `ready` when it takes orders. */
export type OpenMediaWorkerPage = (events: MediaWorkerPageEvents) => MediaWorkerPage

export type MediaWorkerTrouble =
  | 'undecodable'
  | 'died'
  | 'timed-out'
  | 'not-started'
  | 'closed'
  | 'canceled'
  | 'internal'

/**
 * Why a job gave nothing; `died` and `timed-out` took the page with them and may be the file's fault. `not-started` is
 * no file's: there is no page at all. `closed` is nobody's: the studio is being closed.
 */
export class MediaWorkerError extends Error {
  readonly trouble: MediaWorkerTrouble

  constructor(trouble: MediaWorkerTrouble, message: string) {
    super(message)
    this.name = 'MediaWorkerError'
    this.trouble = trouble
  }
}

export interface JobControl {
  readonly onProgress?: ((progress: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

export interface MediaWorker {
  /** @throws MediaWorkerError */
  readonly run: <Kind extends MediaJobKind>(
    kind: Kind,
    input: MediaJobInputs[Kind],
    control?: JobControl,
  ) => Promise<MediaJobAnswer<Kind>>
  /** Closes the page; jobs under way end as `closed`. The next job opens it again. */
  readonly close: () => void
}

export interface MediaWorkerOptions {
  readonly openPage: OpenMediaWorkerPage
  /** Longest time without an answer or progress; tests shorten it. */
  readonly timeoutsMs?: Partial<Readonly<Record<MediaJobKind | 'start', number>>>
  /** The page is closed after so long without work, to give its memory back. */
  readonly idleCloseMs?: number
}

const TIMEOUTS_MS: Readonly<Record<MediaJobKind | 'start', number>> = {
  start: 30 * SECOND_MS,
  thumbnail: 30 * SECOND_MS,
  look: 30 * SECOND_MS,
  'mask-composite': 2 * MINUTE_MS,
  'mask-to-polarity': MINUTE_MS,
  'to-png': MINUTE_MS,
  'render-picture': MINUTE_MS,
  'contact-sheet': MINUTE_MS,
  // Of silence: an export reports its progress.
  'export-mp4': MINUTE_MS,
}

interface RunningJob {
  readonly kind: MediaJobKind
  readonly order: MediaWorkerOrder
  readonly onProgress: (progress: number) => void
  readonly settle: (outcome: { readonly answer: unknown } | MediaWorkerError) => void
  timer: NodeJS.Timeout | undefined
}

interface LivePage {
  readonly page: MediaWorkerPage
  isReady: boolean
  startTimer: NodeJS.Timeout | undefined
}

/**
 * Runs jobs in a page that may die or hang at any moment. Every job has a time-out; a page that dies or misses one is
 * thrown away with all its jobs, and the next job gets a fresh one.
 */
export function createMediaWorker(options: MediaWorkerOptions): MediaWorker {
  const timeouts = { ...TIMEOUTS_MS, ...options.timeoutsMs }
  const jobs = new Map<string, RunningJob>()
  let live: LivePage | null = null
  let idleTimer: NodeJS.Timeout | undefined

  const drop = (trouble: 'died' | 'timed-out' | 'not-started' | 'closed', why: string): void => {
    const gone = live
    live = null
    clearTimeout(gone?.startTimer)
    clearTimeout(idleTimer)
    gone?.page.close()
    for (const [jobId, job] of jobs) {
      jobs.delete(jobId)
      clearTimeout(job.timer)
      job.settle(new MediaWorkerError(trouble, why))
    }
  }
  const watch = (job: RunningJob): void => {
    clearTimeout(job.timer)
    job.timer = setTimeout(
      () => drop('timed-out', `The media worker did not finish ${job.kind} in time`),
      timeouts[job.kind],
    )
  }
  const send = (job: RunningJob): void => {
    watch(job)
    live?.page.send(job.order)
  }
  const onReport = (report: MediaWorkerReport): void => {
    if (report.report === 'ready') {
      if (!live || live.isReady) return
      live.isReady = true
      clearTimeout(live.startTimer)
      for (const job of jobs.values()) send(job)
      return
    }
    const job = jobs.get(report.jobId)
    if (!job) return
    if (report.report === 'progress') {
      watch(job)
      job.onProgress(report.progress)
    } else if (report.report === 'done') {
      job.settle({ answer: report.answer })
    } else {
      const trouble = report.reason === 'upload' ? 'internal' : report.reason
      job.settle(new MediaWorkerError(trouble, report.message))
    }
  }
  const ensurePage = (): LivePage => {
    if (live) return live
    const page = options.openPage({
      onReport: (report) => {
        if (live?.page === page) onReport(report)
      },
      onGone: (how, why) => {
        if (live?.page !== page) return
        log.warn('media worker is gone', { how, why, jobs: jobs.size })
        if (how === 'closed') drop('closed', why)
        else drop(live.isReady ? 'died' : 'not-started', why)
      },
    })
    const startTimer = setTimeout(() => drop('not-started', 'The media worker did not start'), timeouts.start)
    live = { page, isReady: false, startTimer }
    return live
  }
  const rest = (): void => {
    clearTimeout(idleTimer)
    if (jobs.size > 0 || !live) return
    idleTimer = setTimeout(() => drop('closed', 'idle'), options.idleCloseMs ?? MINUTE_MS)
    idleTimer.unref()
  }

  return {
    run: <Kind extends MediaJobKind>(kind: Kind, input: MediaJobInputs[Kind], control: JobControl = {}) =>
      new Promise<MediaJobAnswer<Kind>>((resolve, reject) => {
        const { signal, onProgress } = control
        if (signal?.aborted) {
          reject(new MediaWorkerError('canceled', 'Cancelled'))
          return
        }
        const jobId = randomUUID()
        const cancel = (): void => {
          live?.page.send({ order: 'cancel', jobId })
          job.settle(new MediaWorkerError('canceled', 'Cancelled'))
        }
        const job: RunningJob = {
          kind,
          // The compiler does not follow that kind and input belong together through a generic.
          order: { order: 'run', jobId, kind, input } as MediaWorkerOrder,
          onProgress: onProgress ?? (() => undefined),
          timer: undefined,
          settle: (outcome) => {
            jobs.delete(jobId)
            clearTimeout(job.timer)
            signal?.removeEventListener('abort', cancel)
            rest()
            if (outcome instanceof MediaWorkerError) {
              reject(outcome)
              return
            }
            const parsed = mediaJobAnswers[kind].safeParse(outcome.answer)
            if (parsed.success) resolve(parsed.data as MediaJobAnswer<Kind>)
            else reject(new MediaWorkerError('internal', 'The media worker gave an answer of a wrong shape'))
          },
        }
        signal?.addEventListener('abort', cancel, { once: true })
        jobs.set(jobId, job)
        clearTimeout(idleTimer)
        if (ensurePage().isReady) send(job)
      }),
    close: () => drop('closed', 'The studio is closing'),
  }
}
