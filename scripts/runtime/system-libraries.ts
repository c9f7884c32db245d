import { existsSync, readFileSync } from 'node:fs'
import { findOnPath, lastLines, runCommand } from './run-command.ts'
import { say, withHeartbeat } from './say.ts'

/** What a set-up step needs from the system; each need is met by one or more packages. */
export type SystemNeed = 'electron-libraries' | 'display-server' | 'compiler' | 'python-modules'

/** Debian's package names. */
const PACKAGES: Readonly<Record<SystemNeed, readonly string[]>> = {
  'electron-libraries': ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'],
  'display-server': ['xvfb', 'xauth'],
  compiler: ['python3', 'make', 'g++'],
  'python-modules': ['python3', 'python3-requests', 'python3-websockets'],
}

/** Renamed in newer releases for their 64-bit time types. */
const RENAMED_PACKAGES = new Set(['libgtk-3-0', 'libasound2'])

/** Sonames that `ldd` could not find. */
export function parseMissingLibraries(lddOutput: string): readonly string[] {
  const missing = lddOutput
    .split('\n')
    .filter((line) => line.includes('=> not found'))
    .map((line) => line.trim().split(' ')[0] ?? '')
  return [...new Set(missing)].filter((name) => name !== '')
}

/** Makes sure that the system's libraries that Electron links against are there. Does nothing outside Linux. */
export async function ensureElectronLibraries(electronPath: string): Promise<void> {
  if (process.platform !== 'linux') return
  const missing = await listMissingLibraries(electronPath)
  if (missing.length === 0) return
  await installFor('electron-libraries', `Electron needs system libraries that are missing: ${missing.join(', ')}`)
  const stillMissing = await listMissingLibraries(electronPath)
  if (stillMissing.length > 0) throw new Error(`Still missing after the installation: ${stillMissing.join(', ')}`)
}

async function listMissingLibraries(electronPath: string): Promise<readonly string[]> {
  const { output } = await runCommand('ldd', [electronPath], { env: { LC_ALL: 'C' } })
  return parseMissingLibraries(output)
}

/** Makes sure that programs a step needs are on PATH. Linux only. */
export async function ensurePrograms(need: SystemNeed, programs: readonly string[]): Promise<void> {
  const missing = programs.filter((name) => findOnPath(name) === undefined)
  if (missing.length > 0) await installFor(need, `missing on this machine: ${missing.join(', ')}`)
}

/** The system's own Python, whose modules the system's packages install. */
const SYSTEM_PYTHON = '/usr/bin/python3'

/**
 * A Python that has these modules, installing them where that can be done without asking; null where it cannot.
 * Others than the system's Python are left alone: their modules are their owners' business.
 */
export async function findPythonWith(modules: readonly string[]): Promise<string | null> {
  const hasModules = async (python: string): Promise<boolean> =>
    (await runCommand(python, ['-c', `import ${modules.join(', ')}`])).code === 0
  for (const python of [SYSTEM_PYTHON, 'python3']) if (await hasModules(python)) return python
  const mayInstall = process.platform === 'linux' && isDebianLike() && process.getuid?.() === 0
  if (!mayInstall) return null
  await installFor('python-modules', `Python has no modules ${modules.join(', ')}, which the tests of its examples use`)
  return (await hasModules(SYSTEM_PYTHON)) ? SYSTEM_PYTHON : null
}

async function installFor(need: SystemNeed, why: string): Promise<void> {
  if (!isDebianLike()) {
    throw new Error(`${why}\nInstall what Debian calls: ${PACKAGES[need].join(' ')}`)
  }
  const isRoot = process.getuid?.() === 0
  if (!isRoot) {
    const packages = await chooseNames(PACKAGES[need])
    throw new Error(`${why}\nInstall it with:\n  sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`)
  }
  say(`${why}; installing with apt-get`)
  await apt('reading the package lists', ['update'])
  const packages = await chooseNames(PACKAGES[need])
  await apt(`installing ${packages.join(' ')}`, ['install', '-y', '--no-install-recommends', ...packages])
}

async function apt(what: string, args: readonly string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const result = await withHeartbeat(what, () =>
    runCommand('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], { env }),
  )
  if (result.code !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${lastLines(result.output, 8)}`)
}

async function chooseNames(packages: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    packages.map(async (name) => {
      if (!RENAMED_PACKAGES.has(name)) return name
      const newer = await runCommand('apt-cache', ['show', '--no-all-versions', `${name}t64`])
      return newer.code === 0 ? `${name}t64` : name
    }),
  )
}

function isDebianLike(): boolean {
  if (!existsSync('/etc/os-release') || findOnPath('apt-get') === undefined) return false
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
}
