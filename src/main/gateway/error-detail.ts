import { maskSecrets } from '../log/redaction'

/** What an error body says, whichever of the known shapes it has. */
export interface ErrorDetail {
  /** The gateway's own words, cleaned; empty where there are none. */
  readonly message: string
  readonly code: string
  readonly field: string | undefined
  /** The title of a web page that came instead of data; null where the body is no web page. */
  readonly pageTitle: string | null
}

const MAX_MESSAGE_CHARACTERS = 300
const MAX_NESTING = 4
const MAX_READ_BYTES = 256 * 1024
export const MAX_RAW_BYTES = 4 * 1024

type Fields = Readonly<Record<string, unknown>>

/** Reads an error body of any kind: JSON in every documented shape, a web page, plain text, nothing. Never throws. */
export function readErrorDetail(contentType: string, body: Uint8Array): ErrorDetail {
  const text = new TextDecoder().decode(body.subarray(0, MAX_READ_BYTES)).trim()
  if (/html/i.test(contentType) || /^<(?:!doctype|html|head|body|\?xml)/i.test(text)) {
    const title = /<title[^>]*>([^<]*)</i.exec(text)?.[1] ?? /<h1[^>]*>([^<]*)</i.exec(text)?.[1] ?? ''
    return { message: '', code: '', field: undefined, pageTitle: cleanMessage(title) }
  }
  const json = parseJson(text)
  if (json === undefined) return { message: cleanMessage(text), code: '', field: undefined, pageTitle: null }
  return readErrorJson(json)
}

/** The same for JSON that is already parsed, for example an error inside a stream. */
export function readErrorJson(json: unknown): ErrorDetail {
  const found = findDetail(json, 0)
  const message = cleanMessage(found.message)
  return { message, code: found.code, field: found.field ?? fieldInWords(message), pageTitle: null }
}

/** At most 4 KB of a raw answer with keys masked, for "show details" and for rows. */
export function rawExcerpt(body: Uint8Array | string): string | undefined {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body.subarray(0, MAX_RAW_BYTES * 2))
  const masked = Buffer.from(maskSecrets(text).replaceAll('\0', '␀'))
  if (masked.byteLength === 0) return undefined
  return new TextDecoder().decode(masked.subarray(0, MAX_RAW_BYTES - 4)).replace(/\uFFFD+$/, '')
}

interface FoundDetail {
  readonly message: string
  readonly code: string
  readonly field: string | undefined
}

const NOTHING: FoundDetail = { message: '', code: '', field: undefined }

function findDetail(value: unknown, depth: number): FoundDetail {
  if (depth > MAX_NESTING) return NOTHING
  if (typeof value === 'string') return detailInText(value, depth)
  if (Array.isArray(value)) return value.length === 0 ? NOTHING : findDetail(value[0], depth + 1)
  if (!isFields(value)) return NOTHING
  const inner = innerDetail(value, depth)
  const own = ownDetail(value)
  return {
    message: inner.message || own.message,
    code: inner.code || own.code,
    field: inner.field ?? own.field,
  }
}

/** Upstream errors are often passed on as JSON text inside the gateway's own message. */
function detailInText(text: string, depth: number): FoundDetail {
  const start = text.indexOf('{')
  const parsed = start === -1 ? undefined : parseJson(text.slice(start, text.lastIndexOf('}') + 1))
  const inner = parsed === undefined ? NOTHING : findDetail(parsed, depth + 1)
  return inner.message === '' ? { message: text, code: '', field: undefined } : inner
}

function innerDetail(fields: Fields, depth: number): FoundDetail {
  for (const name of ['error', 'errors', 'detail', 'message']) {
    const value = fields[name]
    if (value === undefined || value === null || value === '') continue
    const found = findDetail(value, depth + 1)
    if (found.message !== '' || found.code !== '') return found
  }
  return NOTHING
}

function ownDetail(fields: Fields): FoundDetail {
  // Midjourney routes answer numbers as codes and put the telling word into `description`.
  const message = firstText(fields, ['description', 'msg', 'error_msg', 'errmsg', 'reason', 'fail_reason'])
  // A validator's entry names its kind beside the place of the input.
  if (Array.isArray(fields.loc)) return { message, code: wordCode(fields.type), field: fieldName(fields) }
  const code = wordCode(fields.code) || wordCode(fields.error_code) || (/^\w+$/.test(message) ? message : '')
  return { message, code: code || wordCode(fields.type), field: fieldName(fields) }
}

function fieldName(fields: Fields): string | undefined {
  if (Array.isArray(fields.loc)) {
    const last: unknown = fields.loc.at(-1)
    return typeof last === 'string' ? last : undefined
  }
  const name = firstText(fields, ['param', 'field', 'parameter'])
  return name === '' ? undefined : name
}

function fieldInWords(message: string): string | undefined {
  const ofInput = /\binput\.([A-Za-z_]\w*)/.exec(message)?.[1]
  if (ofInput !== undefined) return ofInput
  if (!/param|field|value|argument|参数|字段/i.test(message)) return undefined
  const quoted =
    /(?:Field validation for|parameter|field|value for|argument|参数|字段)[:：]?\s*['"`「]?([A-Za-z_][\w.[\]]*)['"`」]/i
  return quoted.exec(message)?.[1]
}

function firstText(fields: Fields, names: readonly string[]): string {
  for (const name of names) {
    const value = fields[name]
    if (typeof value === 'string' && value.trim() !== '') return value
  }
  return ''
}

function wordCode(value: unknown): string {
  return typeof value === 'string' && /^[\w:.-]{1,100}$/.test(value) ? value : ''
}

function cleanMessage(text: string): string {
  const flat = maskSecrets(text)
    .replaceAll(/\s*[（(]request id:[^)）]*[)）]/gi, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return flat.length > MAX_MESSAGE_CHARACTERS ? `${flat.slice(0, MAX_MESSAGE_CHARACTERS)}…` : flat
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
