import { fork } from 'node:child_process'
import { join } from 'node:path'
import { projectDir } from '../../../scripts/runtime/project-paths.ts'
import { withTimeout } from './with-timeout.ts'

export interface BenchGateway {
  readonly origin: string
  readonly demoKey: string
  readonly close: () => void
}

const START_TIMEOUT_MS = 60_000

/** The built demo gateway in a process of its own, as the program starts it. */
export async function startBenchGateway(dataDir: string, timeScale: number): Promise<BenchGateway> {
  const child = fork(join(projectDir, 'out', 'main', 'demo.js'), [], {
    env: { ...process.env, CHAINHUB_DEMO_OPTIONS: JSON.stringify({ dataDir, timeScale }) },
  })
  const ready = new Promise<{ readonly origin: string; readonly demoKey: string }>((resolve, reject) => {
    child.once('message', (message: { readonly origin: string; readonly demoKey: string }) => resolve(message))
    child.once('exit', (code) => reject(new Error(`The demo gateway ended with ${code}`)))
  })
  const address = await withTimeout(ready, START_TIMEOUT_MS, 'the demo gateway')
  return { ...address, close: () => void child.kill() }
}
