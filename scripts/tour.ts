import { join } from 'node:path'
import { projectDir } from './runtime/project-paths.ts'
import { runBesideProgram } from './runtime/run-beside-program.ts'

try {
  process.exitCode = await runBesideProgram(join(projectDir, 'test/e2e/tour/run.ts'), process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
