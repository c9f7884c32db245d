import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

export type CommandResult = {
  /** Exit code; `null` when a signal or the time-out ended the process, or it could not be started. */
  readonly code: number | null
  /** stdout and stderr in order of arrival. */
  readonly output: string
  readonly hasTimedOut: boolean
}

export type CommandOptions = {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly timeoutMs?: number
  /** Runs it through the shell, which Windows needs for the `.cmd` files that npm makes. */
  readonly isShellNeeded?: boolean
  /** Called with each piece of output as it comes. */
  readonly onOutput?: (text: string) => void
}

/** Runs a program to its end and collects what it printed; never rejects. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((settle) => {
    const child = spawn(command, args, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: options.isShellNeeded ?? false,
    })
    let output = ''
    let hasTimedOut = false
    const collect = (chunk: Buffer): void => {
      output += chunk.toString()
      options.onOutput?.(chunk.toString())
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    const timer = setTimeout(() => {
      hasTimedOut = true
      child.kill('SIGKILL')
    }, options.timeoutMs ?? 2_147_000_000)
    const end = (code: number | null): void => {
      clearTimeout(timer)
      settle({ code, output, hasTimedOut })
    }
    child.on('error', (error) => {
      output += error.message
      end(null)
    })
    child.on('close', end)
  })
}

/** The last non-empty lines of an output, for a message. */
export function lastLines(output: string, count: number): string {
  return output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-count)
    .join('\n')
}

/** First executable of that name on PATH, or `undefined`. Linux and macOS only. */
export function findOnPath(name: string, path: string = process.env.PATH ?? ''): string | undefined {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

/** PATH with the folder of the running Node first, so that child processes which call `node` get the same one. */
export function pathWithThisNode(): string {
  return [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter)
}
