/** A call the gateway turns down; the server words it in the shape of the route's family. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Readonly<Record<string, string>>
  /** The input that is wrong, for families that name it. */
  readonly field: string

  constructor(
    status: number,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    field: string = '',
  ) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.headers = headers
    this.field = field
  }
}

/** How a family words its errors. */
export type ErrorStyle =
  | 'openai'
  | 'claude'
  | 'gemini'
  | 'task'
  | 'midjourney'
  | 'kling'
  | 'console'
  | 'ideogram'
  | 'fal'
  | 'replicate'
  | 'tencent'

/** The JSON body of an error in the family's own shape. */
export function errorBody(style: ErrorStyle, refusal: Refusal, requestId: string): unknown {
  const message = `${refusal.message} (request id: ${requestId})`
  if (style === 'console') return { success: false, message: refusal.message }
  // Kling's own refusals carry its numbers, whatever their status.
  if (style === 'kling' && /^\d+$/.test(refusal.code)) {
    return { code: Number(refusal.code), message: refusal.message, request_id: requestId }
  }
  // Key and channel problems are answered before the request reaches a family's own code.
  const isGatewayLevel = refusal.status === 401 || refusal.status === 503 || isOfGateway(style, refusal)
  if (style === 'openai' || isGatewayLevel) {
    return { error: { message, type: 'new_api_error', param: '', code: refusal.code } }
  }
  switch (style) {
    case 'claude':
      return { type: 'error', error: { type: refusal.code, message } }
    case 'gemini':
      return { error: { code: refusal.status, message: refusal.message, status: googleStatus(refusal) } }
    case 'midjourney':
      return { description: taskCode(refusal), type: 'upstream_error', code: 4 }
    case 'ideogram':
      return { error: refusal.message }
    case 'fal':
      return { detail: falDetail(refusal) }
    case 'replicate':
      return { title: titleOf(refusal), detail: refusal.message, status: refusal.status }
    case 'tencent':
      return { Response: { Error: { Code: refusal.code, Message: refusal.message }, RequestId: requestId } }
    default:
      return { code: taskCode(refusal), message: refusal.message, data: null }
  }
}

/** Vendors that are relayed as they are have their own 404; a low balance is always the gateway's. */
function isOfGateway(style: ErrorStyle, refusal: Refusal): boolean {
  const isRelayed = ['ideogram', 'fal', 'replicate', 'tencent'].includes(style)
  return isRelayed ? refusal.status === 403 : refusal.status === 404
}

function falDetail({ field, code, message }: Refusal): unknown {
  return field === '' ? message : [{ loc: ['body', field], msg: message, type: code }]
}

function titleOf({ status }: Refusal): string {
  if (status === 404) return 'Not Found'
  return status === 422 ? 'Input validation failed' : 'Bad request'
}

/** Google's own words for what is wrong. */
const googleStatus = ({ status, code }: Refusal): string =>
  /^[A-Z_]+$/.test(code) ? code : status === 403 ? 'PERMISSION_DENIED' : 'INVALID_ARGUMENT'

/** Task families report a low balance under a name of their own. */
function taskCode(refusal: Refusal): string {
  return refusal.code === 'insufficient_user_quota' ? 'quota_not_enough' : refusal.code
}

/** The HTTP status in the family's own habit: Midjourney routes answer refusals of the gateway with 400. */
export function errorStatus(style: ErrorStyle, refusal: Refusal): number {
  return style === 'midjourney' && refusal.status === 403 ? 400 : refusal.status
}
