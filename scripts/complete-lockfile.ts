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
  readonly gypfile?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

type Lockfile = { readonly packages: Readonly<Record<string, LockedPackage>> }

/** They bring a binary and say `gypfile: false`, which npm does not note in a lockfile: `npm ci` would compile them. */
const NEVER_COMPILED = ['better-sqlite3']

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
 * Adds what npm leaves out of a lockfile and `npm ci` misses later. Optional packages of other platforms are left out
 * when the registry in use does not have them, and `npm ci` then refuses the lockfile everywhere; their versions are
 * pinned by their parents.
 */
export function completeLockfile(lockfile: Lockfile): {
  readonly lockfile: Lockfile
  readonly added: readonly string[]
} {
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
  for (const name of NEVER_COMPILED) {
    const place = `node_modules/${name}`
    const entry = packages[place]
    if (entry === undefined || entry.gypfile === false) continue
    packages[place] = { ...entry, gypfile: false }
    added.push(`${name}: gypfile false`)
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
  const libc = /musl/.test(name) ? 'musl' : 'glibc'
  return {
    ...(os.length > 0 ? { os } : {}),
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(os.includes('linux') && /gnu|musl/.test(name) ? { libc: [libc] } : {}),
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
  process.stdout.write(`package-lock.json: ${added.length} entries added or marked\n`)
}

if (import.meta.main) await completeFile()
