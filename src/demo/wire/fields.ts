import { Refusal } from './refusal'

/** A JSON object from outside: nothing about its members is known. */
export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function parseFields(body: Buffer): Fields {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    if (isFields(value)) return value
  } catch {
    // Answered below like any other body that is no object.
  }
  throw new Refusal(400, 'bad_request_body', 'invalid character in request body: JSON object expected')
}

export function textField(fields: Fields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

/** A text member that must be there and not blank; throws a 400 refusal otherwise. */
export function requiredText(fields: Fields, name: string, maxLength = 32_000): string {
  const value = textField(fields, name)
  if (value.trim() === '') throw new Refusal(400, 'invalid_request', `${name} is required`)
  if (value.length > maxLength) {
    throw new Refusal(
      400,
      'string_above_max_length',
      `Invalid '${name}': string too long. Expected a string with maximum length ${maxLength}, but got a string with length ${value.length} instead.`,
    )
  }
  return value
}

export function numberField(fields: Fields, name: string, fallback: number): number {
  const value = fields[name]
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : fallback
}

export function listField(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name]
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

export function textList(fields: Fields, name: string): readonly string[] {
  return listField(fields, name).filter((item): item is string => typeof item === 'string')
}

/** A member that has to be one of the given words when present; throws a 400 refusal otherwise. */
export function choiceField(fields: Fields, name: string, choices: readonly string[], fallback: string): string {
  const value = fields[name]
  if (value === undefined || value === null || value === '') return fallback
  if (typeof value === 'string' && choices.includes(value)) return value
  const supported = choices.map((choice) => `'${choice}'`).join(', ')
  throw new Refusal(400, 'invalid_value', `Invalid value: '${String(value)}'. Supported values are: ${supported}.`)
}
