import { type Fields, isFields } from '../../wire/fields'
import { Refusal } from '../../wire/refusal'

/** What Kling says of a member of a body. Numbers may come as text where the documentation types them so. */
export interface Member {
  readonly kind: 'text' | 'number' | 'integer' | 'boolean' | 'object' | 'list'
  readonly isRequired?: boolean
  readonly words?: readonly string[]
  readonly min?: number
  readonly max?: number
  /** Members of an object, or of each object in a list. */
  readonly members?: Members
}

export type Members = Readonly<Record<string, Member>>

export const text = (max = 2500, isRequired = false): Member => ({ kind: 'text', max, isRequired })
export const required = (member: Member): Member => ({ ...member, isRequired: true })
export const word = (...words: readonly string[]): Member => ({ kind: 'text', words })
export const number = (min: number, max: number): Member => ({ kind: 'number', min, max })
export const integer = (min: number, max: number): Member => ({ kind: 'integer', min, max })
export const listOf = (members: Members, min = 0, max = 10): Member => ({ kind: 'list', members, min, max })
export const object = (members: Members): Member => ({ kind: 'object', members })
export const FLAG: Member = { kind: 'boolean' }
/** Pictures, sounds and links may be long. */
export const FILE: Member = { kind: 'text' }

export const MODE = word('std', 'pro')
export const COMMON: Members = { callback_url: text(2000), external_task_id: text(200) }
export const WATERMARK: Members = { watermark_info: object({ enabled: FLAG }) }

export function invalid(message: string): Refusal {
  return new Refusal(400, '1201', message)
}

/** Refuses a body with unknown, missing or mistyped members, as Kling does. */
export function checkMembers(fields: Fields, members: Members, place = ''): void {
  for (const name of Object.keys(fields)) {
    if (!Object.hasOwn(members, name)) throw invalid(`${place}${name} is not a valid parameter`)
  }
  for (const [name, member] of Object.entries(members)) checkMember(fields[name], member, `${place}${name}`)
}

function checkMember(value: unknown, member: Member, name: string): void {
  const isMissing = value === undefined || value === null || value === ''
  if (isMissing || (Array.isArray(value) && value.length === 0 && member.isRequired === true)) {
    if (member.isRequired === true) throw invalid(`${name} can not be empty`)
    return
  }
  switch (member.kind) {
    case 'text':
      return checkText(value, member, name)
    case 'number':
    case 'integer':
      return checkNumber(value, member, name)
    case 'boolean':
      if (typeof value !== 'boolean') throw invalid(`${name} must be a boolean`)
      return
    case 'object':
      if (!isFields(value)) throw invalid(`${name} must be an object`)
      return checkMembers(value, member.members ?? {}, `${name}.`)
    case 'list':
      return checkList(value, member, name)
  }
}

function checkText(value: unknown, { words, max = Infinity }: Member, name: string): void {
  if (typeof value !== 'string') throw invalid(`${name} must be a string`)
  if (words && !words.includes(value)) throw invalid(`${name} value '${value.slice(0, 60)}' is invalid`)
  if (value.length > max) throw invalid(`${name} exceeds the maximum length of ${max}`)
}

function checkNumber(value: unknown, { kind, min = -Infinity, max = Infinity }: Member, name: string): void {
  const isNumber = typeof value === 'number' && Number.isFinite(value) && (kind === 'number' || Number.isInteger(value))
  if (!isNumber) throw invalid(`${name} must be ${kind === 'integer' ? 'an integer' : 'a number'}`)
  if (value < min || value > max) throw invalid(`${name} value '${value}' is out of [${min}, ${max}]`)
}

function checkList(value: unknown, { members, min = 0, max = Infinity }: Member, name: string): void {
  if (!Array.isArray(value)) throw invalid(`${name} must be an array`)
  if (value.length < min || value.length > max) throw invalid(`${name} must have ${min} to ${max} items`)
  for (const [index, item] of (value as readonly unknown[]).entries()) {
    if (members === undefined) continue
    if (!isFields(item)) throw invalid(`${name}[${index}] must be an object`)
    checkMembers(item, members, `${name}[${index}].`)
  }
}

/** The members of a list that are objects; the check has been made. */
export function rowsOf(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name]
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isFields) : []
}

/** Exactly one of two members has to be there. */
export function checkOneOf(fields: Fields, one: string, other: string): void {
  const isGiven = (name: string): boolean => typeof fields[name] === 'string' && fields[name] !== ''
  if (isGiven(one) === isGiven(other)) throw invalid(`exactly one of ${one} and ${other} is required`)
}
