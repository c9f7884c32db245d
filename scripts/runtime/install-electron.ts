import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { lastLines, runCommand } from './run-command.ts'
import { withHeartbeat } from './say.ts'

const REACHABILITY_TIMEOUT_MS = 5_000
const UNREACHABLE_TIMEOUT_MS = 15_000
const DOWNLOAD_TIMEOUT_MS = 15 * 60_000
const RELEASES_URL = 'https://github.com/electron/electron/releases'

/** Names of variables that send the download somewhere else than the address tried here. */
const REROUTING_VARIABLES = ['ELECTRON_MIRROR', 'npm_config_electron_mirror', 'HTTPS_PROXY', 'https_proxy'] as const

export type InstallOutcome = { readonly isInstalled: true } | { readonly isInstalled: false; readonly reason: string }

/**
 * Runs the installer that comes with the electron package. It fails within seconds when the place of the releases is
 * out of reach; a zip in Electron's own cache is used even then.
 */
export async function installElectron(projectDir: string): Promise<InstallOutcome> {
  const installer = join(projectDir, 'node_modules', 'electron', 'install.js')
  if (!existsSync(installer)) return { isInstalled: false, reason: 'the electron package is not installed: run npm ci' }
  const timeoutMs = (await canReachReleases()) ? DOWNLOAD_TIMEOUT_MS : UNREACHABLE_TIMEOUT_MS
  const result = await withHeartbeat('downloading Electron from its releases (about 120 MB)', () =>
    runCommand(process.execPath, [installer], { cwd: projectDir, timeoutMs }),
  )
  if (result.code === 0) return { isInstalled: true }
  return { isInstalled: false, reason: result.hasTimedOut ? 'it took too long' : firstErrorLine(result.output) }
}

async function canReachReleases(): Promise<boolean> {
  if (REROUTING_VARIABLES.some((name) => process.env[name])) return true
  try {
    await fetch(RELEASES_URL, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(REACHABILITY_TIMEOUT_MS),
    })
    return true
  } catch {
    return false
  }
}

/** The line of an error report that says what went wrong. */
export function firstErrorLine(output: string): string {
  const line = output.split('\n').find((text) => /error/i.test(text))
  return (line ?? lastLines(output, 1)).trim()
}
