import type { Failure } from '@shared/domain/app-error'
import { type ErrorDetail, rawExcerpt, readErrorDetail, readErrorJson } from './error-detail'
import { parseRetryAfterMs } from './retry-after'

type Verdict = Pick<Failure, 'code' | 'message' | 'nextStep' | 'charge' | 'field'>
type Headers = Readonly<Record<string, string>>

/**
 * Codes that this server family makes itself, before a request reaches a provider: whatever the HTTP status,
 * nothing was accepted and nothing charged.
 */
const CODES_BEFORE_ACCEPTANCE: ReadonlySet<string> = new Set([
  'sensitive_words_detected',
  'insufficient_user_quota',
  'pre_consume_token_quota_failed',
  'quota_not_enough',
  'model_not_found',
  'model_price_error',
  'access_denied',
  'bad_request_body',
  'read_request_body_failed',
  'api_not_implemented',
])

const MODERATION_CODES =
  /sensitive_words|prompt_blocked|content_policy|moderation|content_filter|data_?inspection|sensitive_?content|safety_violation|banned_prompt/i
const MODERATION_WORDS =
  /content[ _]policy|safety (?:system|filter|guideline|check)|moderation|flagged as|nsfw|sensitive (?:word|content|information)|prohibited[ _]content|banned prompt|敏感|违规|审核不通过|内容安全/i
const BALANCE_CODES = /insufficient_(?:user_)?quota|quota_not_enough|billing_hard_limit|insufficient_balance/i
const BALANCE_WORDS =
  /insufficient (?:user |account )?(?:quota|balance|credit|funds)|quota_not_enough|(?:额度|余额)不足|额度失败/i
const KEY_LIMIT_WORDS =
  /pre_consume_token_quota_failed|(?:令牌|token|key)[^.。]{0,20}(?:额度已用尽|额度不足|quota[^.]{0,20}(?:exhausted|used up|not enough))/i
const MODEL_WORDS =
  /model_not_found|no available channel|无可用渠道|model .{0,80}(?:does not exist|not exist|not found|not supported)|(?:无权|not allowed).{0,40}(?:模型|model)|模型.{0,40}(?:无权|不存在)/i

/**
 * An error answer in plain words, with one next step and whether money left.
 * Shapes and codes: the gateway's error table and the server family's source; messages are often Chinese,
 * so status and code decide and the words only refine.
 * @param headers names in lower case
 * @param nowMs wall time, for a Retry-After that is a date
 */
export function readFailure(status: number, headers: Headers, body: Uint8Array, nowMs: number = Date.now()): Failure {
  const detail = readErrorDetail(headers['content-type'] ?? '', body)
  return complete(judge(status, detail), status, {
    raw: rawExcerpt(body),
    retryAfterMs: parseRetryAfterMs(headers['retry-after'], nowMs),
  })
}

/** The same for an error object inside an accepted answer or a stream, where there is no status of its own. */
export function readErrorObject(json: unknown): Failure {
  return complete(judge(200, readErrorJson(json)), undefined, { raw: rawExcerpt(JSON.stringify(json) ?? '') })
}

/** True for an error that the gateway made before it took the request, whatever its status. */
export function isRefusedBeforeAcceptance(failure: Failure): boolean {
  return failure.charge === 'not-charged'
}

function complete(
  verdict: Verdict,
  httpStatus: number | undefined,
  extra: { readonly raw: string | undefined; readonly retryAfterMs?: number | undefined },
): Failure {
  const known = Object.entries({ ...verdict, httpStatus, ...extra }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known) as unknown as Failure
}

function judge(status: number, detail: ErrorDetail): Verdict {
  if (detail.pageTitle !== null) return judgePage(status, detail.pageTitle)
  return judgeByMeaning(status, detail) ?? judgeByStatus(status, detail)
}

function judgePage(status: number, title: string): Verdict {
  const named = title === '' ? '' : ` (“${title}”)`
  if (status >= 500) {
    const message = `The gateway's front server answered with a web page${named} instead of data, HTTP ${status}.`
    return { code: 'gateway-fault', message, nextStep: 'retry', charge: 'maybe-charged' }
  }
  if (status === 413) return judgeByStatus(status, { message: '', code: '', field: undefined, pageTitle: null })
  const cause = 'A wrong base URL, a network login page or a protection page can cause this.'
  const message = `A web page${named} came instead of an answer, HTTP ${status}. ${cause}`
  return {
    code: 'gateway-fault',
    message,
    nextStep: 'open-settings',
    charge: status < 300 ? 'maybe-charged' : 'not-charged',
  }
}

/** What the code and the words say, where they are clear enough to matter more than the status. */
function judgeByMeaning(status: number, detail: ErrorDetail): Verdict | null {
  const words = `${detail.code} ${detail.message}`
  const charge = chargeOf(status, detail)
  if (KEY_LIMIT_WORDS.test(words)) {
    const message = `This key's own spending limit is used up${amounts(detail.message)}. Raise its limit or use another key.`
    return { code: 'insufficient-balance', message, nextStep: 'open-settings', charge }
  }
  if (BALANCE_CODES.test(detail.code) || BALANCE_WORDS.test(detail.message)) {
    const message = `The account balance is too low for this${amounts(detail.message)}. Top up, then run it again.`
    return { code: 'insufficient-balance', message, nextStep: 'top-up', charge }
  }
  if (MODERATION_CODES.test(detail.code) || (status !== 429 && MODERATION_WORDS.test(detail.message))) {
    const message = `The content filter refused this${quoted(detail)}. Change the prompt or the picture.`
    return { code: 'refused-content', message, nextStep: 'edit-input', charge, field: detail.field }
  }
  if (status !== 429 && MODEL_WORDS.test(words)) {
    const message = `This gateway does not offer the model to this key now${quoted(detail)}. Choose another model.`
    return { code: 'model-unavailable', message, nextStep: 'choose-model', charge }
  }
  return null
}

function judgeByStatus(status: number, detail: ErrorDetail): Verdict {
  const words = quoted(detail)
  const charge = chargeOf(status, detail)
  switch (status) {
    case 401:
      return {
        code: 'unauthorized',
        message: `${keyTrouble(detail)}${words}. Check the key in Settings.`,
        nextStep: 'open-settings',
        charge,
      }
    case 402:
      return {
        code: 'insufficient-balance',
        message: `The gateway asks for payment first${words}.`,
        nextStep: 'top-up',
        charge,
      }
    case 403:
      return {
        code: 'unauthorized',
        message: `The gateway does not let this key do that${words}.`,
        nextStep: 'open-settings',
        charge,
      }
    case 404:
      return {
        code: 'not-found',
        message: `The gateway does not know this address or this id${words}.`,
        nextStep: 'open-settings',
        charge,
      }
    case 413:
      return {
        code: 'too-large',
        message: `The request is too large for the gateway${words}. Use smaller or fewer files.`,
        nextStep: 'edit-input',
        charge,
      }
    case 429:
      return {
        code: 'rate-limited',
        message: `Too many requests: the gateway asks to wait${words}.`,
        nextStep: 'wait',
        charge,
      }
    case 501:
      return {
        code: 'gateway-fault',
        message: `The gateway does not offer this function${words}.`,
        nextStep: 'choose-model',
        charge,
      }
    default:
      return judgeByStatusClass(status, detail, charge)
  }
}

function judgeByStatusClass(status: number, detail: ErrorDetail, charge: Failure['charge']): Verdict {
  const words = quoted(detail)
  if (status >= 500) {
    return {
      code: 'gateway-fault',
      message: `The gateway or the provider behind it failed, HTTP ${status}${words}.`,
      nextStep: 'retry',
      charge,
    }
  }
  if (status >= 400) {
    const named = detail.field === undefined ? '' : ` “${detail.field}”`
    const message = `The gateway refused the setting${named === '' ? 's' : named}${words}, HTTP ${status}.`
    return { code: 'bad-parameter', message, nextStep: 'edit-input', charge, field: detail.field }
  }
  if (status >= 300) {
    const message = `The gateway sends this request to another address, HTTP ${status}. Check the base URL.`
    return { code: 'gateway-fault', message, nextStep: 'open-settings', charge }
  }
  return {
    code: 'gateway-fault',
    message: `The gateway accepted the request but answered with an error${words}.`,
    nextStep: 'retry',
    charge,
  }
}

function chargeOf(status: number, detail: ErrorDetail): Failure['charge'] {
  if (CODES_BEFORE_ACCEPTANCE.has(detail.code)) return 'not-charged'
  if (status === 503 && MODEL_WORDS.test(`${detail.code} ${detail.message}`)) return 'not-charged'
  return (status >= 300 && status < 500) || status === 501 ? 'not-charged' : 'maybe-charged'
}

function keyTrouble(detail: ErrorDetail): string {
  if (/expired|过期/i.test(detail.message)) return 'The key has expired'
  if (/disabled|禁用|封禁/i.test(detail.message)) return 'The key or its account is disabled'
  return 'The gateway does not accept this key'
}

function quoted(detail: ErrorDetail): string {
  const words = detail.message || detail.code
  return words === '' ? '' : `: “${words.replace(/[.。]$/, '')}”`
}

/** The sums that this server family writes into quota messages: what is left, then what is needed. */
function amounts(message: string): string {
  const sums = [...message.matchAll(/[$＄¥￥]\s?(-?\d+(?:\.\d+)?)/g)].map((match) =>
    match[0].replace('＄', '$').replace('￥', '¥'),
  )
  const tidy = sums.map((sum) => sum.replace(/(\.\d\d\d*?)0+$/, '$1'))
  if (tidy.length === 0) return ''
  return tidy.length === 1 ? `: ${tidy[0]} left` : `: ${tidy[0]} left, ${tidy[1]} needed`
}
