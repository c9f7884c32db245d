/** What the vendor's subset of OpenAPI knows; anything else is refused as an unknown field. */
const KEPT = new Set([
  'type',
  'format',
  'title',
  'description',
  'nullable',
  'enum',
  'maxItems',
  'minItems',
  'properties',
  'required',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'pattern',
  'items',
  'anyOf',
  'propertyOrdering',
])

/** A JSON schema in the words that Gemini takes: types in capitals where an answer is described, nothing unknown. */
export function toGeminiSchema(schema: unknown, options: { readonly typesInCapitals: boolean }): unknown {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return {}
  const result: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(schema)) {
    if (!KEPT.has(name)) continue
    if (name === 'type') Object.assign(result, typeOf(value, options.typesInCapitals))
    else if (name === 'properties') result.properties = mapValues(value, (item) => toGeminiSchema(item, options))
    else if (name === 'items') result.items = toGeminiSchema(value, options)
    else if (name === 'anyOf' && Array.isArray(value)) result.anyOf = value.map((item) => toGeminiSchema(item, options))
    else result[name] = value
  }
  return result
}

/** `["string", "null"]` is a nullable string there. */
function typeOf(value: unknown, inCapitals: boolean): Readonly<Record<string, unknown>> {
  const types = (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string')
  const [type] = types.filter((item) => item !== 'null')
  if (type === undefined) return {}
  const named = { type: inCapitals ? type.toUpperCase() : type }
  return types.includes('null') ? { ...named, nullable: true } : named
}

function mapValues(value: unknown, change: (item: unknown) => unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, change(item)]))
}
