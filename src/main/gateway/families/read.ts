import type { MediaKind } from '@shared/domain/media'
import type { GatewayAnswer, RemoteOutput } from '../types'

/** A value deep inside an answer, or undefined where any step is missing. Looks at own properties only. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found = value
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    found = (found as Readonly<Record<string | number, unknown>>)[name]
  }
  return found
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

/** The first of the values that is text with something in it, trimmed; else empty. */
export function firstText(...values: readonly unknown[]): string {
  for (const value of values) if (typeof value === 'string' && value.trim() !== '') return value.trim()
  return ''
}

/** An identifier that may have come as text or as a whole number; empty where there is none. */
export function idText(...values: readonly unknown[]): string {
  for (const value of values) {
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  }
  return ''
}

/**
 * Identifiers beyond 2^53 lose digits when JSON is parsed into numbers; they are taken from the text instead.
 */
export function longNumberNamed(answer: GatewayAnswer, name: string): string {
  const text = new TextDecoder().decode(answer.bytes.subarray(0, 64 * 1024))
  return new RegExp(`"${name}"\\s*:\\s*(\\d{16,25})\\b`).exec(text)?.[1] ?? ''
}

const LONGEST_TEXT_BYTES = 8 * 1024 * 1024
const LONG_NUMBER = /-?\d{16,}(?![\d.eE])/g

/** The answer's JSON with whole numbers of 16 digits and more as text, so that identifiers keep all their digits. */
export function jsonWithLongNumbers(answer: GatewayAnswer): unknown {
  if (answer.bytes.byteLength > LONGEST_TEXT_BYTES) return answer.json
  const text = new TextDecoder().decode(answer.bytes)
  if (!/\d{16}/.test(text)) return answer.json
  try {
    return JSON.parse(withQuotedNumbers(text)) as unknown
  } catch {
    return answer.json
  }
}

/** Digits inside of texts are left alone; a text may be a whole picture, so it is stepped over and not matched. */
function withQuotedNumbers(json: string): string {
  const parts: string[] = []
  let place = 0
  while (place < json.length) {
    const start = json.indexOf('"', place)
    const between = json.slice(place, start === -1 ? json.length : start)
    parts.push(between.replaceAll(LONG_NUMBER, (digits) => `"${digits}"`))
    if (start === -1) break
    const end = endOfText(json, start)
    parts.push(json.slice(start, end))
    place = end
  }
  return parts.join('')
}

/** Behind the closing quote of the text that begins at `start`. */
function endOfText(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let backslashes = 0
    while (json[quote - 1 - backslashes] === '\\') backslashes += 1
    if (backslashes % 2 === 0) return quote + 1
  }
  return json.length
}

/** Progress from `45%`, `45` or `0.45` to 0…1; null for anything else. `unit` says what a bare number means. */
export function progressOf(value: unknown, unit: 'fraction' | 'percent'): number | null {
  const text = typeof value === 'string' ? value.trim() : ''
  const isPercent = text.endsWith('%') || unit === 'percent'
  const number = typeof value === 'number' ? value : text === '' ? Number.NaN : Number(text.replace(/%$/, ''))
  if (!Number.isFinite(number)) return null
  return Math.min(1, Math.max(0, isPercent ? number / 100 : number))
}

/** A result behind a link; also one that came inside the link as a data URI. Null where there is none. */
export function linkedOutput(media: MediaKind, value: unknown, title?: string): RemoteOutput | null {
  const text = firstText(value)
  const named = title === undefined || title === '' ? {} : { title }
  if (/^https?:\/\//i.test(text)) return { media, source: { kind: 'url', url: text }, ...named }
  const inline = /^data:([\w.+/-]+);base64,(.+)$/s.exec(text)
  if (inline?.[2] === undefined) return null
  return { media, source: { kind: 'base64', base64: inline[2] }, mimeHint: inline[1] ?? '', ...named }
}

export function isPresent<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined
}
