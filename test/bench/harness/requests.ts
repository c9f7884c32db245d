import type { Database } from '@main/db/database'

/** A statement as the app's own query function makes it. */
export interface CapturedQuery {
  readonly sql: string
  readonly parameters: readonly (string | number)[]
}

/** The first statement that a query function sends to its database; nothing is run. */
export async function captureQuery(ask: (db: Database) => Promise<unknown>): Promise<CapturedQuery> {
  const captured: CapturedQuery[] = []
  const record = (_name: string, sql: string, parameters: unknown = []): void =>
    void captured.push({ sql, parameters: parameters as CapturedQuery['parameters'] })
  const recorder: Database = {
    readOnlyReason: null,
    filePath: '',
    all: (...call) => {
      record(...call)
      return []
    },
    get: (...call) => {
      record(...call)
      return undefined
    },
    run: () => ({ changes: 0 }),
    transaction: (_name, work) => work(),
    watchDamage: () => undefined,
    close: () => undefined,
  }
  await ask(recorder)
  const [first] = captured
  if (!first) throw new Error('The function sent no statement')
  return first
}
