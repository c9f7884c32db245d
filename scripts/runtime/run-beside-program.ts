import { spawn } from 'node:child_process'
import { ensureBuilt } from '../build-app.ts'
import { ensureDisplay } from './display.ts'
import { ensureRuntime } from './ensure-runtime.ts'
import { projectDir } from './project-paths.ts'

/**
 * Runs a script that drives the built program, in a process of its own with everything that it needs: Electron, a
 * display, and in `CHAINHUB_LAUNCH` how to start the one on the other. Answers with the script's exit code.
 */
export async function runBesideProgram(scriptPath: string, args: readonly string[]): Promise<number> {
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
      const env = { ...process.env, ...launch.env, CHAINHUB_LAUNCH: JSON.stringify(launch) }
      const child = spawn(process.execPath, [scriptPath, ...args], { cwd: projectDir, stdio: 'inherit', env })
      child.on('error', fail)
      child.on('close', (code) => settle(code ?? 1))
    })
  } finally {
    display.stop()
  }
}
