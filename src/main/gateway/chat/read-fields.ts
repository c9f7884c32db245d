/** A JSON object from outside: nothing about its members is known. */
export type Fields = Readonly<Record<string, unknown>>

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
}

export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? (value as readonly unknown[]).map(fieldsOf).filter((item) => item !== null) : []
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Content is a string, or with some vendors a list of text parts. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return ''
  return value.map((part) => textOf(typeof part === 'string' ? part : fieldsOf(part)?.text)).join('')
}

/** A count of tokens; null where there is none that makes sense. */
export function countOf(value: unknown): number | null {
  const count = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof count === 'number' && Number.isFinite(count) && count >= 0 ? Math.round(count) : null
}

/** A JSON object as text, whether it came as text or as an object. */
export function argumentsOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : JSON.stringify(value)
}
