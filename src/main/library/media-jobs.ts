import { z } from 'zod'
import { AppError, toFailure } from '@shared/domain/app-error'
import { finishMediaJob, startMediaJobAttempt } from '../db/commands/media-job'
import { revealAssets } from '../db/commands/asset'
import type { NewMediaJob } from '../db/commands/media-job'
import { listPendingMediaJobs, loadMediaJob, type MediaJob } from '../db/queries/media-job'
import { loadAssetFile } from '../db/queries/asset'
import { loadResultFacts } from '../db/queries/output'
import { createLogger } from '../log/logger'
import type { LibraryContext } from './library-context'
import { type MediaWorker, MediaWorkerError } from './media-worker'
import type { LibraryStore } from './store'
import type { Uploads } from './uploads'
import { asMediaFailure } from './worker-failure'

const log = createLogger('library.jobs')

/** Puts the masked part of a model's answer into the picture it came from. */
export const compositeInputSchema = z.object({
  sourceAssetId: z.string(),
  answerAssetId: z.string(),
  maskAssetId: z.string(),
  featherPx: z.number().min(0).max(1_000),
  generationId: z.string().nullable(),
  outputId: z.string().nullable(),
  title: z.string(),
})
export type CompositeInput = z.output<typeof compositeInputSchema>

/** As a row to be committed with the answer, so that no answer is left hidden with nothing to follow. */
export const compositeJob = (jobId: string, input: CompositeInput): NewMediaJob => ({
  id: jobId,
  kind: 'mask-composite',
  input,
})

/** Work of the media worker that must survive a restart; each job is a row and runs one at a time. */
export interface MediaJobs {
  /**
   * Runs a noted job to its end, or answers with what it made before. Safe to call again after a crash.
   * @returns the asset it made; the untouched answer where the two could not be combined
   * @throws AppError when it may be tried again
   */
  readonly finish: (jobId: string) => Promise<string>
  /** Goes on with what an earlier run of the program left. */
  readonly resume: () => Promise<void>
}

export interface MediaJobsOptions {
  readonly context: LibraryContext
  readonly worker: MediaWorker
  readonly uploads: Uploads
  readonly store: LibraryStore
}

const MAX_ATTEMPTS = 3

export function createMediaJobs({ context, worker, uploads, store }: MediaJobsOptions): MediaJobs {
  const running = new Map<string, Promise<string>>()

  const composite = async (job: MediaJob, input: CompositeInput): Promise<string> => {
    const { uploadToken } = await worker.run('mask-composite', input)
    const upload = uploads.take(uploadToken)
    if (!upload) throw new MediaWorkerError('internal', 'the picture that was made did not arrive')
    const facts = input.generationId === null ? null : await loadResultFacts(context.db, input.generationId)
    const { assetId } = await store.store({
      stagedPath: upload.path,
      written: upload,
      expected: 'image',
      displayName: `${input.title}.png`,
      title: input.title,
      origin: 'generated',
      generationId: input.generationId,
      modelId: facts?.modelId ?? null,
      isHidden: false,
      searchText: facts?.prompt ?? '',
      relations: [
        { parentId: input.sourceAssetId, relation: 'edit' },
        { parentId: input.maskAssetId, relation: 'mask' },
        { parentId: input.answerAssetId, relation: 'raw' },
      ],
      outputId: input.outputId ?? undefined,
      finishesJobId: job.id,
    })
    return assetId
  }

  /** It was paid for: what cannot be combined is shown as it came. */
  const giveUp = async (job: MediaJob, input: CompositeInput, error: unknown): Promise<string> => {
    const failure = toFailure(asMediaFailure(error, 'Putting the changed part into the picture'))
    log.error('composite given up; the whole answer is shown instead', { jobId: job.id, error })
    await finishMediaJob(context.db, job.id, { state: 'failed', failure, resultAssetId: input.answerAssetId })
    context.news.changed(await revealAssets(context.db, [input.answerAssetId]), [input.answerAssetId])
    return input.answerAssetId
  }

  const run = async (jobId: string): Promise<string> => {
    const job = await loadMediaJob(context.db, jobId)
    if (!job) throw new AppError({ code: 'not-found', message: 'This work is not known any more.', nextStep: 'none' })
    if (job.state !== 'pending' && job.resultAssetId) return job.resultAssetId
    const input = compositeInputSchema.parse(job.input)
    if (!(await areInputsThere(context, input))) return giveUp(job, input, INPUT_GONE)
    const attempt = await startMediaJobAttempt(context.db, jobId)
    try {
      return await composite(job, input)
    } catch (error) {
      const trouble = error instanceof MediaWorkerError ? error.trouble : null
      const isHopeless =
        trouble === 'undecodable' || (attempt >= MAX_ATTEMPTS && trouble !== 'closed' && trouble !== null)
      if (isHopeless) return giveUp(job, input, error)
      throw asMediaFailure(error, 'Putting the changed part into the picture')
    }
  }

  const finish = (jobId: string): Promise<string> => {
    const known = running.get(jobId)
    if (known) return known
    const work = run(jobId).finally(() => running.delete(jobId))
    running.set(jobId, work)
    return work
  }

  return {
    finish,
    resume: async () => {
      if (context.db.readOnlyReason) return
      const pending = await listPendingMediaJobs(context.db)
      for (const job of pending) {
        const error = await finish(job.id).then(
          () => null,
          (reason: unknown) => reason,
        )
        if (error !== null) log.warn('job put off', { jobId: job.id, error })
        // The studio is being closed; another try would only open the worker's page again.
        if (error instanceof Error && error.cause instanceof MediaWorkerError && error.cause.trouble === 'closed')
          return
      }
    },
  }
}

async function areInputsThere(context: LibraryContext, input: CompositeInput): Promise<boolean> {
  const ids = [input.sourceAssetId, input.answerAssetId, input.maskAssetId]
  const found = await Promise.all(ids.map((id) => loadAssetFile(context.db, id)))
  return found.every((asset) => asset !== null)
}

const INPUT_GONE = new AppError({
  code: 'not-found',
  message: 'A picture that this edit needs is no longer in the library.',
  nextStep: 'none',
})
