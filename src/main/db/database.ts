import type BetterSqlite3 from 'better-sqlite3'
import { AppError, type Failure } from '@shared/domain/app-error'
import { DATABASE_DAMAGE, DISK_GONE } from '@shared/domain/safety'
import { createLogger } from '../log/logger'

const log = createLogger('db')

/** A query slower than this on main's thread is a dropped frame for every window; it is logged by name. */
const SLOW_QUERY_MS = 16

type Bindable =
  | Readonly<Record<string, string | number | bigint | Uint8Array | null>>
  | readonly (string | number | bigint | Uint8Array | null)[]

/**
 * The one connection, visible inside `db/` only. Statements are prepared once and timed by name; writes of
 * more than one statement go through {@link Database.transaction}.
 */
export interface Database {
  /** Set when the file must not be written: a newer version made it, or the disk is read-only. */
  readonly readOnlyReason: string | null
  /** Where threads of their own may read the same: of a folder that cannot be written this is a copy. */
  readonly filePath: string
  readonly all: <Row>(name: string, sql: string, parameters?: Bindable) => Row[]
  /** The only column of all rows: for very many, of which no object each is to be made. */
  readonly column: <Value>(name: string, sql: string, parameters?: Bindable) => Value[]
  readonly get: <Row>(name: string, sql: string, parameters?: Bindable) => Row | undefined
  readonly run: (name: string, sql: string, parameters?: Bindable) => { readonly changes: number }
  /** One immediate transaction; synchronous inside, so that nothing can slip in between. */
  readonly transaction: <Value>(name: string, work: () => Value) => Value
  /** Hears once, and at once when it is late, that SQLite met pages it cannot read. */
  readonly watchDamage: (listener: () => void) => void
  readonly close: () => void
}

/** @param onClose what is left to tidy when nobody reads any more */
export function wrapConnection(
  connection: BetterSqlite3.Database,
  readOnlyReason: string | null,
  onClose?: () => void,
): Database {
  const statements = new Map<string, BetterSqlite3.Statement>()
  const columns = new Map<string, BetterSqlite3.Statement>()
  const prepare = (sql: string): BetterSqlite3.Statement => {
    const known = statements.get(sql)
    if (known) return known
    const statement = connection.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const prepareColumn = (sql: string): BetterSqlite3.Statement => {
    const statement = columns.get(sql) ?? connection.prepare(sql).pluck()
    columns.set(sql, statement)
    return statement
  }
  const damage = createDamageWatch()
  const { reading, writing } = guarded(readOnlyReason, damage.note)
  return {
    readOnlyReason,
    filePath: connection.name,
    all: <Row>(name: string, sql: string, parameters: Bindable = []) =>
      reading(() => timed(name, () => prepare(sql).all(parameters) as Row[])),
    column: <Value>(name: string, sql: string, parameters: Bindable = []) =>
      reading(() => timed(name, () => prepareColumn(sql).all(parameters) as Value[])),
    get: <Row>(name: string, sql: string, parameters: Bindable = []) =>
      reading(() => timed(name, () => prepare(sql).get(parameters) as Row | undefined)),
    run: (name, sql, parameters = []) =>
      writing(() => timed(name, () => ({ changes: prepare(sql).run(parameters).changes }))),
    transaction: (name, work) => writing(() => timed(name, () => connection.transaction(work).immediate())),
    watchDamage: damage.watch,
    close: () => {
      connection.close()
      onClose?.()
    },
  }
}

interface DamageWatch {
  readonly note: () => void
  readonly watch: (listener: () => void) => void
}

function createDamageWatch(): DamageWatch {
  const listeners: (() => void)[] = []
  let isDamaged = false
  return {
    note: () => {
      if (isDamaged) return
      isDamaged = true
      for (const listener of listeners) listener()
    },
    watch: (listener) => {
      listeners.push(listener)
      if (isDamaged) listener()
    },
  }
}

type Guard = <Value>(work: () => Value) => Value

/** What SQLite says of a disk, in words for a person; anything else passes unchanged. */
function guarded(
  readOnlyReason: string | null,
  noteDamage: () => void,
): { readonly reading: Guard; readonly writing: Guard } {
  const guard =
    (failureOf: (error: unknown) => Failure | null): Guard =>
    (work) => {
      try {
        return work()
      } catch (error) {
        const failure = failureOf(error)
        if (failure === DATABASE_DAMAGE) noteDamage()
        throw failure ? new AppError(failure, { cause: error }) : error
      }
    }
  return {
    reading: guard((error) => (isDamage(error) ? DATABASE_DAMAGE : isDiskGone(error) ? DISK_GONE : null)),
    writing: guard((error) => storageFailure(error, readOnlyReason)),
  }
}

const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code))

/** An unplugged disk, a network drive without its network. */
const isDiskGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_(IOERR|CANTOPEN)/.test(String(error.code))

function storageFailure(error: unknown, readOnlyReason: string | null): Failure | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (isDamage(error)) return DATABASE_DAMAGE
  if (isDiskGone(error)) return DISK_GONE
  if (code.startsWith('SQLITE_READONLY')) {
    const message = readOnlyReason ?? 'The library cannot be written to. Everything can be looked at; nothing is saved.'
    return { code: 'read-only', message, nextStep: 'none' }
  }
  if (code !== 'SQLITE_FULL') return null
  const message = 'The disk is full. Make some space and try again; nothing that is stored was lost.'
  return { code: 'disk-full', message, nextStep: 'free-space' }
}

function timed<Value>(name: string, work: () => Value): Value {
  const startMs = performance.now()
  try {
    return work()
  } finally {
    const elapsedMs = performance.now() - startMs
    if (elapsedMs > SLOW_QUERY_MS) log.warn('slow query', { name, elapsedMs: Math.round(elapsedMs) })
  }
}
