import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectDir } from './runtime/project-paths.ts'

type LockedPackage = {
  readonly version?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

type Lockfile = { readonly packages: Readonly<Record<string, LockedPackage>> }

const EXACT_VERSION = /^\d+\.\d+\.\d+/
const OPERATING_SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'win32']
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']
const OTHER_SPELLINGS: Readonly<Record<string, string>> = {
  aarch64: 'arm64',
  armv7: 'arm',
  i686: 'ia32',
  x86_64: 'x64',
  windows: 'win32',
}

/**
 * Adds the optional packages of other platforms that a lockfile lacks. npm leaves them out when the registry it asks
 * does not have them, and `npm ci` then refuses the lockfile everywhere. Their versions are pinned by their parents.
 */
export function completeLockfile(lockfile: Lockfile): { readonly lockfile: Lockfile; readonly added: readonly string[] } {
  const packages: Record<string, LockedPackage> = { ...lockfile.packages }
  const added: string[] = []
  for (const [place, parent] of Object.entries(lockfile.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      if (!EXACT_VERSION.test(version) || isLocked(packages, place, name, version)) continue
      const hoisted = `node_modules/${name}`
      const target = packages[hoisted] === undefined ? hoisted : `${place}/node_modules/${name}`
      packages[target] = { version, ...platformOf(name), ...(parent.dev ? { dev: true } : {}), optional: true }
      added.push(`${name}@${version}`)
    }
  }
  return { lockfile: { ...lockfile, packages: sortByPlace(packages) }, added }
}

function isLocked(packages: Record<string, LockedPackage>, place: string, name: string, version: string): boolean {
  const places = [`${place}/node_modules/${name}`, `node_modules/${name}`]
  return places.some((candidate) => packages[candidate]?.version === version)
}

/** Reads the platform from a package's name, such as `@scope/binding-linux-arm64-musl`. */
export function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[/-]/).map((word) => OTHER_SPELLINGS[word] ?? word.replace(/eabi(hf)?$/, ''))
  const os = words.filter((word) => OPERATING_SYSTEMS.includes(word))
  const cpu = words.filter((word) => PROCESSORS.includes(word))
  const libc = [words.includes('musl') || /musl/.test(name) ? 'musl' : /-gnu/.test(name) ? 'glibc' : '']
  const isLinux = os.includes('linux')
  return {
    ...(os.length > 0 ? { os } : {}),
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(isLinux && libc[0] !== '' ? { libc } : {}),
  }
}

function sortByPlace(packages: Record<string, LockedPackage>): Record<string, LockedPackage> {
  return Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')))
}

async function completeFile(): Promise<void> {
  const file = join(projectDir, 'package-lock.json')
  const { lockfile, added } = completeLockfile(JSON.parse(await readFile(file, 'utf8')) as Lockfile)
  if (added.length > 0) {
    await writeFile(`${file}.new`, `${JSON.stringify(lockfile, null, 2)}\n`)
    await rename(`${file}.new`, file)
  }
  process.stdout.write(`package-lock.json: ${added.length} packages of other platforms added\n`)
}

if (import.meta.main) await completeFile()
