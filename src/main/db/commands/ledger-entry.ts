import type { Database } from '../database'

export interface NewLedgerEntry {
  readonly id: string
  readonly taskId: string
  readonly kind: 'estimate' | 'charge' | 'refund'
  /** Null where nobody knows; never taken for zero. */
  readonly amountMicroUsd: number | null
  readonly nowMs: number
}

/** Writes one line of the ledger inside a transaction of another command; model and key are the generation's. */
export function addLedgerEntry(db: Database, entry: NewLedgerEntry): void {
  db.run(
    'ledger.add',
    `INSERT INTO ledger_entry (id, task_id, kind, amount_micro_usd, model_id, key_profile_id, created_at)
     SELECT ?, task.id, ?, ?, generation.model_id, generation.key_profile_id, ?
     FROM task JOIN generation ON generation.id = task.generation_id WHERE task.id = ?`,
    [entry.id, entry.kind, entry.amountMicroUsd, entry.nowMs, entry.taskId],
  )
}
