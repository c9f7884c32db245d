import { type Fields, isFields } from './fields'
import { Refusal } from './refusal'

/** What a member of a body has to be; `?` after it: may be left out. */
export type MemberKind = 'text' | 'number' | 'whole' | 'boolean' | 'list' | 'object' | 'any'
export type Members = Readonly<Record<string, MemberKind | `${MemberKind}?`>>

/** Throws a 400 refusal for a member that is missing, of the wrong kind, or not known; `place` names the object. */
export function assertMembers(fields: Fields, members: Members, place = ''): void {
  for (const name of Object.keys(fields)) {
    if (members[name] === undefined)
      throw new Refusal(400, 'invalid_request_error', `${place}${name}: Extra inputs are not permitted`)
  }
  for (const [name, wanted] of Object.entries(members)) {
    const value = fields[name]
    const isOptional = wanted.endsWith('?')
    if (value === undefined || value === null) {
      if (isOptional) continue
      throw new Refusal(400, 'invalid_request_error', `${place}${name}: Field required`)
    }
    const kind = (isOptional ? wanted.slice(0, -1) : wanted) as MemberKind
    if (!isOf(value, kind))
      throw new Refusal(400, 'invalid_request_error', `${place}${name}: Input should be a valid ${kind}`)
  }
}

/** Throws a 400 refusal for a number outside of its range. */
export function assertRange(fields: Fields, name: string, min: number, max: number): void {
  const value = fields[name]
  if (typeof value !== 'number' || (value >= min && value <= max)) return
  throw new Refusal(400, 'invalid_request_error', `${name}: Input should be between ${min} and ${max}`)
}

function isOf(value: unknown, kind: MemberKind): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'whole':
      return Number.isInteger(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'list':
      return Array.isArray(value)
    case 'object':
      return isFields(value)
    default:
      return true
  }
}
