import type { Params, PostProcess } from '@shared/domain/generation'
import type { Price } from '@shared/domain/money'
import type { GenerationOrigin } from '@shared/domain/task'
import type { Database } from '../database'
import { addContinuation, moveContinuation, type NewContinuation } from './continuation'
import { addLedgerEntry } from './ledger-entry'

export interface NewGeneration {
  readonly generationId: string
  readonly taskId: string
  readonly ledgerEntryId: string
  readonly clientRequestId: string
  readonly operationId: string
  readonly specVersion: number
  readonly modelId: string
  readonly prompt: string
  readonly params: Params
  readonly inputAssetIds: readonly string[]
  readonly origin: GenerationOrigin
  readonly postProcess: PostProcess | null
  readonly estimate: Price
  readonly keyProfileId: string
  readonly keyProfileLabel: string
  readonly lane: string
  /** Set for work that runs at the gateway already: the task is watched, never sent. */
  readonly remote: { readonly id: string; readonly context?: Readonly<Record<string, string>> } | null
  readonly retryOf: string | null
  /** Ordered together with it, sent when it has succeeded. */
  readonly nextStep?: NewContinuation | undefined
  readonly nowMs: number
}

/** A single press of a button goes before the rest of a burst; somebody waits in front of chat and canvas. */
const SINGLE_PRIORITY = 5
const WAITED_FOR_PRIORITY = 10
const BURST_WINDOW_MS = 3_000

/**
 * Writes a generation, its task and the estimate together. The same `clientRequestId` writes nothing a second time.
 * @returns the id of the task, new or first
 */
export async function insertGeneration(
  db: Database,
  fresh: NewGeneration,
): Promise<{ readonly taskId: string; readonly isNew: boolean }> {
  return db.transaction('generation.insert', () => {
    const known = db.get<{ id: string }>(
      'generation.task-of-request',
      'SELECT task.id FROM generation JOIN task ON task.generation_id = generation.id WHERE generation.client_request_id = ?',
      [fresh.clientRequestId],
    )
    if (known) return { taskId: known.id, isNew: false }
    const priority = priorityOf(db, fresh)
    insertGenerationRow(db, fresh)
    insertTaskRow(db, fresh, priority)
    if (fresh.retryOf !== null) moveContinuation(db, fresh.retryOf, fresh.taskId)
    if (fresh.nextStep) addContinuation(db, fresh.taskId, fresh.nextStep, fresh.nowMs)
    const amountMicroUsd = fresh.estimate.kind === 'known' ? fresh.estimate.amountMicroUsd : null
    addLedgerEntry(db, {
      id: fresh.ledgerEntryId,
      taskId: fresh.taskId,
      kind: 'estimate',
      amountMicroUsd,
      nowMs: fresh.nowMs,
    })
    return { taskId: fresh.taskId, isNew: true }
  })
}

function insertGenerationRow(db: Database, fresh: NewGeneration): void {
  db.run(
    'generation.add',
    `INSERT INTO generation (id, client_request_id, operation_id, spec_version, model_id, prompt, params_json,
       input_asset_ids_json, origin_json, post_process_json, estimate_json, key_profile_id, key_profile_label, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      fresh.generationId,
      fresh.clientRequestId,
      fresh.operationId,
      fresh.specVersion,
      fresh.modelId,
      fresh.prompt,
      JSON.stringify(fresh.params),
      JSON.stringify(fresh.inputAssetIds),
      JSON.stringify(fresh.origin),
      fresh.postProcess === null ? null : JSON.stringify(fresh.postProcess),
      JSON.stringify(fresh.estimate),
      fresh.keyProfileId,
      fresh.keyProfileLabel,
      fresh.nowMs,
    ],
  )
}

function insertTaskRow(db: Database, fresh: NewGeneration, priority: number): void {
  const remoteJson = fresh.remote === null ? null : JSON.stringify(fresh.remote)
  db.run(
    'generation.add-task',
    `INSERT INTO task (id, generation_id, state, lane, priority, remote_json, retry_of, created_at, submitted_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      fresh.taskId,
      fresh.generationId,
      fresh.remote === null ? 'queued' : 'polling',
      fresh.lane,
      priority,
      remoteJson,
      fresh.retryOf,
      fresh.nowMs,
      fresh.remote === null ? null : fresh.nowMs,
    ],
  )
}

/** Whoever presses once is not made to wait behind the fifty of a batch. */
function priorityOf(db: Database, fresh: NewGeneration): number {
  if (fresh.origin.kind === 'chat' || fresh.origin.kind === 'canvas' || fresh.origin.kind === 'follow-up')
    return WAITED_FOR_PRIORITY
  const newest = db.get<{ created_at: number }>(
    'generation.newest-of-lane',
    "SELECT created_at FROM task WHERE state = 'queued' AND lane = ? ORDER BY id DESC LIMIT 1",
    [fresh.lane],
  )
  const isBurst = newest !== undefined && Math.abs(fresh.nowMs - newest.created_at) < BURST_WINDOW_MS
  return isBurst ? 0 : SINGLE_PRIORITY
}
