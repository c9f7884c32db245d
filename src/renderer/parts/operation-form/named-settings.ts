/** One entry of a JSON object as a person writes it: `4`, `true` and `[1, 2]` are what they look like, the rest text. */
export interface NamedSetting {
  readonly name: string
  readonly value: string
}

/** The entries of a field's JSON object, in order; null for anything that is no object. */
export function settingsOf(json: unknown): readonly NamedSetting[] | null {
  const object = typeof json === 'string' ? parsed(json) : json
  if (json === undefined || json === '') return []
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return null
  return Object.entries(object).map(([name, value]) => ({ name, value: writtenValue(value) }))
}

/** The JSON object of the entries that have a name; undefined for none. Of two with one name the last counts. */
export function jsonOf(settings: readonly NamedSetting[]): string | undefined {
  const named = settings.filter(({ name }) => name.trim() !== '')
  if (named.length === 0) return undefined
  return JSON.stringify(Object.fromEntries(named.map(({ name, value }) => [name.trim(), readValue(value)])))
}

function readValue(written: string): unknown {
  const value = parsed(written)
  return value === undefined ? written : value
}

function writtenValue(value: unknown): string {
  const isPlainText = typeof value === 'string' && parsed(value) === undefined
  return isPlainText ? value : JSON.stringify(value)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}
