import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Collection =
  | 'accounts'
  | 'charges'
  | 'tasks'
  | 'links'
  | 'uploads'
  | 'counters'
  | 'suno-clips'
  | 'suno-uploads'
  | 'kling-speech'
  | 'kling-faces'
  | 'kling-sessions'
  | 'kling-deleted'

interface Entry {
  readonly collection: Collection
  readonly id: string
  readonly value: unknown
}

/**
 * Keeps every record of the gateway: the last value written for an id wins. With a folder, `put` returns only
 * after the record was handed to the system, so that a killed process has lost nothing it had answered for.
 */
export class Journal {
  private readonly records = new Map<Collection, Map<string, unknown>>()
  private readonly path: string | null

  constructor(dataDir: string | undefined) {
    this.path = dataDir === undefined ? null : join(dataDir, 'journal.jsonl')
    if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true })
    if (this.path !== null && existsSync(this.path)) this.load(this.path)
  }

  put(collection: Collection, id: string, value: unknown): void {
    this.remember({ collection, id, value })
    if (this.path !== null) appendFileSync(this.path, `${JSON.stringify({ collection, id, value })}\n`)
  }

  get<Value>(collection: Collection, id: string): Value | null {
    return (this.records.get(collection)?.get(id) as Value | undefined) ?? null
  }

  /** All records of a collection in the order in which they were first written. */
  all<Value>(collection: Collection): [string, Value][] {
    return [...(this.records.get(collection) ?? new Map<string, unknown>())] as [string, Value][]
  }

  private load(path: string): void {
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      const entry = parseEntry(line)
      if (entry !== null) this.remember(entry)
    }
    const lines: string[] = []
    for (const [collection, records] of this.records) {
      for (const [id, value] of records) lines.push(JSON.stringify({ collection, id, value }))
    }
    writeFileSync(`${path}.new`, lines.map((line) => `${line}\n`).join(''))
    renameSync(`${path}.new`, path)
  }

  private remember(entry: Entry): void {
    const records = this.records.get(entry.collection) ?? new Map<string, unknown>()
    records.set(entry.id, entry.value)
    this.records.set(entry.collection, records)
  }
}

function parseEntry(line: string): Entry | null {
  if (line === '') return null
  try {
    return JSON.parse(line) as Entry
  } catch {
    // The last line of a killed process may be half written.
    return null
  }
}
