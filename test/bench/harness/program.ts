import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { killTree, waitUntilGone } from '../../e2e/harness/process-tree.ts'
import type { LaunchEnvironment } from '../../e2e/harness/launch.ts'
import { withTimeout } from './with-timeout.ts'

const PROBE = join(import.meta.dirname, 'probe.cjs')
const CLOSE_TIMEOUT_MS = 10_000
const INTERACTIVE_TIMEOUT_MS = 90_000
const ANSWER_TIMEOUT_MS = 20 * 60_000

export interface ProgramOptions {
  readonly appDir: string
  readonly userDataDir: string
  /** What must be in the page before it counts as interactive. */
  readonly readySelector?: string
  readonly env?: Readonly<Record<string, string>>
}

/** A measured program: Electron itself, with no debugger attached. */
export interface Program {
  readonly processId: number
  /** Milliseconds from the spawn to the first frame with the selector in it. */
  readonly interactiveMs: () => Promise<number>
  /** Runs the body of an async function with `value` in the first window's page. */
  readonly inPage: <Answer>(code: string, value?: unknown) => Promise<Answer>
  /** The same in the main process, with the project's `require`. */
  readonly inMain: <Answer>(code: string, value?: unknown) => Promise<Answer>
  readonly close: () => Promise<void>
}

type ProbeMessage =
  | { readonly kind: 'interactive'; readonly atMs: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value?: unknown; readonly error?: string }

interface Pending {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

export function startProgram(launch: LaunchEnvironment, options: ProgramOptions): Program {
  const args = [...launch.argsBeforeApp, '-r', PROBE, options.appDir, `--user-data-dir=${options.userDataDir}`]
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...launch.env,
    ...options.env,
    BENCH_READY_SELECTOR: options.readySelector,
  }
  delete env['ELECTRON_RUN_AS_NODE']
  const startedAtMs = Date.now()
  const child = spawn(launch.electronPath, args, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const output = collectOutput(child)
  const pending = new Map<number, Pending>()
  const interactive = Promise.withResolvers<number>()
  interactive.promise.catch(() => undefined)
  child.on('message', (message: ProbeMessage) => {
    if (message.kind === 'interactive') return interactive.resolve(message.atMs - startedAtMs)
    const waiting = pending.get(message.id)
    pending.delete(message.id)
    if (message.error === undefined) waiting?.resolve(message.value as never)
    else waiting?.reject(new Error(message.error))
  })
  child.on('exit', (code) => {
    const error = new Error(`The program ended with ${code}. It printed:\n${output()}`)
    interactive.reject(error)
    for (const { reject } of pending.values()) reject(error)
  })
  let lastId = 0
  const ask = <Answer>(where: 'page' | 'main', code: string, value: unknown): Promise<Answer> => {
    const answer = new Promise<Answer>((resolve, reject) => {
      lastId += 1
      pending.set(lastId, { resolve, reject })
      child.send({ id: lastId, where, code, value })
    })
    return withTimeout(answer, ANSWER_TIMEOUT_MS, `an answer of the ${where}`)
  }
  const processId = child.pid ?? 0
  return {
    processId,
    interactiveMs: () =>
      withTimeout(interactive.promise, INTERACTIVE_TIMEOUT_MS, `“${options.readySelector}” in the page`).catch(
        (error: unknown) => {
          throw new Error(`The program did not become interactive. It printed:\n${output()}`, { cause: error })
        },
      ),
    inPage: (code, value) => ask('page', code, value),
    inMain: (code, value) => ask('main', code, value),
    close: async () => {
      if (child.exitCode === null) {
        ask('main', "setImmediate(() => require('electron').app.quit())", null).catch(() => undefined)
        await waitUntilGone([processId], CLOSE_TIMEOUT_MS)
      }
      await killTree(processId)
    },
  }
}

function collectOutput(child: ChildProcess): () => string {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8_000)
    })
  }
  return () => output
}
