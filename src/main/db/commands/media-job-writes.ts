import type { Failure } from '@shared/domain/app-error'
import type { Database } from '../database'
import { toJson } from '../json'

export interface NewMediaJob {
  readonly id: string
  readonly kind: string
  readonly input: unknown
}

export type MediaJobEnd =
  | { readonly state: 'done'; readonly resultAssetId: string | null }
  | { readonly state: 'failed'; readonly failure: Failure; readonly resultAssetId: string | null }

/** Inside a transaction. The same id again changes nothing: a job is noted once. */
export function addMediaJob(db: Database, job: NewMediaJob, nowMs: number): void {
  db.run(
    'media-job.add',
    `INSERT OR IGNORE INTO media_job (id, kind, input_json, state, created_at) VALUES (?, ?, ?, 'pending', ?)`,
    [job.id, job.kind, toJson(job.input), nowMs],
  )
}

/** Inside a transaction. */
export function closeMediaJob(db: Database, jobId: string, end: MediaJobEnd): void {
  db.run('media-job.close', 'UPDATE media_job SET state = ?, result_asset_id = ?, failure_json = ? WHERE id = ?', [
    end.state,
    end.resultAssetId,
    end.state === 'failed' ? toJson(end.failure) : null,
    jobId,
  ])
}
