import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt } from './build-app.ts'
import { hasDisplay } from './runtime/display.ts'
import type { Runtime } from './runtime/ensure-runtime.ts'
import { ensureRuntime } from './runtime/ensure-runtime.ts'
import { projectDir } from './runtime/project-paths.ts'
import { say } from './runtime/say.ts'

/** Runs a program with this terminal; resolves with its exit code, 1 when a signal ended it. */
function runInForeground(command: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  return new Promise<number>((settle, fail) => {
    const child = spawn(command, args, { cwd: projectDir, stdio: 'inherit', env: { ...process.env, ...env } })
    const forward = (signal: NodeJS.Signals): void => void child.kill(signal)
    process.on('SIGINT', forward).on('SIGTERM', forward)
    child.on('error', fail)
    child.on('close', (code) => settle(code ?? 1))
  })
}

function openStudio(runtime: Runtime): Promise<number> {
  const flags = process.argv.slice(2)
  return runInForeground(runtime.electronPath, [...runtime.argsBeforeApp, projectDir, ...flags], runtime.env)
}

async function runTour(): Promise<number> {
  const code = await runInForeground(process.execPath, [join(projectDir, 'scripts', 'tour.ts')], {})
  if (code === 0) say(`the screenshots and the report are in ${join(projectDir, 'artifacts')}`)
  return code
}

async function start(): Promise<number> {
  const runtime = await ensureRuntime()
  await ensureBuilt()
  if (hasDisplay()) return openStudio(runtime)
  say('this machine has no display: running the guided tour on a virtual screen instead of opening a window')
  return runTour()
}

try {
  process.exitCode = await start()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
