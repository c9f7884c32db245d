import type { Database } from '../database'
import { closeMediaJob, type MediaJobEnd } from './media-job-writes'

export type { NewMediaJob } from './media-job-writes'

/** Counts a try before it begins, so that a job that takes the program down is not tried for ever. */
export async function startMediaJobAttempt(db: Database, jobId: string): Promise<number> {
  const row = db.get<{ attempt: number }>(
    'media-job.start-attempt',
    'UPDATE media_job SET attempt = attempt + 1 WHERE id = ? RETURNING attempt',
    [jobId],
  )
  return row?.attempt ?? 0
}

export async function finishMediaJob(db: Database, jobId: string, end: MediaJobEnd): Promise<void> {
  db.transaction('media-job.finish', () => closeMediaJob(db, jobId, end))
}
