import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt } from './build-app.ts'
import { ensureDisplay } from './runtime/display.ts'
import { ensureRuntime } from './runtime/ensure-runtime.ts'
import { projectDir } from './runtime/project-paths.ts'

/** Starts the guided tour in a process of its own and passes on its exit code. */
async function runTour(): Promise<number> {
  const runtime = await ensureRuntime()
  await ensureBuilt()
  const display = await ensureDisplay()
  const launch = {
    electronPath: runtime.electronPath,
    argsBeforeApp: runtime.argsBeforeApp,
    env: { ...runtime.env, ...display.env },
  }
  try {
    return await new Promise<number>((settle, fail) => {
      const tour = join(projectDir, 'test', 'e2e', 'tour', 'run.ts')
      const env = { ...process.env, ...launch.env, CHAINHUB_LAUNCH: JSON.stringify(launch) }
      const child = spawn(process.execPath, [tour, ...process.argv.slice(2)], {
        cwd: projectDir,
        stdio: 'inherit',
        env,
      })
      child.on('error', fail)
      child.on('close', (code) => settle(code ?? 1))
    })
  } finally {
    display.stop()
  }
}

try {
  process.exitCode = await runTour()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
