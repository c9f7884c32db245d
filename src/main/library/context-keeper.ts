import { setTimeout as pause } from 'node:timers/promises'
import { refreshDueContexts } from '../db/commands/asset-context'
import type { Database } from '../db/database'

const BATCH = 25
const BETWEEN_BATCHES_MS = 60
const IDLE_MS = 5_000

/** Brings the search texts up to what was tagged, said and planned, in small steps, until it is stopped. */
export async function keepContexts(db: Database, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const written = await refreshDueContexts(db, BATCH)
    await pause(written === BATCH ? BETWEEN_BATCHES_MS : IDLE_MS, undefined, { signal, ref: false })
  }
}
