type Schema = Readonly<Record<string, unknown>>

export interface SchemaFault {
  /** Where, as in `tags[1].name`; empty for the whole. */
  readonly place: string
  readonly message: string
}

const MAX_FAULTS = 20

/**
 * What in a value does not fit a JSON schema, in words; empty where all fits. Knows what vendors take for structured
 * answers: types, enum, const, properties, required, additionalProperties, items, anyOf, oneOf, allOf and limits;
 * words that it does not know allow everything.
 */
export function schemaFaults(schema: unknown, value: unknown, place = ''): readonly SchemaFault[] {
  if (!isSchema(schema)) return []
  return [
    ...typeFaults(schema, value, place),
    ...choiceFaults(schema, value, place),
    ...limitFaults(schema, value, place),
    ...memberFaults(schema, value, place),
    ...itemFaults(schema, value, place),
    ...combinationFaults(schema, value, place),
  ].slice(0, MAX_FAULTS)
}

function typeFaults(schema: Schema, value: unknown, place: string): readonly SchemaFault[] {
  if (schema['type'] === undefined) return []
  const types: readonly unknown[] = Array.isArray(schema['type']) ? schema['type'] : [schema['type']]
  const fits = types.some((type) => isOfType(value, type))
  return fits ? [] : [{ place, message: `is ${nameOf(value)}, not ${types.map(String).join(' or ')}` }]
}

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value)
    case 'number':
      return typeof value === 'number'
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isSchema(value)
    case 'null':
      return value === null
    case 'string':
    case 'boolean':
      return typeof value === type
    default:
      return true
  }
}

function choiceFaults(schema: Schema, value: unknown, place: string): readonly SchemaFault[] {
  const print = JSON.stringify(value)
  const choices = Array.isArray(schema['enum']) ? (schema['enum'] as readonly unknown[]) : null
  if (choices && !choices.some((choice) => JSON.stringify(choice) === print)) {
    return [{ place, message: `is none of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}` }]
  }
  const isWrong = 'const' in schema && JSON.stringify(schema['const']) !== print
  return isWrong ? [{ place, message: `is not ${JSON.stringify(schema['const'])}` }] : []
}

function limitFaults(schema: Schema, value: unknown, place: string): readonly SchemaFault[] {
  const faults: SchemaFault[] = []
  const size = typeof value === 'string' ? Array.from(value).length : Array.isArray(value) ? value.length : value
  if (typeof size !== 'number') return faults
  const [least, most] =
    typeof value === 'string'
      ? (['minLength', 'maxLength'] as const)
      : Array.isArray(value)
        ? (['minItems', 'maxItems'] as const)
        : (['minimum', 'maximum'] as const)
  const min = schema[least]
  const max = schema[most]
  if (typeof min === 'number' && size < min) faults.push({ place, message: `is under ${least} ${min}` })
  if (typeof max === 'number' && size > max) faults.push({ place, message: `is over ${most} ${max}` })
  return faults
}

function memberFaults(schema: Schema, value: unknown, place: string): readonly SchemaFault[] {
  if (!isSchema(value)) return []
  const properties = isSchema(schema['properties']) ? schema['properties'] : {}
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly unknown[]) : []
  const missing = required
    .filter((name): name is string => typeof name === 'string' && !(name in value))
    .map((name) => ({ place: join(place, name), message: 'is missing' }))
  const known = Object.entries(value).flatMap(([name, member]) => {
    const own = properties[name]
    if (own !== undefined) return schemaFaults(own, member, join(place, name))
    const rest = schema['additionalProperties']
    if (rest === false) return [{ place: join(place, name), message: 'is not in the schema' }]
    return schemaFaults(rest, member, join(place, name))
  })
  return [...missing, ...known]
}

function itemFaults(schema: Schema, value: unknown, place: string): readonly SchemaFault[] {
  if (!Array.isArray(value) || schema['items'] === undefined) return []
  return value.flatMap((item, index) => schemaFaults(schema['items'], item, `${place}[${index}]`))
}

function combinationFaults(schema: Schema, value: unknown, place: string): readonly SchemaFault[] {
  const all = Array.isArray(schema['allOf']) ? schema['allOf'] : []
  const faults = all.flatMap((part) => [...schemaFaults(part, value, place)])
  for (const name of ['anyOf', 'oneOf'] as const) {
    const options: unknown = schema[name]
    if (!Array.isArray(options) || options.some((option) => schemaFaults(option, value, place).length === 0)) continue
    faults.push({ place, message: 'fits none of the allowed shapes' })
  }
  return faults
}

const join = (place: string, name: string): string => (place === '' ? name : `${place}.${name}`)

function nameOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
