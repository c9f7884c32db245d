import type { Failure } from '@shared/domain/app-error'
import type { MediaKind } from '@shared/domain/media'
import type { MicroUsd, Price } from '@shared/domain/money'
import type { GenerationOrigin, TaskState } from '@shared/domain/task'
import type { Database } from '../database'
import { addLedgerEntry } from './ledger-entry'
import { applyTaskChange, type TaskFields } from './task-change'
import { addItemsOfTask, type NewVendorItem } from './vendor-item'

export interface NewOutput {
  readonly id: string
  readonly ordinal: number
  readonly media: MediaKind
  readonly url: string | null
  readonly stagedName: string | null
  readonly mimeHint: string | null
  readonly title: string | null
}

export interface NotedOutputs {
  readonly taskId: string
  readonly from: readonly TaskState[]
  readonly outputs: readonly NewOutput[]
  readonly items?: readonly NewVendorItem[]
  /** What the gateway says it took; absent: the frozen price counts where it was exact, else nobody knows. */
  readonly chargedMicroUsd: MicroUsd | undefined
  readonly ledgerEntryId: string
  readonly set?: TaskFields
  readonly nowMs: number
}

/**
 * The gateway is done: its outputs, the charge and the state `downloading` are written together, before the first
 * byte is fetched.
 * @returns false when the task is in none of the expected states
 */
export async function noteOutputs(db: Database, noted: NotedOutputs): Promise<boolean> {
  return db.transaction('task.note-outputs', () => {
    const chargedMicroUsd = noted.chargedMicroUsd ?? exactPrice(db, noted.taskId)
    const { taskId, from, nowMs } = noted
    const set = { ...noted.set, chargedMicroUsd, failure: null, progress: 1 }
    if (!applyTaskChange(db, { taskId, from, to: 'downloading', set, nowMs })) return false
    for (const output of noted.outputs) insertOutput(db, taskId, output, nowMs)
    addItemsOfTask(db, taskId, noted.items ?? [], noted.outputs, nowMs)
    if (noted.outputs.length === 0) applyTaskChange(db, { taskId, from: ['downloading'], to: 'succeeded', nowMs })
    addLedgerEntry(db, { id: noted.ledgerEntryId, taskId, kind: 'charge', amountMicroUsd: chargedMicroUsd, nowMs })
    return true
  })
}

export type OutputResult =
  | { readonly state: 'stored'; readonly assetId: string }
  | { readonly state: 'expired' | 'quarantined'; readonly failure: Failure }

export interface SettledOutput {
  readonly outputId: string
  readonly taskId: string
  readonly result: OutputResult
  readonly nextId: () => string
  readonly nowMs: number
}

/**
 * One output has found its end. The last one moves the task: `succeeded` where any was stored, else `failed` with that
 * output's failure. Stored pictures and clips of a shot become its takes in the same transaction.
 */
export async function settleOutput(db: Database, settled: SettledOutput): Promise<void> {
  db.transaction('task.settle-output', () => {
    if (!writeResult(db, settled)) return
    const { taskId, nowMs } = settled
    const rest = countOutputs(db, taskId)
    if (rest.pending > 0) {
      applyTaskChange(db, { taskId, from: ['downloading'], to: 'downloading', nowMs })
    } else if (rest.stored > 0) {
      applyTaskChange(db, { taskId, from: ['downloading'], to: 'succeeded', nowMs })
      addTakes(db, settled)
    } else {
      applyTaskChange(db, {
        taskId,
        from: ['downloading'],
        to: 'failed',
        set: { failure: failureOf(settled.result) },
        nowMs,
      })
    }
  })
}

/** The gateway gave a fresh link for an output whose old one had expired. */
export async function refreshOutputUrl(db: Database, outputId: string, url: string): Promise<void> {
  db.run('task.refresh-output', "UPDATE output SET url = ?, attempt = 0 WHERE id = ? AND state = 'pending'", [
    url,
    outputId,
  ])
}

export async function countOutputAttempt(db: Database, outputId: string): Promise<void> {
  db.run('task.count-attempt', 'UPDATE output SET attempt = attempt + 1 WHERE id = ?', [outputId])
}

function insertOutput(db: Database, taskId: string, output: NewOutput, nowMs: number): void {
  db.run(
    'task.add-output',
    `INSERT INTO output (id, task_id, ordinal, media, state, url, staged_name, mime_hint, title, first_seen_at)
     VALUES (?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?)`,
    [
      output.id,
      taskId,
      output.ordinal,
      output.media,
      output.url,
      output.stagedName,
      output.mimeHint,
      output.title,
      nowMs,
    ],
  )
}

function writeResult(db: Database, { outputId, result }: SettledOutput): boolean {
  const assetId = result.state === 'stored' ? result.assetId : null
  const failure = failureOf(result)
  const { changes } = db.run(
    'task.write-output-result',
    "UPDATE output SET state = ?, asset_id = ?, failure_json = ?, attempt = attempt + 1 WHERE id = ? AND state = 'pending'",
    [result.state, assetId, failure === null ? null : JSON.stringify(failure), outputId],
  )
  return changes === 1
}

const failureOf = (result: OutputResult): Failure | null => (result.state === 'stored' ? null : result.failure)

function countOutputs(db: Database, taskId: string): { readonly pending: number; readonly stored: number } {
  const row = db.get<{ pending: number; stored: number }>(
    'task.count-outputs',
    "SELECT sum(state = 'pending') AS pending, sum(state = 'stored') AS stored FROM output WHERE task_id = ?",
    [taskId],
  )
  return row ?? { pending: 0, stored: 0 }
}

function exactPrice(db: Database, taskId: string): MicroUsd | null {
  const row = db.get<{ estimate_json: string }>(
    'task.estimate',
    'SELECT estimate_json FROM task JOIN generation ON generation.id = task.generation_id WHERE task.id = ?',
    [taskId],
  )
  const price = row ? (JSON.parse(row.estimate_json) as Price) : null
  return price?.kind === 'known' && price.certainty === 'exact' ? price.amountMicroUsd : null
}

function addTakes(db: Database, { taskId, nextId, nowMs }: SettledOutput): void {
  const row = db.get<{ origin_json: string }>(
    'task.origin',
    'SELECT origin_json FROM task JOIN generation ON generation.id = task.generation_id WHERE task.id = ?',
    [taskId],
  )
  const origin = row ? (JSON.parse(row.origin_json) as GenerationOrigin) : null
  if (origin?.kind !== 'shot') return
  const stored = db.all<{ asset_id: string }>(
    'task.stored-visuals',
    "SELECT asset_id FROM output WHERE task_id = ? AND state = 'stored' AND media IN ('image', 'video') ORDER BY ordinal",
    [taskId],
  )
  for (const { asset_id: assetId } of stored) {
    db.run(
      'task.add-take',
      `INSERT OR IGNORE INTO take (id, shot_id, task_id, asset_id, created_at)
       SELECT ?, shot.id, ?, ?, ? FROM shot WHERE shot.id = ?`,
      [nextId(), taskId, assetId, nowMs, origin.shotId],
    )
  }
  db.run(
    'task.choose-first-take',
    `UPDATE shot SET chosen_take_id = (SELECT id FROM take WHERE shot_id = shot.id ORDER BY id LIMIT 1)
     WHERE id = ? AND chosen_take_id IS NULL`,
    [origin.shotId],
  )
}
