import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@shared/lib/durations'

/** Tasks of one lane (a family with one key) that the gateway works on at a time. */
export const DEFAULT_LANE_LIMIT = 8
/** Slots beyond the limit for work that a person waits for. */
export const RESERVED_SLOTS = 2

export const MAX_WAIT_MS = 10 * MINUTE_MS
/** Refusals in a row (429, 503 with Retry-After) after which a task gives up. */
export const MAX_REFUSALS = 12
/** How long a task waits for a network before it gives up. */
export const UNSENT_PATIENCE_MS = DAY_MS

export const SEND_BACKOFF = { baseMs: 2 * SECOND_MS, capMs: MINUTE_MS } as const
export const POLL_BACKOFF = { baseMs: 4 * SECOND_MS, capMs: 30 * SECOND_MS } as const
export const STORE_BACKOFF = { baseMs: 2 * SECOND_MS, capMs: 5 * MINUTE_MS } as const

/** Polls of one key: the rate in the long run, and how many may go at once. Together at most 10 in any second. */
export const POLLS_PER_SECOND = 8
export const POLL_BURST = 2
export const MAX_POLLS_IN_FLIGHT = 8

/** Due times after a start are spread over this. */
export const RESUME_SPREAD_MS = 4 * SECOND_MS
/** A gateway that does not know an id yet: replicas lag behind the submit. */
export const LAG_PATIENCE_MS = 2 * MINUTE_MS
/** After the lag, how long an id must stay unknown before the task counts as lost. */
export const LOSS_PATIENCE_MS = 30 * SECOND_MS
/** A status word that nobody knows counts as "still working" for this long. */
export const UNKNOWN_STATUS_PATIENCE_MS = 2 * HOUR_MS
/** A task that is still not done then is no longer asked for. */
export const TASK_TTL_MS = DAY_MS
/** The wall clock may jump: a task is given up only after this program has watched it for a while. */
export const TTL_MIN_WATCH_MS = 5 * MINUTE_MS

export const MAX_STORES_AT_ONCE = 4
/** Bytes that do not come for this long: the link is over. */
export const STORE_PATIENCE_MS = 3 * DAY_MS
/** With a full disk one try in this time finds out whether there is space again. */
export const DISK_FULL_RETRY_MS = 15 * SECOND_MS
/** Some hours of trying to save what only memory knows. */
export const MAX_SAVE_TRIES = 1_000
