import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'
import { ensurePrograms } from './system-libraries.ts'

const START_TIMEOUT_MS = 20_000
const SCREEN = '1920x1200x24'

export type Display = {
  /** What a child process needs to find the display; empty when it is the machine's own. */
  readonly env: Readonly<Record<string, string>>
  readonly isVirtual: boolean
  /** Ends the virtual display. Safe to call more than once. */
  readonly stop: () => void
}

/** Whether a window can be shown to a person here. */
export function hasDisplay(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY)
}

/**
 * The machine's display, or on a Linux without one a virtual screen of 1920 × 1200 on a free display number. It also
 * ends with this process.
 */
export async function ensureDisplay(): Promise<Display> {
  if (hasDisplay()) return { env: {}, isVirtual: false, stop: () => undefined }
  return startVirtualDisplay()
}

/** A virtual screen even where the machine has a display: tests then neither steal focus nor depend on its size. */
export async function startVirtualDisplay(): Promise<Display> {
  await ensurePrograms('display-server', ['Xvfb'])
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  const stop = (): void => {
    process.removeListener('exit', stop)
    server.kill('SIGTERM')
  }
  process.on('exit', stop)
  try {
    const displayNumber = await readDisplayNumber(server)
    server.unref()
    for (const stream of server.stdio) (stream as { unref?: () => void } | null)?.unref?.()
    return { env: { DISPLAY: `:${displayNumber}` }, isVirtual: true, stop }
  } catch (error) {
    stop()
    throw error
  }
}

function readDisplayNumber(server: ChildProcess): Promise<number> {
  return new Promise((settle, fail) => {
    let complaints = ''
    let written = ''
    const timer = setTimeout(() => fail(new Error('Xvfb did not start in time')), START_TIMEOUT_MS)
    server.stderr?.on('data', (chunk: Buffer) => {
      complaints += chunk.toString()
    })
    server.on('error', fail)
    server.on('exit', (code) => fail(new Error(`Xvfb ended with ${code}: ${complaints.trim()}`)))
    const numbers = server.stdio[3] as Readable
    numbers.on('data', (chunk: Buffer) => {
      written += chunk.toString()
      if (!written.includes('\n')) return
      clearTimeout(timer)
      settle(Number(written))
    })
  })
}
