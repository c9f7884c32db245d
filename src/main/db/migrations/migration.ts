/** One step of the schema; runs in one transaction, after a verified backup, and never changes once released. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}
