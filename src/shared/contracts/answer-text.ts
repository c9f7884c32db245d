import type { Failure } from '../domain/app-error'
import type { Result } from '../lib/result'

/** Shorter lists gain nothing. */
const LEAST_ROWS = 16

interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

/**
 * A list whose rows were written as JSON where they lie, so that main makes no object of them: each text is an array of
 * the columns' values, with one object more where an item has fields besides. Pages read it as a list of `Item`.
 */
export class WrittenList<Item> {
  readonly columns: readonly (keyof Item & string)[]
  readonly rows: readonly string[]

  constructor(columns: readonly (keyof Item & string)[], rows: readonly string[]) {
    this.columns = columns
    this.rows = rows
  }
}

/** An answer as a handler may give it: any list of it may be written already. */
export type Writable<Answer> = Answer extends readonly unknown[]
  ? Answer
  : Answer extends object
    ? {
        readonly [Name in keyof Answer]:
          | Answer[Name]
          | (Answer[Name] extends readonly (infer Item)[] ? WrittenList<Item> : never)
      }
    : Answer

interface AnswerText {
  readonly ok: boolean
  readonly data?: unknown
  readonly error?: Failure
  /** Lists of the answer by name, taken out of `data` as tables. */
  readonly tables?: Readonly<Record<string, Table>>
}

/**
 * An answer as the text that crosses to the page. Long lists of objects of one shape go as rows under one list of
 * names: a page of the library is a third smaller, and size is what the crossing costs.
 */
export function writeAnswer(result: Result<unknown, Failure>): string {
  if (!result.ok || !isObject(result.data)) return JSON.stringify(result)
  const tables: string[] = []
  const data: (readonly [name: string, value: unknown])[] = []
  for (const [name, value] of Object.entries(result.data)) {
    const table = value instanceof WrittenList ? textOfWritten(value) : textOfTable(value)
    if (table === null) data.push([name, value])
    else tables.push(`${JSON.stringify(name)}:${table}`)
  }
  if (tables.length === 0) return JSON.stringify(result)
  // From entries, because an assignment to a field named __proto__ would be lost.
  return `{"ok":true,"data":${JSON.stringify(Object.fromEntries(data))},"tables":{${tables.join(',')}}}`
}

const textOfWritten = ({ columns, rows }: WrittenList<unknown>): string =>
  `{"columns":${JSON.stringify(columns)},"rows":[${rows.join(',')}]}`

function textOfTable(value: unknown): string | null {
  const table = tableOf(value)
  return table && JSON.stringify(table)
}

/** The answer that {@link writeAnswer} wrote. */
export function readAnswer(text: string): Result<unknown, Failure> {
  const { tables, ...result } = JSON.parse(text) as AnswerText
  if (tables === undefined) return result as Result<unknown, Failure>
  const lists = Object.entries(tables).map(([name, table]) => [name, listOf(table)] as const)
  return { ok: true, data: { ...(result.data as object), ...Object.fromEntries(lists) } }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function tableOf(value: unknown): Table | null {
  if (!Array.isArray(value) || value.length < LEAST_ROWS || !value.every(isObject)) return null
  // Rows are read back by assignment, by which a field of this name would be lost.
  if (value.some((item) => Object.hasOwn(item, '__proto__'))) return null
  // Names that every item has; what only some have follows as an object of its own.
  const columns = Object.keys(value[0] ?? {}).filter((name) =>
    value.every((item) => Object.hasOwn(item, name) && item[name] !== undefined),
  )
  if (columns.length === 0) return null
  const known = new Set(columns)
  const rows = value.map((item) => {
    const row = columns.map((column) => item[column])
    const rest = Object.entries(item).filter(([name, each]) => !known.has(name) && each !== undefined)
    return rest.length === 0 ? row : [...row, Object.fromEntries(rest)]
  })
  return { columns, rows }
}

function listOf({ columns, rows }: Table): readonly unknown[] {
  return rows.map((row) => {
    const item: Record<string, unknown> = {}
    columns.forEach((column, index) => {
      item[column] = row[index]
    })
    return row.length > columns.length ? Object.assign(item, row[columns.length]) : item
  })
}
