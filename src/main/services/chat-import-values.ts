/** Readers for files of unknown make: a wrong type is nothing, never an error. */

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export const idOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null

const LATEST_MS = 8_640_000_000_000_000

/** Seconds, milliseconds or a date as text, as milliseconds; null where it is none of them. */
export function timeOf(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : typeof value === 'number' ? value : Number.NaN
  if (!Number.isFinite(time) || time <= 0) return null
  // Seconds since 1970 stay below this for three thousand years, milliseconds have been above it since 1973.
  const timeMs = time < 100_000_000_000 ? time * 1_000 : time
  return timeMs > LATEST_MS ? null : Math.round(timeMs)
}

/** JSON inside of JSON, as some programs store it. */
export function nested(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return null
  }
}
