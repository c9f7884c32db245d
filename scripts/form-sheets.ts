import { join } from 'node:path'
import { projectDir } from './runtime/project-paths.ts'
import { runBesideProgram } from './runtime/run-beside-program.ts'

/** Draws the form of every operation and puts them on contact sheets; words behind the command narrow it by id. */
try {
  process.exitCode = await runBesideProgram(join(projectDir, 'test/e2e/forms/run.ts'), process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
