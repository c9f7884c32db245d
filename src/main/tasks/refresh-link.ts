import { backoffDelayMs } from '@shared/lib/backoff'
import type { OutputRecord, TaskRecord } from '../db/queries/task-work'
import { changeTask } from '../db/commands/task-change'
import { callOf, type TaskContext } from './context'
import { MAX_WAIT_MS, STORE_BACKOFF } from './limits'
import type { PollOutcome } from './ports'

export type FreshLink =
  | { readonly kind: 'fresh'; readonly url: string }
  /** Nothing was learned: ask again. */
  | { readonly kind: 'later'; readonly delayMs: number }
  | { readonly kind: 'gone' }

/** Asks the gateway once more for the task whose link has expired; many gateways sign a new one then. */
export async function refreshLink(context: TaskContext, record: TaskRecord, output: OutputRecord): Promise<FreshLink> {
  if (record.remote === null || output.url === null) return { kind: 'gone' }
  const outcome = await context.gateway.poll(callOf(record), record.remote)
  const fresh = readFresh(outcome, output, context.random())
  if (fresh.kind === 'gone' && 'raw' in outcome && outcome.raw !== undefined)
    await keepRaw(context, record.id, outcome.raw)
  return fresh
}

function readFresh(outcome: PollOutcome, output: OutputRecord, random: number): FreshLink {
  switch (outcome.kind) {
    case 'completed': {
      const source = outcome.outputs[output.ordinal]?.source
      return source?.kind === 'url' && source.url !== output.url ? { kind: 'fresh', url: source.url } : { kind: 'gone' }
    }
    case 'transient':
      return { kind: 'later', delayMs: backoffDelayMs(output.attempt, STORE_BACKOFF, random) }
    case 'rate-limited':
      return { kind: 'later', delayMs: Math.min(MAX_WAIT_MS, outcome.retryAfterMs ?? STORE_BACKOFF.baseMs) }
    case 'pending':
    case 'waiting-input':
    case 'failed':
    case 'missing':
      return { kind: 'gone' }
  }
}

async function keepRaw(context: TaskContext, taskId: string, rawAnswer: string): Promise<void> {
  if (context.isStopped()) return
  await changeTask(context.db, {
    taskId,
    from: ['downloading'],
    to: 'downloading',
    set: { rawAnswer },
    nowMs: context.clock.nowMs(),
  })
}
