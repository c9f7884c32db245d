import { AppError, type Failure, toFailure } from '@shared/domain/app-error'
import { assertNever } from '@shared/lib/assert-never'
import { backoffDelayMs } from '@shared/lib/backoff'
import { countOutputAttempt, type OutputResult, refreshOutputUrl, settleOutput } from '../db/commands/task-outputs'
import {
  loadOutputs,
  loadPendingOutputs,
  loadTaskRecord,
  type OutputRecord,
  type TaskRecord,
} from '../db/queries/task-work'
import { createLogger, detach } from '../log/logger'
import { publishTask, type TaskContext } from './context'
import { crashPoint } from './crash-points'
import { DISK_FULL_RETRY_MS, MAX_STORES_AT_ONCE, STORE_BACKOFF, STORE_PATIENCE_MS } from './limits'
import type { StoreOutcome } from './ports'
import { refreshLink } from './refresh-link'

const log = createLogger('tasks.download')

export interface Downloader {
  /** Takes up the outputs of a task in `downloading`; those already in work are left alone. */
  readonly collect: (taskId: string) => Promise<void>
  /** Takes up everything that is still to be stored, after a start. */
  readonly resume: () => Promise<void>
  readonly stop: () => void
}

interface Waiting {
  readonly output: OutputRecord
  dueAtMs: number
  isRefreshed: boolean
}

/** Brings results home. Only this is repeated once the gateway is done; the paid request never is. */
export function createDownloader(context: TaskContext): Downloader {
  const { clock } = context
  const waiting = new Map<string, Waiting>()
  let inFlight = 0
  let isDiskFull = false
  let cancelTimer: (() => void) | null = null

  const add = (output: OutputRecord): void => {
    if (output.state !== 'pending') return
    const known = waiting.get(output.id)
    waiting.set(output.id, { output, dueAtMs: clock.monotonicMs(), isRefreshed: known?.isRefreshed ?? false })
  }

  const tick = (): void => {
    if (context.isStopped()) return
    const nowMs = clock.monotonicMs()
    // With a full disk one file at a time finds out whether there is space again.
    const limit = isDiskFull ? 1 : MAX_STORES_AT_ONCE
    for (const entry of waiting.values()) {
      if (inFlight >= limit) break
      if (entry.dueAtMs > nowMs) continue
      waiting.delete(entry.output.id)
      inFlight += 1
      detach(run(entry), 'store a result')
    }
    cancelTimer?.()
    cancelTimer = null
    if (waiting.size === 0 || inFlight >= limit) return
    const nextMs = Math.min(...[...waiting.values()].map(({ dueAtMs }) => dueAtMs)) - clock.monotonicMs()
    cancelTimer = clock.after(Math.max(20, nextMs), tick)
  }

  const run = async (entry: Waiting): Promise<void> => {
    try {
      await store(entry)
    } catch (error) {
      context.trouble.failed('a result could not be stored', error)
      again(entry, DISK_FULL_RETRY_MS)
    } finally {
      inFlight -= 1
      tick()
    }
  }

  const again = (entry: Waiting, delayMs: number): void => {
    if (!waiting.has(entry.output.id))
      waiting.set(entry.output.id, { ...entry, dueAtMs: clock.monotonicMs() + delayMs })
  }

  const store = async (entry: Waiting): Promise<void> => {
    const record = await loadTaskRecord(context.db, entry.output.taskId)
    if (!record || record.state !== 'downloading') return
    crashPoint('while-downloading')
    const outcome = await fetchIntoLibrary(context, record, entry.output)
    if (context.isStopped()) return
    if (outcome.kind !== 'transient' || outcome.failure.code !== 'disk-full') isDiskFull = false
    await carryOut(entry, record, outcome)
  }

  const carryOut = async (entry: Waiting, record: TaskRecord, outcome: StoreOutcome): Promise<void> => {
    switch (outcome.kind) {
      case 'stored':
        crashPoint('before-commit')
        return settle(entry, { state: 'stored', assetId: outcome.assetId })
      case 'quarantined':
        return settle(entry, { state: 'quarantined', failure: outcome.failure })
      case 'expired':
        return renewOrExpire(entry, record, outcome.failure)
      case 'transient':
        return retry(entry, outcome.failure)
      default:
        assertNever(outcome)
    }
  }

  const settle = async (entry: Waiting, result: OutputResult): Promise<void> => {
    const { id, taskId } = entry.output
    await settleOutput(context.db, { outputId: id, taskId, result, nextId: context.nextId, nowMs: clock.nowMs() })
    await publishTask(context, taskId)
  }

  const renewOrExpire = async (entry: Waiting, record: TaskRecord, failure: Failure | undefined): Promise<void> => {
    const fresh = entry.isRefreshed ? { kind: 'gone' as const } : await refreshLink(context, record, entry.output)
    if (fresh.kind === 'later') return again(entry, fresh.delayMs)
    if (fresh.kind === 'gone')
      return settle(entry, { state: 'expired', failure: { ...EXPIRED, ...failure, charge: 'charged' } })
    await refreshOutputUrl(context.db, entry.output.id, fresh.url)
    again({ ...entry, output: { ...entry.output, url: fresh.url, attempt: 0 }, isRefreshed: true }, 0)
  }

  const retry = async (entry: Waiting, failure: Failure): Promise<void> => {
    const { output } = entry
    if (failure.code === 'disk-full') {
      context.trouble.failed('no space for a result', new AppError(failure))
      isDiskFull = true
      return again(entry, DISK_FULL_RETRY_MS)
    }
    if (clock.nowMs() - output.firstSeenAtMs > STORE_PATIENCE_MS && output.attempt > 10) {
      return settle(entry, { state: 'expired', failure: { ...failure, charge: 'charged' } })
    }
    await countOutputAttempt(context.db, output.id)
    again(
      { ...entry, output: { ...output, attempt: output.attempt + 1 } },
      backoffDelayMs(output.attempt, STORE_BACKOFF, context.random()),
    )
  }

  return {
    collect: async (taskId) => {
      for (const output of await loadOutputs(context.db, taskId)) add(output)
      tick()
    },
    resume: async () => {
      for (const output of await loadPendingOutputs(context.db)) add(output)
      tick()
    },
    stop: () => cancelTimer?.(),
  }
}

async function fetchIntoLibrary(context: TaskContext, record: TaskRecord, output: OutputRecord): Promise<StoreOutcome> {
  const { url, stagedName } = output
  const target = {
    outputId: output.id,
    taskId: record.id,
    generationId: record.generationId,
    ordinal: output.ordinal,
    media: output.media,
    mimeHint: output.mimeHint,
    title: output.title,
    keyProfileId: record.keyProfileId,
    postProcess: record.postProcess,
  }
  try {
    if (stagedName !== null) return await context.store.storeStaged(target, stagedName)
    if (url !== null) return await context.store.storeFromUrl(target, url)
    return { kind: 'expired', failure: EXPIRED }
  } catch (error) {
    log.error('storing threw', error)
    return { kind: 'transient', failure: toFailure(error) }
  }
}

const EXPIRED: Failure = {
  code: 'expired',
  message: 'The link to this result does not work any more, and the gateway gives no other one. The work was charged.',
  nextStep: 'retry',
  charge: 'charged',
}
