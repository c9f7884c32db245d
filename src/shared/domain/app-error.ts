/** Stable codes; people and code branch on these, never on the text. */
export const APP_ERROR_CODES = [
  'internal',
  'invalid-request',
  'forbidden-sender',
  'too-large',
  'not-found',
  'conflict',
  'not-ready',
  'unsupported-file',
  'unsafe-file',
  'unsafe-url',
  'disk-full',
  'read-only',
  'database-newer',
  'database-damaged',
  'no-key',
  'offline',
  'unauthorized',
  'insufficient-balance',
  'over-budget',
  'refused-content',
  'rate-limited',
  'model-unavailable',
  'bad-parameter',
  'gateway-fault',
  'outcome-unknown',
  'expired',
  'truncated',
  'canceled',
] as const

export type AppErrorCode = (typeof APP_ERROR_CODES)[number]

/** What the person can do next; the renderer turns it into one button. */
export type NextStep =
  | 'retry'
  | 'wait'
  | 'edit-input'
  | 'open-settings'
  | 'top-up'
  | 'choose-model'
  | 'look-up'
  | 'free-space'
  | 'none'

/** Did money leave? Shown louder than anything else. */
export type ChargeCertainty = 'not-charged' | 'charged' | 'maybe-charged' | 'refunded'

/** An expected failure as plain data: it crosses IPC and lies in rows as JSON. */
export interface Failure {
  readonly code: AppErrorCode
  /** One or two plain sentences for a person: who refused, what exactly. */
  readonly message: string
  readonly nextStep: NextStep
  readonly charge?: ChargeCertainty
  readonly httpStatus?: number
  /** The form field the gateway or the validator named, where it did. */
  readonly field?: string
  readonly retryAfterMs?: number
  /** Raw answer, keys masked, at most 4 KB; one click away in the interface. */
  readonly raw?: string
}

/** An expected failure while it travels through code; made at the place that knows. */
export class AppError extends Error {
  readonly failure: Failure

  constructor(failure: Failure, options?: { readonly cause?: unknown }) {
    super(failure.message, options)
    this.name = 'AppError'
    this.failure = failure
  }

  get code(): AppErrorCode {
    return this.failure.code
  }
}

/** Any thrown value as a failure; what nobody expected becomes `internal` without its text leaking a path or key. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) return error.failure
  return {
    code: 'internal',
    message: 'Something went wrong inside the studio. The log has the details.',
    nextStep: 'retry',
  }
}
