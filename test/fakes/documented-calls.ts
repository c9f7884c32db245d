import calls from '../fixtures/calls.json'

/** A member of a body as ChainHub's documentation and the vendors' own pages type it. */
interface DocumentedMember {
  /** `string`, `integer`, `array<object>`, `enum|object`, … */
  readonly type: string
  readonly isRequired?: boolean
  readonly enum?: readonly unknown[]
  /** Of numbers; of texts their length, of lists their count. */
  readonly min?: number
  readonly max?: number
}

/** A call as documented; members by their path in the body, entries of lists share theirs. */
export interface DocumentedCall {
  readonly method: string
  readonly path: string
  readonly contentType: string
  readonly members: Readonly<Record<string, DocumentedMember>>
}

export const DOCUMENTED_CALLS: Readonly<Record<string, DocumentedCall>> = calls

export type Members = Readonly<Record<string, unknown>>

/** What a body holds against the types, words and bounds of its page; empty where the page allows it all. */
export function schemaFaults({ members, contentType }: DocumentedCall, body: Members): readonly string[] {
  const isForm = contentType.startsWith('multipart/')
  return Object.entries(members).flatMap(([path, member]) =>
    valuesAt(body, path.split('.')).flatMap((value) => {
      // The vendors' own examples write null for what is left out.
      const fault = value === null ? null : faultOf(member, isForm ? fromText(value, member.type) : value)
      return fault === null ? [] : [`${path}: ${fault}, ${JSON.stringify(value)?.slice(0, 80)}`]
    }),
  )
}

/** The values at a path; a list on the way is entered. */
function valuesAt(value: unknown, [name, ...rest]: readonly string[]): readonly unknown[] {
  if (name === undefined) return value === undefined ? [] : [value]
  if (Array.isArray(value)) return value.flatMap((item: unknown) => valuesAt(item, [name, ...rest]))
  if (typeof value !== 'object' || value === null) return []
  const members = value as Members
  return Object.entries(members)
    .filter(([key]) => key.replace(/\[\]$/, '') === name)
    .flatMap(([, inner]) => valuesAt(inner, rest))
}

/** Forms carry numbers and switches as text, a list as repeated parts, and objects as JSON. */
function fromText(value: unknown, type: string): unknown {
  if (type.startsWith('array<') && typeof value === 'string') return [value]
  if (type === 'string' && typeof value === 'object') return JSON.stringify(value)
  if (type === 'file' && Array.isArray(value)) return value.every((part) => typeof part === 'string') ? '@files' : value
  if (typeof value !== 'string') return value
  if (/integer|number/.test(type) && value.trim() !== '') return Number(value)
  return type === 'boolean' && /^(?:true|false)$/.test(value) ? value === 'true' : value
}

function faultOf({ type, enum: words, min, max }: DocumentedMember, value: unknown): string | null {
  const kinds = type.split('|')
  const fault = kinds.map((kind) => typeFault(kind, value)).find((found) => found === null)
  if (fault === undefined) return `is no ${type}`
  if (words && typeof value !== 'object' && !isWord(words, value)) return 'is none of its words'
  const size = typeof value === 'number' ? value : isText(value) || Array.isArray(value) ? value.length : null
  if (size === null || (isText(value) && kinds.includes('enum'))) return null
  if (min !== undefined && size < min) return `is below ${min}`
  return max !== undefined && size > max ? `is above ${max}` : null
}

const isText = (value: unknown): value is string => typeof value === 'string'

function isWord(words: readonly unknown[], value: unknown): boolean {
  return words.some((word) => word === value || String(word) === value)
}

function typeFault(kind: string, value: unknown): string | null {
  const inner = /^array<(.+)>$/.exec(kind)?.[1]
  if (inner !== undefined) {
    const items = Array.isArray(value) ? (value as readonly unknown[]) : null
    return items?.every((item) => typeFault(inner, item) === null) === true ? null : 'no list'
  }
  switch (kind) {
    case 'integer':
      return Number.isInteger(value) ? null : 'no integer'
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'no number'
    case 'boolean':
      return typeof value === 'boolean' ? null : 'no boolean'
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'no object'
    case 'enum':
      return ['string', 'number', 'boolean'].includes(typeof value) ? null : 'no word'
    default:
      return isText(value) ? null : 'no text'
  }
}
