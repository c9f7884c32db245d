/** Data as a table: an object's members, or a list of objects with one column for each member. Null: a tree fits better. */
export function rowsOf(
  value: unknown,
): { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] } | null {
  const list = listIn(value)
  if (list) {
    const columns = [...new Set(list.flatMap((item) => Object.keys(item)))]
    return { columns, rows: list.map((item) => columns.map((column) => wordsOf(item[column]))) }
  }
  if (!isObject(value)) return null
  return { columns: ['Name', 'Value'], rows: Object.entries(value).map(([name, member]) => [name, wordsOf(member)]) }
}

/** A list of objects, by itself or as the only member of one. */
function listIn(value: unknown): readonly Readonly<Record<string, unknown>>[] | null {
  if (Array.isArray(value)) return value.length > 0 && value.every(isObject) ? value : null
  if (!isObject(value)) return null
  const members = Object.values(value)
  return members.length === 1 ? listIn(members[0]) : null
}

function wordsOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
