import type { Failure } from '@shared/domain/app-error'
import { rawExcerpt } from '../error-detail'
import { readErrorObject, readFailure } from '../failures'
import type { GatewayAnswer, PollReading } from '../types'
import { at, firstText, isObject } from './read'

/** A task that ended without a result, with the vendor's own reason where it gave one. */
export function taskFailure(reason: string, raw: unknown): Failure {
  const seen = readErrorObject({ error: { message: reason } })
  const message =
    seen.code === 'gateway-fault'
      ? `The task failed at the gateway${reason === '' ? ' without a reason' : `: “${shortened(reason)}”`}.`
      : seen.message
  return { ...seen, message, charge: 'maybe-charged', ...excerpt(raw) }
}

/** An accepted answer without any result in it: with pictures and clips this is how a refusal looks. */
export function emptyAnswer(words: string, raw: unknown): Failure {
  const said = words === '' ? '' : ` The model said: “${shortened(words)}”`
  return {
    code: 'refused-content',
    message: `The gateway accepted the request but returned no result, which usually is a refusal of the content.${said}`,
    nextStep: 'edit-input',
    charge: 'maybe-charged',
    ...excerpt(raw),
  }
}

/** An accepted answer that is not what the documentation promises. */
export function unreadableAnswer(answer: GatewayAnswer): Failure {
  const { status, headers, contentType, bytes } = answer
  // A network's login page, a protection page: who answered matters more than what is missing.
  if (/html/i.test(contentType)) return readFailure(status, { ...headers, 'content-type': contentType }, bytes)
  const raw = rawExcerpt(bytes)
  return {
    code: 'gateway-fault',
    message: 'The gateway accepted the request but answered in a way that cannot be read.',
    nextStep: 'retry',
    charge: 'maybe-charged',
    ...(raw === undefined ? {} : { raw }),
  }
}

/** The error inside an accepted answer, or null where there is none. */
export function errorInside(json: unknown): Failure | null {
  if (!isObject(json)) return null
  const { error } = json
  const hasError = isObject(error) || (typeof error === 'string' && error !== '')
  return hasError || json.success === false ? readErrorObject(json) : null
}

const MISSING_WORDS = /task[_ ]?(?:not|no)[_ ]?(?:found|exist)|task_id.{0,20}not (?:found|exist)|任务不存在/i

/** Whether a poll says that the gateway does not know the task. */
export function isMissing(answer: GatewayAnswer): boolean {
  const { json } = answer
  if (answer.status === 404) return true
  const words = [
    at(json, 'code'),
    at(json, 'description'),
    at(json, 'message'),
    at(json, 'error'),
    at(json, 'error', 'message'),
    at(json, 'error', 'code'),
  ]
  return words.some((word) => typeof word === 'string' && MISSING_WORDS.test(word))
}

/**
 * What a poll means that holds no state of the task. A clear refusal ends it; anything else says nothing of a task
 * that may be paid for, so the task goes on.
 */
export function stateless(answer: GatewayAnswer): PollReading {
  if (isMissing(answer)) return { kind: 'missing' }
  const failure = answer.status < 300 ? errorInside(answer.json) : null
  if (failure?.code === 'refused-content') return { kind: 'failed', status: 'error', failure }
  const status = answer.status < 300 ? 'unreadable' : `HTTP ${answer.status}`
  return { kind: 'pending', status, progress: null, isStatusKnown: false }
}

/** The first words that a vendor gives for a failure; objects are searched for a message. */
export function reasonIn(...values: readonly unknown[]): string {
  for (const value of values) {
    const words = firstText(value, at(value, 'message'), at(value, 'code'))
    if (words !== '') return words
  }
  return ''
}

function excerpt(raw: unknown): { readonly raw?: string } {
  const text = rawExcerpt(typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? ''))
  return text === undefined ? {} : { raw: text }
}

function shortened(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ')
  return flat.length > 300 ? `${flat.slice(0, 300)}…` : flat
}
