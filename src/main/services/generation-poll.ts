import { assertNever } from '@shared/lib/assert-never'
import { rawExcerpt } from '../gateway/error-detail'
import type { QueryOutcome } from '../gateway/query'
import type { GatewayAnswer, PollReading } from '../gateway/types'
import type { PollOutcome } from '../tasks/ports'

/** What one answer to a poll means for the engine; `read` is the family's, and sees refusals too, which may speak of the task. */
export function pollOutcomeOf(outcome: QueryOutcome, read: (answer: GatewayAnswer) => PollReading): PollOutcome {
  switch (outcome.kind) {
    case 'answered':
      return toPollOutcome(read(outcome.answer), outcome.answer)
    case 'rate-limited':
      return { kind: 'rate-limited', retryAfterMs: outcome.failure.retryAfterMs ?? null }
    case 'transient':
      return { kind: 'transient', failure: outcome.failure, isKeyWide: outcome.failure.code === 'offline' }
    case 'failed':
      return refusedPoll(outcome, read)
    default:
      return assertNever(outcome)
  }
}

/** Only "no such task" says something of the task; a bad key or a balance says something of the account, and passes. */
function refusedPoll(
  outcome: Extract<QueryOutcome, { kind: 'failed' }>,
  read: (answer: GatewayAnswer) => PollReading,
): PollOutcome {
  const { answer, failure } = outcome
  const passing: PollOutcome = {
    kind: 'transient',
    failure,
    isKeyWide: answer === null || answer.status === 401 || answer.status === 403,
  }
  if (answer === null || passing.isKeyWide) return passing
  if (answer.status === 404 || answer.status === 410 || read(answer).kind === 'missing')
    return { kind: 'missing', ...rawOf(answer) }
  return passing
}

/** A reading of one task; `raw` is kept for everything that somebody may want to look into later. */
export function toPollOutcome(reading: PollReading, answer: GatewayAnswer): PollOutcome {
  switch (reading.kind) {
    case 'pending':
    case 'completed':
    case 'missing':
      return { ...reading, ...rawOf(answer) }
    case 'failed':
      return reading.failure.raw === undefined
        ? { ...reading, failure: { ...reading.failure, ...rawOf(answer) } }
        : reading
    case 'waiting-input':
      return reading
    default:
      return assertNever(reading)
  }
}

function rawOf(answer: GatewayAnswer): { readonly raw?: string } {
  const raw = rawExcerpt(answer.bytes)
  return raw === undefined ? {} : { raw }
}
