import type { Failure } from '@shared/domain/app-error'
import { isRefusedBeforeAcceptance, readFailure } from './failures'
import type { GatewayAnswer, SendOutcome } from './types'

/** Every end of a paid request but an answer. */
export type FailedSend = Exclude<SendOutcome, { readonly kind: 'answered' }>

/** Statuses that mean "this never reached the gateway": a proxy or a network login page answered instead. */
const NEVER_ARRIVED = new Set([407, 511])
/** Statuses under 500 that can follow an accepted request: a conflict with a first copy, a slow or hung-up client. */
const UNCERTAIN = new Set([408, 409, 425, 499])

/** What the status and body of an answer to a paid request mean for money. */
export function classifyAnswer(answer: GatewayAnswer, nowMs: number): SendOutcome {
  const { status } = answer
  if (status >= 200 && status < 300) return { kind: 'answered', answer }
  const failure = readFailure(status, answer.headers, answer.bytes, nowMs)
  if (NEVER_ARRIVED.has(status)) return { kind: 'not-sent', failure: { ...failure, charge: 'not-charged' } }
  if (UNCERTAIN.has(status)) return unknownOutcome(failure)
  if (status === 429) return { kind: 'refused', failure, mayRetry: failure.code === 'rate-limited' }
  if (status < 500 || isRefusedBeforeAcceptance(failure)) return { kind: 'refused', failure, mayRetry: false }
  if (status === 503 && answer.headers['retry-after'] !== undefined) {
    const message = 'The gateway is overloaded and asks to wait. It did not take the request.'
    return {
      kind: 'refused',
      failure: { ...failure, message, nextStep: 'wait', charge: 'not-charged' },
      mayRetry: true,
    }
  }
  return unknownOutcome(failure)
}

/** A request whose end nobody knows: it may run and cost money, so it is looked up or asked about, never repeated. */
export function unknownOutcome(failure: Failure): FailedSend {
  return {
    kind: 'unknown',
    failure: {
      ...failure,
      code: 'outcome-unknown',
      message: `${failure.message} The request may have been accepted and charged.`,
      nextStep: 'look-up',
      charge: 'maybe-charged',
    },
  }
}

/** A request that broke off without an answer. */
export function classifyBreak(failure: Failure, isHandedOver: boolean): FailedSend {
  if (isHandedOver) return unknownOutcome(failure)
  return { kind: 'not-sent', failure: { ...failure, charge: 'not-charged' } }
}
