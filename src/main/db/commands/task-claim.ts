import type { Database } from '../database'

export interface ClaimRequest {
  readonly nowMs: number
  /** Tasks at work in a lane at a time, where nothing else is said. */
  readonly defaultLimit: number
  /** Lanes that are slower or stopped (0) for now. */
  readonly limits: Readonly<Record<string, number>>
  /** Slots of a lane that only work with a priority above 0 may take. */
  readonly reservedSlots: number
  /** A waiting time beyond this was written before the clock jumped back, and counts as over. */
  readonly longestWaitMs: number
}

/**
 * Takes waiting tasks for sending, as many as their lanes have room for: `queued` → `submitting`, attempt + 1, in one
 * statement, so that no task is ever taken twice. The body's hash is cleared: while it is NULL, no byte was sent.
 * @returns ids, most urgent first
 */
export async function claimTasks(db: Database, request: ClaimRequest): Promise<readonly string[]> {
  const rows = db.all<{ id: string }>(
    'task.claim',
    `WITH running AS (
       SELECT lane, count(*) AS count FROM task WHERE state IN ('submitting', 'polling') GROUP BY lane
     ), waiting AS (
       SELECT task.id, task.lane, task.priority,
         row_number() OVER (PARTITION BY task.lane ORDER BY task.priority DESC, task.id) AS place
       FROM task WHERE task.state = 'queued' AND (task.not_before <= :nowMs OR task.not_before > :nowMs + :longestWaitMs)
     )
     UPDATE task SET state = 'submitting', seq = seq + 1, attempt = attempt + 1, submitted_at = :nowMs, body_sha256 = NULL
     WHERE state = 'queued' AND id IN (
       SELECT waiting.id FROM waiting
       LEFT JOIN running ON running.lane = waiting.lane
       LEFT JOIN json_each(:limits) AS bound ON bound.key = waiting.lane
       WHERE waiting.place + coalesce(running.count, 0) <=
         coalesce(bound.value, :defaultLimit)
           + CASE WHEN waiting.priority > 0 AND coalesce(bound.value, 1) > 0 THEN :reservedSlots ELSE 0 END)
     RETURNING id`,
    {
      nowMs: request.nowMs,
      longestWaitMs: request.longestWaitMs,
      defaultLimit: request.defaultLimit,
      reservedSlots: request.reservedSlots,
      limits: JSON.stringify(request.limits),
    },
  )
  return rows.map(({ id }) => id).sort()
}
