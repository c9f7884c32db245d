import { type Fields, isFields } from './fields'

/** What a vendor's schema says of one input. */
export interface InputRule {
  readonly isRequired: boolean
  /** Numbers and switches are text in a form. */
  readonly formType: 'text' | 'number' | 'flag' | 'json'
  /** Null for a value that the vendor takes, else its objection. */
  readonly check: (value: unknown) => string | null
}

export type InputRules = Readonly<Record<string, InputRule>>

/** What is wrong with an input, in the terms of a validator: where, of which type, in which words. */
export interface InputProblem {
  readonly field: string
  readonly type: 'missing' | 'extra_forbidden' | 'value_error'
  readonly message: string
}

/** The first thing that a vendor with a strict schema would object to; null for a good input. */
export function inputProblem(fields: Fields, rules: InputRules): InputProblem | null {
  for (const name of Object.keys(fields)) {
    if (!Object.hasOwn(rules, name)) {
      return { field: name, type: 'extra_forbidden', message: 'Extra inputs are not permitted' }
    }
  }
  for (const [field, rule] of Object.entries(rules)) {
    const value = fields[field]
    if (value === undefined) {
      if (rule.isRequired) return { field, type: 'missing', message: 'Field required' }
      continue
    }
    const message = rule.check(value)
    if (message !== null) return { field, type: 'value_error', message }
  }
  return null
}

/** A form's texts as the values that they stand for. */
export function readForm(fields: Readonly<Record<string, string>>, rules: InputRules): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, written]) => [
      name,
      Object.hasOwn(rules, name) ? readPart(written, rules[name]) : written,
    ]),
  )
}

function readPart(written: string, rule: InputRule | undefined): unknown {
  if (rule?.formType === 'number' && written.trim() !== '') return Number(written)
  if (rule?.formType === 'flag' && /^(true|false)$/.test(written)) return written === 'true'
  if (rule?.formType !== 'json') return written
  try {
    return JSON.parse(written) as unknown
  } catch {
    return written
  }
}

function ruleOf(formType: InputRule['formType'], check: InputRule['check']): InputRule {
  return { isRequired: false, formType, check }
}

export function required(inner: InputRule): InputRule {
  const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === ''
  return {
    ...inner,
    isRequired: true,
    check: (value) => (isBlank(value) ? 'String should have at least 1 character' : inner.check(value)),
  }
}

export function text(maxLength = 32_000): InputRule {
  return ruleOf('text', (value) => {
    if (typeof value !== 'string') return 'Input should be a valid string'
    return value.length > maxLength ? `String should have at most ${maxLength} characters` : null
  })
}

export function integer(min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): InputRule {
  return ruleOf('number', (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return 'Input should be a valid integer'
    return outOfRange(value, min, max)
  })
}

/** A whole number written as text. */
export function digits(min: number, max: number): InputRule {
  return ruleOf('text', (value) => {
    if (typeof value !== 'string' || !/^-?\d+$/.test(value)) return 'Input should be a valid string of digits'
    return outOfRange(Number(value), min, max)
  })
}

export function decimal(min: number, max: number): InputRule {
  return ruleOf('number', (value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return 'Input should be a valid number'
    return outOfRange(value, min, max)
  })
}

function outOfRange(value: number, min: number, max: number): string | null {
  if (value < min) return `Input should be greater than or equal to ${min}`
  return value > max ? `Input should be less than or equal to ${max}` : null
}

export function oneOf(...choices: readonly (string | number)[]): InputRule {
  return ruleOf('text', (value) =>
    choices.some((choice) => choice === value)
      ? null
      : `Input should be ${choices.map((choice) => `'${choice}'`).join(', ')}`,
  )
}

/** A list of up to `max` values, each of which the inner rule takes. */
export function listOf(inner: InputRule, max: number, min = 0): InputRule {
  return ruleOf('json', (value) => {
    if (!Array.isArray(value)) return 'Input should be a valid list'
    if (value.length < min) return `List should have at least ${min} items`
    if (value.length > max) return `List should have at most ${max} items`
    return value.map((item: unknown) => inner.check(item)).find((message) => message !== null) ?? null
  })
}

/** An object of exactly these members. */
export function objectOf(rules: InputRules): InputRule {
  return ruleOf('json', (value) => {
    if (!isFields(value)) return 'Input should be a valid dictionary'
    const problem = inputProblem(value, rules)
    return problem === null ? null : `${problem.field}: ${problem.message}`
  })
}

/** A value that either of two rules takes. */
export function either(one: InputRule, other: InputRule): InputRule {
  return ruleOf('text', (value) => (one.check(value) === null ? null : other.check(value)))
}

export const flag: InputRule = ruleOf('flag', (value) =>
  typeof value === 'boolean' ? null : 'Input should be a valid boolean',
)

/** A file by its address: a link, or its bytes as a data URI. */
export const fileAddress: InputRule = ruleOf('text', (value) =>
  typeof value === 'string' && /^(https?:\/\/|data:[\w/+.-]+;base64,)/i.test(value)
    ? null
    : 'Input should be a valid URL or data URI',
)
/** A file by a link that the vendor can fetch. */
export const fileLink: InputRule = ruleOf('text', (value) =>
  typeof value === 'string' && /^https?:\/\//i.test(value) ? null : 'Input should be a valid URL',
)
