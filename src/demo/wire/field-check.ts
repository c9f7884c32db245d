import { type Fields, isFields } from './fields'
import { Refusal } from './refusal'

/** What a member of a body may be; a member that is null counts as absent where `isNullable`. */
export interface FieldCheck {
  readonly type: 'text' | 'number' | 'integer' | 'boolean' | 'object' | 'texts'
  readonly isRequired?: boolean
  readonly isNullable?: boolean
  readonly oneOf?: readonly (string | number)[]
  readonly min?: number
  /** May not be blank. */
  readonly isFilled?: boolean
}

export type FieldChecks = Readonly<Record<string, FieldCheck>>

/** Throws a 400 refusal for a member that is unknown, missing, of the wrong type or not one of its words. */
export function checkFields(fields: Fields, checks: FieldChecks): void {
  for (const name of Object.keys(fields)) {
    if (!Object.hasOwn(checks, name)) throw refusal(`unknown field "${name}"`)
  }
  for (const [name, check] of Object.entries(checks)) checkField(name, fields[name], check)
}

function checkField(name: string, value: unknown, check: FieldCheck): void {
  if (value === undefined || (value === null && check.isNullable === true)) {
    if (check.isRequired === true) throw refusal(`${name} is required`)
    return
  }
  if (!isOfType(value, check.type)) throw refusal(`${name} has the wrong type: ${check.type} expected`)
  if (check.isFilled === true && typeof value === 'string' && value.trim() === '') throw refusal(`${name} is required`)
  if (check.oneOf && !check.oneOf.some((word) => word === value)) {
    throw refusal(`${name}: "${String(value)}" is not one of ${check.oneOf.join(', ')}`)
  }
  if (check.min !== undefined && typeof value === 'number' && value < check.min) {
    throw refusal(`${name} has to be at least ${check.min}`)
  }
}

function isOfType(value: unknown, type: FieldCheck['type']): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'integer':
      return Number.isInteger(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'object':
      return isFields(value)
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
  }
}

function refusal(message: string): Refusal {
  return new Refusal(400, 'invalid_request', message)
}
