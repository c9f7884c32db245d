import { type Fields, isFields, listField } from '../wire/fields'

const MAX_DEPTH = 6

/** JSON that fits a schema, with words of the question where text is wanted. */
export function writeBySchema(schema: unknown, text: string): string {
  return JSON.stringify(valueFor(schema, text, 0), null, 2)
}

function valueFor(schema: unknown, text: string, depth: number): unknown {
  if (!isFields(schema) || depth > MAX_DEPTH) return null
  const choices = listField(schema, 'enum')
  if (choices.length > 0) return choices[0]
  if ('const' in schema) return schema.const
  const [first] = [...listField(schema, 'anyOf'), ...listField(schema, 'oneOf')]
  if (first !== undefined) return valueFor(first, text, depth + 1)
  switch (typeOf(schema)) {
    case 'object':
      return objectFor(schema, text, depth)
    case 'array':
      return [0, 1].map(() => valueFor(schema.items, text, depth + 1))
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 3
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return text.trim().slice(0, 40) || 'something'
  }
}

function objectFor(schema: Fields, text: string, depth: number): Record<string, unknown> {
  const properties = isFields(schema.properties) ? schema.properties : {}
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, valueFor(property, text, depth + 1)]),
  )
}

/** One grammar writes types in capitals, and a type may be a list with null in it. */
function typeOf(schema: Fields): string {
  const types: readonly unknown[] = Array.isArray(schema.type) ? schema.type : [schema.type]
  const type = types.find((item) => typeof item === 'string' && item.toLowerCase() !== 'null')
  return typeof type === 'string' ? type.toLowerCase() : isFields(schema.properties) ? 'object' : 'string'
}
