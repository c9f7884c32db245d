import { MINUTE_MS, SECOND_MS } from '@shared/lib/durations'
import { z } from 'zod'
import type { GatewayClient } from '../gateway/client'
import type { GatewayCredentials, WireRequest } from '../gateway/types'
import type { LookUpFacts, LookUpOutcome, RemoteTask, TaskCall } from '../tasks/ports'

/** Servers of this family count money in 500,000 a dollar. */
const QUOTA_PER_USD = 500_000
/** The gateway's clock is not ours, and a slow submit is logged at its end. */
const EARLIEST_MS = -2 * MINUTE_MS
const LATEST_MS = 15 * MINUTE_MS

const entrySchema = z.object({
  created_at: z.number(),
  model_name: z.string(),
  quota: z.number().catch(0),
  other: z.unknown(),
})
const logSchema = z.object({ data: z.union([z.array(z.unknown()), z.object({ items: z.array(z.unknown()) })]) })

type LogEntry = z.infer<typeof entrySchema> & { readonly taskId: string | null }

export interface LookUpOptions {
  readonly client: Pick<GatewayClient, 'query'>
  readonly credentials: GatewayCredentials
  readonly call: TaskCall
  readonly known: LookUpFacts
  /** Null for work without an id at the gateway: then a charge can be seen, the result cannot be fetched. */
  readonly remoteOf: ((id: string) => RemoteTask) | null
}

/** Looks into the gateway's own log of the key. It says honestly what it can and cannot know. */
export async function lookUpInLog(options: LookUpOptions): Promise<LookUpOutcome> {
  const { call } = options
  if (call.submittedAtMs === null) return nothing('It was never sent.')
  const outcome = await options.client.query(logRequest(call.submittedAtMs), options.credentials)
  if (outcome.kind !== 'answered') {
    return nothing(
      `The gateway did not show its log: ${outcome.failure.message} Whether it was charged cannot be told from here; its usage page can.`,
    )
  }
  const entries = readLog(outcome.answer.json)
  if (entries === null)
    return nothing(
      'This gateway keeps no readable log for the key. Whether it was charged cannot be told from here; its usage page can.',
    )
  return judge(
    entries.filter((entry) => isCandidate(entry, call)),
    options,
  )
}

function judge(candidates: readonly LogEntry[], { known, remoteOf }: LookUpOptions): LookUpOutcome {
  const open = candidates.filter(({ taskId }) => taskId === null || !known.remoteIds.has(taskId))
  const [first, ...others] = open
  if (!first)
    return nothing(
      'The gateway’s log shows no call that could be this one: it was most likely never accepted, and not charged.',
    )
  const sum = (open.reduce((total, { quota }) => total + quota, 0) / QUOTA_PER_USD).toFixed(2)
  if (others.length > 0 || known.rivals > 0) {
    return nothing(
      `The gateway’s log shows ${open.length} open ${open.length === 1 ? 'call' : 'calls'} ($${sum}) and ${known.rivals + 1} tasks that could be meant, so none is taken by guess. Adopt the right one by its number.`,
    )
  }
  if (first.taskId === null || remoteOf === null) {
    return nothing(
      `The gateway’s log shows a charge of $${sum} that is most likely this one, but nothing by which its result could be fetched.`,
    )
  }
  return {
    kind: 'found',
    remote: remoteOf(first.taskId),
    finding: `The gateway accepted it and charged $${sum}. Its result is being fetched.`,
  }
}

function logRequest(submittedAtMs: number): WireRequest {
  const seconds = (atMs: number): string => String(Math.floor(atMs / SECOND_MS))
  return {
    method: 'GET',
    path: '/api/log/token',
    query: {
      start_timestamp: seconds(submittedAtMs + EARLIEST_MS),
      end_timestamp: seconds(submittedAtMs + LATEST_MS),
      p: '1',
      page_size: '100',
    },
    body: { kind: 'none' },
    timeoutMs: 20 * SECOND_MS,
  }
}

function readLog(json: unknown): readonly LogEntry[] | null {
  const log = logSchema.safeParse(json)
  if (!log.success) return null
  const { data } = log.data
  return (Array.isArray(data) ? data : data.items).flatMap((value) => {
    const entry = entrySchema.safeParse(value)
    return entry.success ? [{ ...entry.data, taskId: taskIdIn(entry.data.other) }] : []
  })
}

function taskIdIn(other: unknown): string | null {
  const value: unknown = typeof other === 'string' ? parsed(other) : other
  const found = z.object({ task_id: z.string().min(1) }).safeParse(value)
  return found.success ? found.data.task_id : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function isCandidate(entry: LogEntry, call: TaskCall): boolean {
  const deltaMs = entry.created_at * SECOND_MS - (call.submittedAtMs ?? 0)
  return deltaMs >= EARLIEST_MS && deltaMs <= LATEST_MS && (call.modelId === '' || entry.model_name === call.modelId)
}

const nothing = (finding: string): LookUpOutcome => ({ kind: 'nothing', finding })
