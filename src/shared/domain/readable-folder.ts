import type { Failure } from './app-error'

/** The folder in which the library's files lie under dated folders and names that a person knows. */
export interface ReadableFolder {
  readonly isOn: boolean
  readonly template: string
  readonly folder: string
  /** How many files lie there now. */
  readonly files: number
  /** Why it was switched off by itself. */
  readonly failure: Failure | null
}
