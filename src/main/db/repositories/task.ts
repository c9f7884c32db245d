import { findOperation } from '@shared/catalog/operations'
import type { Failure } from '@shared/domain/app-error'
import type { AnnouncedStep } from '@shared/domain/continuation'
import type { Params, PostProcess } from '@shared/domain/generation'
import type { MediaKind } from '@shared/domain/media'
import type { Price } from '@shared/domain/money'
import type { FollowUp, GenerationOrigin, TaskOutput, TaskState, TaskView } from '@shared/domain/task'
import { fromJson } from '../json'

export interface TaskRow {
  readonly id: string
  readonly generation_id: string
  readonly state: TaskState
  readonly seq: number
  readonly lane: string
  readonly attempt: number
  readonly not_before: number
  readonly body_sha256: string | null
  readonly remote_json: string | null
  readonly remote_status: string | null
  readonly preparation: string | null
  readonly progress: number | null
  readonly follow_ups_json: string
  readonly cancel_requested: number
  readonly charged_micro_usd: number | null
  readonly failure_json: string | null
  readonly retry_of: string | null
  readonly created_at: number
  readonly submitted_at: number | null
  readonly finished_at: number | null
}

/** What the engine works with: a task with the frozen request of its generation. */
export interface TaskRecordRow extends TaskRow {
  readonly client_request_id: string
  readonly operation_id: string
  readonly model_id: string
  readonly prompt: string
  readonly params_json: string
  readonly input_asset_ids_json: string
  readonly origin_json: string
  readonly post_process_json: string | null
  readonly key_profile_id: string
}

export interface TaskViewRow extends TaskRow {
  readonly next_json: string | null
  readonly operation_id: string
  readonly model_id: string
  readonly prompt: string
  readonly origin_json: string
  readonly estimate_json: string
}

export interface OutputRow {
  readonly id: string
  readonly task_id: string
  readonly ordinal: number
  readonly media: MediaKind
  readonly state: TaskOutput['state']
  readonly url: string | null
  readonly staged_name: string | null
  readonly mime_hint: string | null
  readonly title: string | null
  readonly asset_id: string | null
  readonly attempt: number
  readonly failure_json: string | null
  readonly first_seen_at: number
}

export interface TaskRecord {
  readonly id: string
  readonly generationId: string
  readonly clientRequestId: string
  readonly state: TaskState
  readonly lane: string
  readonly attempt: number
  readonly bodySha256: string | null
  readonly remote: { readonly id: string; readonly context?: Readonly<Record<string, string>> } | null
  readonly remoteStatus: string | null
  readonly progress: number | null
  readonly operationId: string
  readonly modelId: string
  readonly prompt: string
  readonly params: Params
  readonly inputAssetIds: readonly string[]
  readonly origin: GenerationOrigin
  readonly postProcess: PostProcess | null
  readonly keyProfileId: string
  readonly isCancelRequested: boolean
  readonly createdAtMs: number
  readonly submittedAtMs: number | null
}

export interface OutputRecord {
  readonly id: string
  readonly taskId: string
  readonly ordinal: number
  readonly media: MediaKind
  readonly state: TaskOutput['state']
  readonly url: string | null
  readonly stagedName: string | null
  readonly mimeHint: string | null
  readonly title: string | null
  readonly attempt: number
  readonly firstSeenAtMs: number
}

export const toTaskRecord = (row: TaskRecordRow): TaskRecord => ({
  id: row.id,
  generationId: row.generation_id,
  clientRequestId: row.client_request_id,
  state: row.state,
  lane: row.lane,
  attempt: row.attempt,
  bodySha256: row.body_sha256,
  remote: fromJson(row.remote_json),
  remoteStatus: row.remote_status,
  progress: row.progress,
  operationId: row.operation_id,
  modelId: row.model_id,
  prompt: row.prompt,
  params: fromJson<Params>(row.params_json),
  inputAssetIds: fromJson<readonly string[]>(row.input_asset_ids_json),
  origin: fromJson<GenerationOrigin>(row.origin_json),
  postProcess: fromJson(row.post_process_json),
  keyProfileId: row.key_profile_id,
  isCancelRequested: row.cancel_requested === 1,
  createdAtMs: row.created_at,
  submittedAtMs: row.submitted_at,
})

export const toOutputRecord = (row: OutputRow): OutputRecord => ({
  id: row.id,
  taskId: row.task_id,
  ordinal: row.ordinal,
  media: row.media,
  state: row.state,
  url: row.url,
  stagedName: row.staged_name,
  mimeHint: row.mime_hint,
  title: row.title,
  attempt: row.attempt,
  firstSeenAtMs: row.first_seen_at,
})

export const toTaskView = (row: TaskViewRow, outputs: readonly OutputRow[]): TaskView => ({
  id: row.id,
  generationId: row.generation_id,
  seq: row.seq,
  state: row.state,
  operationId: row.operation_id,
  modelId: row.model_id,
  prompt: row.prompt,
  origin: fromJson<GenerationOrigin>(row.origin_json),
  progress: row.progress,
  remoteStatus: row.remote_status,
  ...(row.preparation === null ? {} : { preparation: row.preparation }),
  estimate: fromJson<Price>(row.estimate_json),
  chargedMicroUsd: row.charged_micro_usd,
  failure: fromJson<Failure>(row.failure_json),
  outputs: outputs.map(toTaskOutput),
  followUps: fromJson<readonly FollowUp[]>(row.follow_ups_json),
  retryOf: row.retry_of,
  next: fromJson<AnnouncedStep | null>(row.next_json),
  cancelRequested: row.cancel_requested === 1,
  createdAtMs: row.created_at,
  submittedAtMs: row.submitted_at,
  finishedAtMs: row.finished_at,
  expectedSeconds: findOperation(row.operation_id)?.expectedSeconds ?? null,
})

const toTaskOutput = (row: OutputRow): TaskOutput => ({
  id: row.id,
  ordinal: row.ordinal,
  media: row.media,
  state: row.state,
  assetId: row.asset_id,
  failure: fromJson<Failure>(row.failure_json),
})
