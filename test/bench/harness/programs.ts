import { join } from 'node:path'
import { projectDir } from '../../../scripts/runtime/project-paths.ts'
import type { BenchContext } from './bench.ts'
import { type Program, startProgram } from './program.ts'

/** What shows that the Library can be used: the first cell with its card, or the words of an empty one. */
export const LIBRARY_CELL = '[data-view="library"] [role="gridcell"][data-asset-id]'
export const EMPTY_LIBRARY = '[data-view="library"] h2'

const EMPTY_APP = join(projectDir, 'test', 'bench', 'empty-app')

/** The built studio; a profile of the benchmarks has the Library as its last view. */
export function startStudio(context: BenchContext, userDataDir: string, readySelector: string): Program {
  return startProgram(context.launch, { appDir: projectDir, userDataDir, readySelector })
}

/** One window with nothing in it, in the same runtime. */
export function startEmptyWindow(context: BenchContext, userDataDir: string): Program {
  return startProgram(context.launch, { appDir: EMPTY_APP, userDataDir, readySelector: '#ready' })
}
