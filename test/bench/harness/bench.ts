import type { LaunchEnvironment } from '../../e2e/harness/launch.ts'
import type { BenchResult } from './result.ts'

export interface BenchContext {
  readonly launch: LaunchEnvironment
  /** The long variants, for example ten minutes of scrolling instead of one. */
  readonly isLong: boolean
  /** A line of progress. */
  readonly say: (line: string) => void
}

/** One number of the list of budgets. */
export interface BenchCase {
  readonly id: string
  readonly run: (context: BenchContext) => Promise<readonly BenchResult[]>
}
