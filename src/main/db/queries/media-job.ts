import type { Failure } from '@shared/domain/app-error'
import type { Database } from '../database'
import { fromJson } from '../json'

export interface MediaJob {
  readonly id: string
  readonly kind: string
  /** As it was written; whoever runs the job checks its shape. */
  readonly input: unknown
  readonly state: 'pending' | 'done' | 'failed'
  readonly attempt: number
  readonly resultAssetId: string | null
  readonly failure: Failure | null
}

interface MediaJobRow {
  readonly id: string
  readonly kind: string
  readonly input_json: string
  readonly state: MediaJob['state']
  readonly attempt: number
  readonly result_asset_id: string | null
  readonly failure_json: string | null
}

export async function loadMediaJob(db: Database, jobId: string): Promise<MediaJob | null> {
  const row = db.get<MediaJobRow>('media-job.get', 'SELECT * FROM media_job WHERE id = ?', [jobId])
  return row ? toMediaJob(row) : null
}

export async function listPendingMediaJobs(db: Database): Promise<readonly MediaJob[]> {
  const rows = db.all<MediaJobRow>(
    'media-job.pending',
    "SELECT * FROM media_job WHERE state = 'pending' ORDER BY id LIMIT 1000",
  )
  return rows.map(toMediaJob)
}

const toMediaJob = (row: MediaJobRow): MediaJob => ({
  id: row.id,
  kind: row.kind,
  input: fromJson<unknown>(row.input_json),
  state: row.state,
  attempt: row.attempt,
  resultAssetId: row.result_asset_id,
  failure: fromJson<Failure>(row.failure_json),
})
